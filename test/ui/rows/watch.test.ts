/** Watching rows: when they are read again, what is marked, and what ends it. */
import { describe, expect, it } from 'vitest';
import type { Page } from '../../../src/queries/query-spec.ts';
import { changesBetween } from '../../../src/ui/screens/rows/watch-changes.ts';
import { watchParts } from '../../../src/ui/screens/rows/watch-text.ts';
import type { RowWindow } from '../../../src/ui/screens/rows/window.ts';
import { numberedPage, openConsole, type TestConsole } from '../support/console.ts';

function watched(seconds = ''): TestConsole {
  const console = openConsole().press('/').type('User').press('enter').answerPages(90);
  console.takeEffects();
  console.press('W');
  if (seconds !== '') console.press('backspace').type(seconds);
  return console.press('enter');
}

const at = Date.UTC(2026, 0, 9, 12, 0, 5);

function due(console: TestConsole): TestConsole {
  return console.send({ type: 'watch-due', screenId: console.rows.id, at });
}

/** Answers the reading under way with these rows. */
function answer(console: TestConsole, change: (page: Page) => Page): void {
  const effect = console.takeEffects().find(({ type }) => type === 'load-page');
  if (effect?.type !== 'load-page') throw new Error('Nothing was read.');
  const { requestId, screenId, spec } = effect;
  const page = change(numberedPage(spec.place, 90, ['id', 'name', 'roleId']));
  console.send({ type: 'page-arrived', requestId, screenId, page });
}

describe('watching rows', () => {
  it('asks how often, two seconds unless said otherwise, and takes nothing that is no time', () => {
    expect(watched().takeEffects()).toMatchObject([{ type: 'watch', everyMs: 2000 }]);
    expect(watched('10').takeEffects()).toMatchObject([{ type: 'watch', everyMs: 10_000 }]);
    const console = watched('soon');
    expect(console.takeEffects()).toEqual([]);
    expect(console.state.notice?.tone).toBe('bad');
  });

  it('reads what is in view again in its place, one reading at a time', () => {
    const console = watched().press('j', 'l');
    console.takeEffects();
    due(due(console));
    const reads = console.effects.filter(({ type }) => type === 'load-page');
    expect(reads).toHaveLength(1);
    answer(console, (page) => page);
    expect(console.rows).toMatchObject({ cursor: { row: 1, column: 1 }, top: 0, isStale: false });
    expect(due(console).takeEffects()).toHaveLength(1);
  });

  it('marks changed cells and new rows, and says so and when it read', () => {
    const console = watched();
    due(console.send({ type: 'resized', size: { columns: 120, rows: 36 } }));
    answer(console, (page) => ({
      ...page,
      rows: [
        ['id new', 'x', 'y'],
        ...page.rows.map((row, index) => (index === 4 ? ['id 4', 'other', 'roleId 4'] : row)),
      ],
      bookmarks: [{ type: 'keys', keys: ['new'] }, ...page.bookmarks],
    }));
    expect(console.rows.watch?.changes).toEqual({
      cells: new Map([['["id 4"]', new Set(['name'])]]),
      added: new Set(['["id new"]']),
      goneCount: 0,
    });
    expect(watchParts(console.rows, 'utc')).toEqual([
      'watching every 2 s, read 12:00:05',
      '1 changed',
      '1 new',
    ]);
    due(console);
    answer(console, (page) => page);
    expect(watchParts(console.rows, 'utc').slice(1)).toEqual(['1 changed']);
  });

  it('goes on after a reading that failed, and shows the rows that it has', () => {
    const console = due(watched());
    const effect = console.takeEffects().find(({ type }) => type === 'load-page');
    const requestId = effect?.type === 'load-page' ? effect.requestId : 0;
    const report = {
      code: 'x',
      kind: 'failed' as const,
      message: 'It took too long.',
      remedy: '',
      details: {},
    };
    console.send({ type: 'request-failed', failed: { part: 'request', requestId }, report });
    expect(console.rows).toMatchObject({ error: null, watch: { failure: 'It took too long.' } });
    expect(due(console).takeEffects()).toMatchObject([{ type: 'load-page' }]);
  });

  it('ends with its key, with Esc, and when the screen is left', () => {
    for (const key of ['W', 'escape']) {
      const console = watched();
      console.takeEffects();
      expect(console.press(key).takeEffects()).toEqual([{ type: 'unwatch' }]);
      expect(console.rows.watch).toBeNull();
    }
    const console = watched();
    const { id } = console.rows;
    console.press('enter');
    console.takeEffects();
    console.send({ type: 'watch-due', screenId: id, at });
    expect(console.takeEffects()).toEqual([{ type: 'unwatch' }]);
    expect(console.press('[').rows.watch).toBeNull();
  });
});

describe('changes between two readings', () => {
  const window = (first: number, total: number, ids: readonly number[]): RowWindow => {
    const page = numberedPage({ type: 'start' }, 0, ['id', 'name']);
    const rows = ids.map((id) => [`id ${id}`, 'same']);
    return {
      pages: [{ ...page, rows, bookmarks: [], hasBefore: first > 0, hasAfter: total > first + ids.length }],
      start: first,
      countedFrom: 'start',
    };
  };

  it.each<readonly [string, RowWindow, RowWindow, readonly string[], number]>([
    ['a row between others is new', window(0, 2, [1, 3]), window(0, 3, [1, 2, 3]), ['["id 2"]'], 0],
    [
      'a row that came into the page at its end is not',
      window(0, 9, [1, 2, 3]),
      window(0, 9, [1, 3, 4]),
      [],
      1,
    ],
    ['nor one before what was read', window(5, 9, [5, 6]), window(5, 9, [4, 5]), [], 0],
    ['a row before the first of all is', window(0, 9, [1, 2]), window(0, 9, [0, 1]), ['["id 0"]'], 0],
    ['rows of another place are not', window(0, 99, [1, 2]), window(50, 99, [51, 52]), [], 0],
  ])('%s', (_, before, after, added, gone) => {
    const changes = changesBetween(before, after);
    expect([...changes.added]).toEqual(added);
    expect(changes.goneCount).toBe(gone);
  });
});
