import { describe, expect, it } from 'vitest';
import type { JournalScreen } from '../../src/ui/screens/journal/state.ts';
import { recordedText, storageLines } from '../../src/ui/screens/journal/recorded.ts';
import { listHeight } from '../../src/ui/screens/journal/layout.ts';
import { currentScreen } from '../../src/ui/state.ts';
import { journalView, openConsole, type TestConsole } from './support/console.ts';

function migrations(): TestConsole {
  const console = openConsole().press('M');
  console.send({
    type: 'journal-read',
    kind: 'migrations',
    view: journalView({ '01.js': 'executed', '02.js': 'executed', '03.js': 'pending', '04.js': 'pending' }),
  });
  console.takeEffects();
  return console;
}

function screenOf(console: TestConsole): JournalScreen {
  const screen = currentScreen(console.state);
  if (screen.type !== 'journal') throw new Error(`The screen is ${screen.type}.`);
  return screen;
}

describe('what a journal says of itself', () => {
  it.each([
    ['01.ts', '01.js', 'as .js'],
    ['01.ts', '01', 'as name only'],
    ['01.ts', 'old/01.js', 'as old/01.js'],
    ['01.ts', undefined, ''],
  ])('%s recorded as %s reads "%s"', (name, recordedAs, text) => {
    expect(recordedText({ name, state: 'executed', path: null, recordedAs })).toBe(text);
  });

  it('says why it is kept where it is, above the entries, which keep their cursor in view', () => {
    const console = openConsole({ columns: 80, rows: 12 }).press('M');
    const view = journalView({ '01.js': 'executed', '02.js': 'executed', '03.js': 'pending' });
    const storage = { type: 'sequelize', table: 'migrations', schema: 'app' } as const;
    const why = 'this table holds the names of the files';
    console.send({ type: 'journal-read', kind: 'migrations', view: { ...view, storage, storageWhy: why } });
    expect(storageLines(console.state, 'migrations').join(' ')).toBe(`Journal "app.migrations": ${why}`);
    expect(listHeight(console.state, screenOf(console))).toBe(3);
  });
});

it('starts with the cursor on the first pending entry', () => {
  expect(screenOf(migrations()).cursor).toBe(2);
});

describe('files', () => {
  it('drops a file that is no longer under the cursor', () => {
    const console = migrations().press('k');
    console.send({
      type: 'file-read',
      kind: 'migrations',
      file: { name: '03.js', path: '/app/migrations/03.js', text: 'late' },
    });
    expect(screenOf(console).detail).not.toMatchObject({ text: 'late' });
  });

  it('says that the file of an orphaned entry is gone', () => {
    const console = openConsole().press('M');
    console.send({ type: 'journal-read', kind: 'migrations', view: journalView({ '01.js': 'orphaned' }) });
    expect(screenOf(console).detail).toMatchObject({ type: 'missing-file', name: '01.js' });
  });
});
