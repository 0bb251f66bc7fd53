import { describe, expect, it } from 'vitest';
import type { StepResult } from '../../src/journal/journal.ts';
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

const done: StepResult = {
  name: '03.js',
  direction: 'up',
  status: 'done',
  durationMs: 12,
  wasAtomic: true,
  statements: [{ sql: 'CREATE TABLE x ()', durationMs: 3 }],
  error: null,
};

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

describe('stepping', () => {
  it('starts with the cursor on the first pending entry', () => {
    expect(screenOf(migrations()).cursor).toBe(2);
  });

  it('steps one up at once', () => {
    const console = migrations().press('u');
    expect(console.takeEffects()).toMatchObject([
      {
        type: 'step-journal',
        request: { kind: 'migrations', direction: 'up', selection: { type: 'next', count: 1 } },
      },
    ]);
    expect(screenOf(console).run?.title).toBe('Running 03.js');
  });

  it('asks before it steps down, and does nothing when refused', () => {
    const console = migrations().press('d');
    expect(console.state.overlay).toMatchObject({
      type: 'confirm',
      title: 'Undo 02.js?',
      isDestructive: true,
    });
    expect(console.takeEffects()).toEqual([]);
    console.press('enter');
    expect(console.state.overlay).toBeNull();
    expect(console.takeEffects()).toEqual([]);
    console.press('d', 'y');
    expect(console.takeEffects()).toMatchObject([{ type: 'step-journal', request: { direction: 'down' } }]);
  });

  it('steps up or down to the entry under the cursor, by its state', () => {
    const up = migrations().press('end', 't');
    expect(up.takeEffects()).toMatchObject([
      { request: { direction: 'up', selection: { type: 'to', name: '04.js' } } },
    ]);
    const down = migrations().press('home', 't');
    expect(down.state.overlay).toMatchObject({ title: 'Undo 2 migrations?' });
  });

  it('lets no second step begin while one runs', () => {
    const console = migrations().press('u');
    console.takeEffects();
    console.press('u');
    expect(console.takeEffects()).toEqual([]);
    expect(console.state.notice?.text).toContain('A step is running');
  });

  it('refuses to step in a read-only session', () => {
    const console = migrations();
    const database = {
      host: 'localhost',
      port: 5432,
      database: 'x',
      user: 'x',
      serverVersion: '15',
      readOnly: true,
      embedded: false,
    };
    console.send({ type: 'database-connected', database });
    console.takeEffects();
    console.press('u');
    expect(console.takeEffects()).toEqual([]);
    expect(console.state.notice?.text).toContain('read-only');
  });

  it('shows what ran and reads journals and tables again', () => {
    const console = migrations().press('u');
    const requestId = screenOf(console).run?.requestId ?? -1;
    console.takeEffects();
    console.send({ type: 'steps-ended', requestId, outcome: { results: [done], passedOver: [] } });
    expect(screenOf(console)).toMatchObject({ tab: 'run', run: null });
    expect(console.state.timelines.migrations.last).toEqual({ type: 'steps', results: [done] });
    expect(console.state.notice).toEqual({ tone: 'good', text: 'Executed "03.js" in 0.01 s.' });
    expect(console.takeEffects().map((effect) => effect.type)).toEqual([
      'read-journal',
      'read-journal',
      'read-tables',
    ]);
  });

  it('has rows that were open before a step read again when they come back', () => {
    const console = openConsole().press('/').type('User').press('enter').answerPages(3).press('M');
    console.send({ type: 'journal-read', kind: 'migrations', view: journalView({ '03.js': 'pending' }) });
    console.press('u');
    const requestId = screenOf(console).run?.requestId ?? -1;
    console.send({ type: 'steps-ended', requestId, outcome: { results: [done], passedOver: [] } });
    console.takeEffects();
    console.press('escape');
    expect(console.takeEffects()).toMatchObject([{ type: 'load-page' }]);
  });
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
