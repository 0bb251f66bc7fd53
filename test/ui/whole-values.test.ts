/** Values that the grid has the beginnings of: what is opened or paged is whole, or says that it is not. */
import { describe, expect, it } from 'vitest';
import type { Effect } from '../../src/ui/effects.ts';
import { recordLines } from '../../src/ui/screens/record/items.ts';
import { currentScreen } from '../../src/ui/state.ts';
import { numberedPage, openConsole, type TestConsole } from './support/console.ts';

type LoadPage = Extract<Effect, { type: 'load-page' }>;

/** User open; the names of all rows came clipped. */
function clippedUsers(): TestConsole {
  const console = openConsole().press('/').type('User').press('enter');
  const { requestId, screenId } = loadOf(console);
  const page = numberedPage({ type: 'start' }, 3, ['id', 'name']);
  const clipped = page.rows.map((_row, row) => ({ row, column: 1, byteLength: 5000 }));
  console.send({ type: 'page-arrived', requestId, screenId, page: { ...page, clipped } });
  console.takeEffects();
  return console;
}

function loadOf(console: TestConsole): LoadPage {
  const load = console.takeEffects().find((effect) => effect.type === 'load-page');
  if (load === undefined) throw new Error('no page was asked for');
  return load;
}

/** Answers with the record that was asked for, its name whole. */
function answer(console: TestConsole, { requestId, screenId, spec }: LoadPage): void {
  const page = numberedPage(spec.place, 3, ['id', 'name']);
  const rows = page.rows.map(([id]) => [id ?? null, `whole name of ${typeof id === 'string' ? id : ''}`]);
  console.send({ type: 'page-arrived', requestId, screenId, page: { ...page, rows } });
}

function fail(console: TestConsole, { requestId }: LoadPage): void {
  const report = { code: 'x', kind: 'failed', message: 'No connection.', remedy: '', details: {} } as const;
  console.send({ type: 'request-failed', failed: { part: 'request', requestId }, report });
}

function linesOf(console: TestConsole): readonly string[] {
  const screen = currentScreen(console.state);
  if (screen.type !== 'record') throw new Error(`The screen is ${screen.type}, not a record.`);
  return recordLines(console.state, screen, 100).map(({ text }) => text);
}

describe('a record of clipped values', () => {
  it('says that they are being read, and shows them whole when they are here', () => {
    const console = clippedUsers().press('enter');
    const load = loadOf(console);
    expect(load.spec).toMatchObject({ place: { type: 'at' }, limit: 1, clipBytes: null });
    expect(linesOf(console)).toContainEqual(expect.stringContaining('… being read'));
    answer(console, load);
    expect(linesOf(console)).toContain('whole name of id 0');
    expect(linesOf(console)).not.toContainEqual(expect.stringContaining('… being read'));
  });

  it('copies and pages nothing but the whole value', () => {
    const console = clippedUsers().press('enter', 'j');
    const load = loadOf(console);
    for (const key of ['y', '|']) {
      console.press(key);
      expect(console.takeEffects()).toEqual([]);
      expect(console.state.notice?.text).toContain('still being read');
    }
    answer(console, load);
    console.press('y', '|');
    expect(console.takeEffects()).toMatchObject([
      { type: 'copy-text', text: 'whole name of id 0' },
      { type: 'open-pager', text: 'whole name of id 0' },
    ]);
  });

  it('completes a value that was opened before it was here', () => {
    const console = clippedUsers().press('enter', 'j');
    const load = loadOf(console);
    console.press('enter', 'y');
    expect(currentScreen(console.state)).toMatchObject({ type: 'value', part: { isAwaited: true } });
    expect(console.state.notice?.text).toContain('still being read');
    answer(console, load);
    expect(currentScreen(console.state)).toMatchObject({ type: 'value', text: 'whole name of id 0' });
    expect(console.takeEffects()).toEqual([]);
    console.press('y');
    expect(console.takeEffects()).toMatchObject([{ type: 'copy-text', text: 'whole name of id 0' }]);
  });

  it('says of an opened value that it could not be read whole', () => {
    const console = clippedUsers().press('enter', 'j');
    const load = loadOf(console);
    console.press('enter');
    fail(console, load);
    expect(currentScreen(console.state)).toMatchObject({ type: 'value', part: { isAwaited: false } });
  });

  it('says that they were not read further, and reads them again when it is come back to', () => {
    const console = clippedUsers().press('enter', 'j');
    fail(console, loadOf(console));
    expect(linesOf(console)).toContainEqual(expect.stringContaining('… not read whole'));
    console.press('enter', 'escape');
    answer(console, loadOf(console));
    expect(linesOf(console)).toContain('whole name of id 0');
  });

  it('cancels the reading of the record that is leafed past, and reads the next one', () => {
    const console = clippedUsers().press('enter');
    const first = loadOf(console);
    console.press('n');
    const effects = console.takeEffects();
    expect(effects).toContainEqual({ type: 'cancel-request', requestId: first.requestId });
    const second = effects.find((effect) => effect.type === 'load-page');
    answer(console, first);
    expect(linesOf(console)).toContainEqual(expect.stringContaining('… being read'));
    if (second?.type === 'load-page') answer(console, second);
    expect(linesOf(console)).toContain('whole name of id 1');
  });
});
