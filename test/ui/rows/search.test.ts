/** Searching all rows: what is asked for, what found rows become, and how it stops and goes on. */
import { describe, expect, it } from 'vitest';
import type { Page } from '../../../src/queries/query-spec.ts';
import type { SearchPlace } from '../../../src/queries/search/search-request.ts';
import type { Effect } from '../../../src/ui/effects.ts';
import { searchParts } from '../../../src/ui/screens/rows/search-text.ts';
import { numberedPage, openConsole, type TestConsole } from '../support/console.ts';

type SearchEffect = Extract<Effect, { readonly type: 'search-rows' }>;

const place: SearchPlace = {
  at: { walk: 'keys', part: 0, keys: ['7'] },
  searchedRows: 3_200_000,
  stretchLength: 9,
};
const far = { searchedRows: 3_200_000, rowEstimate: 10_000_000, place };

function searching(text = 'Jo'): { readonly console: TestConsole; readonly effect: SearchEffect } {
  const console = openConsole().press('/').type('User').press('enter').answerPages(90);
  console.takeEffects();
  console.press('T').type(text).press('enter');
  return { console, effect: asked(console) };
}

function asked(console: TestConsole): SearchEffect {
  const effect = console.takeEffects().find(({ type }) => type === 'search-rows');
  if (effect?.type !== 'search-rows') throw new Error('Nothing was searched for.');
  return effect;
}

function found(console: TestConsole, { requestId, screenId }: SearchEffect, page: Page): void {
  const progress = { ...far, page, foundRows: page.rows.length };
  console.send({ type: 'search-progressed', requestId, screenId, progress });
}

/** The rows numbered from `first`, as a search tells them. */
function rows(first: number, count: number): Page {
  const page = numberedPage({ type: 'offset', offset: first }, first + count, ['id', 'name']);
  return { ...page, hasBefore: false };
}

function ended(
  console: TestConsole,
  { requestId, screenId }: SearchEffect,
  stopped: 'end' | 'time' | 'rows',
): void {
  const at = stopped === 'end' ? null : place;
  const outcome = { ...far, place: at, stopped, foundRows: 2, durationMs: 5000, order: 'asked' as const };
  console.send({ type: 'search-ended', requestId, screenId, outcome });
}

describe('a search of all rows', () => {
  it('is a screen of its own that asks for its text in the same spec, five seconds long', () => {
    const { console, effect } = searching('50% of');
    expect(effect.request).toMatchObject({
      spec: { source: { type: 'model', name: 'User' }, search: '50% of', limit: 100 },
      timeLimitMs: 5000,
      from: null,
    });
    expect(console.state.screens.map((screen) => (screen.type === 'rows' ? screen.label : ''))).toEqual([
      '',
      'User',
      '"50% of"',
    ]);
  });

  it('offers what was looked for in the page, and leaves without a word', () => {
    const console = openConsole().press('/').type('User').press('enter').answerPages(90);
    console.press('/').type('zoe').press('enter', 'T');
    expect(console.rows.prompt?.line.text).toBe('zoe');
    console.press('escape');
    expect(console.rows).toMatchObject({ prompt: null, label: 'User' });
  });

  it('joins rows as they are found, keeps the cursor where it is, and says how far it is', () => {
    const { console, effect } = searching();
    found(console, effect, rows(0, 0));
    found(console, effect, rows(3, 2));
    console.press('j');
    found(console, effect, rows(40, 1));
    expect(console.rows.window?.pages.flatMap((page) => page.rows.map(([id]) => id))).toEqual([
      'id 3',
      'id 4',
      'id 40',
    ]);
    expect(console.rows.cursor.row).toBe(1);
    expect(searchParts(console.rows)).toEqual(['searching: 3.2M of ~10M rows', 'Esc stops']);
  });

  it('puts the values of a page with other columns where they belong', () => {
    const { console, effect } = searching();
    found(console, effect, rows(1, 1));
    const page = numberedPage({ type: 'offset', offset: 2 }, 3, ['name', 'extra', 'id']);
    found(console, effect, { ...page, clipped: [{ row: 0, column: 2, byteLength: 9 }] });
    expect(console.rows.window?.pages[0]).toMatchObject({
      rows: [
        ['id 1', 'name 1'],
        ['id 2', 'name 2'],
      ],
      clipped: [{ row: 1, column: 0, byteLength: 9 }],
    });
  });

  it('says that it stopped, and goes on from there on a key', () => {
    const { console, effect } = searching();
    found(console, effect, rows(1, 2));
    ended(console, effect, 'time');
    expect(searchParts(console.rows)).toEqual(['stopped after 5 s at 3.2M of ~10M rows', 't goes on']);
    console.press('t');
    const next = asked(console);
    expect(next.request.from).toEqual(place);
    found(console, next, rows(8, 1));
    ended(console, next, 'end');
    expect(console.rows.window?.pages[0]?.rows).toHaveLength(3);
    expect(searchParts(console.rows)).toEqual(['searched all']);
    console.press('t');
    expect(console.takeEffects()).toEqual([]);
    expect(console.state.notice?.text).toContain('Every row was searched');
  });

  it('is stopped by Esc, which keeps what was found; the next Esc leads back', () => {
    const { console, effect } = searching();
    found(console, effect, rows(1, 2));
    console.press('escape');
    const { requestId } = effect;
    expect(console.takeEffects()).toEqual([{ type: 'cancel-request', requestId }]);
    const report = {
      code: 'interrupted',
      kind: 'interrupted' as const,
      message: 'x',
      remedy: '',
      details: {},
    };
    console.send({ type: 'request-failed', failed: { part: 'request', requestId }, report });
    expect(searchParts(console.rows)).toEqual(['stopped at 3.2M of ~10M rows', 't goes on']);
    expect(console.rows.window?.pages[0]?.rows).toHaveLength(2);
    console.press('escape');
    expect(console.rows.label).toBe('User');
  });

  it('begins anew when the order, the filter or a key asks for it, and drops what the one before finds', () => {
    const { console, effect } = searching();
    found(console, effect, rows(1, 2));
    ended(console, effect, 'end');
    console.press('o');
    const sorted = asked(console);
    expect(sorted.request).toMatchObject({
      from: null,
      spec: { search: 'Jo', order: [{ attribute: 'id' }] },
    });
    console.press('r');
    const again = asked(console);
    found(console, sorted, rows(5, 1));
    expect(console.rows.isStale).toBe(true);
    found(console, again, rows(6, 1));
    expect(console.rows.window?.pages[0]?.rows).toEqual([['id 6', 'name 6']]);
  });

  it('stops when rows are opened above it, and does not begin again by itself', () => {
    const { console, effect } = searching();
    found(console, effect, rows(1, 2));
    console.press('T').type('x').press('enter');
    expect(console.takeEffects()).toContainEqual({ type: 'cancel-request', requestId: effect.requestId });
    console.press('[');
    expect(console.rows.label).toBe('"Jo"');
    expect(console.takeEffects().filter(({ type }) => type === 'search-rows')).toEqual([]);
    expect(searchParts(console.rows)).toEqual(['stopped at 3.2M of ~10M rows', 't goes on']);
  });

  it('exports all that holds the text', () => {
    const { console, effect } = searching();
    found(console, effect, rows(1, 2));
    ended(console, effect, 'rows');
    console.press('E', 'enter');
    expect(console.takeEffects()).toMatchObject([
      { type: 'export-rows', request: { spec: { search: 'Jo', limit: null } } },
    ]);
  });
});
