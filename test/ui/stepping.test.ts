import { describe, expect, it } from 'vitest';
import type { EntryForecast, Loss } from '../../src/journal/forecast/forecast.ts';
import type { JournalEvent, StepResult } from '../../src/journal/journal.ts';
import type { DatabaseStatus } from '../../src/session-shapes.ts';
import type { ConfirmLine, Question } from '../../src/ui/overlays/question-state.ts';
import { runLines } from '../../src/ui/screens/journal/run-lines.ts';
import type { JournalScreen } from '../../src/ui/screens/journal/state.ts';
import { currentScreen } from '../../src/ui/state.ts';
import { journalView, openConsole, type TestConsole } from './support/console.ts';
import { answerForecast, forecastOf } from './support/foreseen.ts';

const states = { '01.js': 'executed', '02.js': 'executed', '03.js': 'pending', '04.js': 'pending' } as const;

function migrations(size?: { columns: number; rows: number }): TestConsole {
  const console = openConsole(size).press('M');
  console.send({ type: 'journal-read', kind: 'migrations', view: journalView(states) });
  console.takeEffects();
  return console;
}

function database(said: Partial<DatabaseStatus> = {}): DatabaseStatus {
  const place = { host: 'localhost', port: 5432, database: 'acme', user: 'app', serverVersion: '15.18' };
  return { ...place, readOnly: false, embedded: false, ...said };
}

function inProduction(): TestConsole {
  const console = migrations();
  console.send({
    type: 'database-connected',
    database: database({ production: 'environment "production"' }),
  });
  console.takeEffects();
  return console;
}

function screenOf(console: TestConsole): JournalScreen {
  const screen = currentScreen(console.state);
  if (screen.type !== 'journal') throw new Error(`The screen is ${screen.type}.`);
  return screen;
}

function tableLoss(table: string, count: number): Loss {
  return { type: 'table', table, rows: { count, precision: 'exact' }, isConditional: false };
}

/** Answers the look ahead of a step; gives the request it was asked with. */
function foreseen(console: TestConsole, ...entries: readonly EntryForecast[]) {
  return answerForecast(console, { entries, passedOver: [] });
}

function questionOf(console: TestConsole): Question {
  const { overlay } = console.state;
  if (overlay?.type !== 'confirm' && overlay?.type !== 'typed-confirm') throw new Error('Nothing is asked.');
  return overlay;
}

function text(line: ConfirmLine): string {
  if (typeof line === 'string') return line;
  return line.aside === undefined ? line.text : `${line.text} | ${line.aside}`;
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

describe('a stepping key', () => {
  it.each([
    ['u', { direction: 'up', selection: { type: 'next', count: 1 } }],
    ['U', { direction: 'up', selection: { type: 'all' } }],
    ['d', { direction: 'down', selection: { type: 'next', count: 1 } }],
    ['D', { direction: 'down', selection: { type: 'all' } }],
    ['R', { direction: 'down', selection: { type: 'next', count: 1 }, isRedone: true }],
    ['t', { direction: 'up', selection: { type: 'to', name: '03.js' } }],
  ])('%s has it looked at first what would be destroyed', (key, request) => {
    const console = migrations().press(key);
    expect(console.takeEffects()).toMatchObject([
      { type: 'foresee-step', request: { kind: 'migrations', ...request } },
    ]);
    expect(console.state.notice?.text).toContain('Looking at what it would destroy');
  });

  it('t goes down to an executed one, and no way to one without a file', () => {
    const down = migrations().press('home', 't');
    expect(down.takeEffects().at(-1)).toMatchObject({
      request: { direction: 'down', selection: { type: 'to', name: '01.js' } },
    });
    const gone = migrations();
    gone.send({ type: 'journal-read', kind: 'migrations', view: journalView({ '01.js': 'orphaned' }) });
    gone.takeEffects();
    expect(gone.press('home', 't').takeEffects()).toEqual([]);
    expect(gone.state.notice?.text).toBe('"01.js" has no file to step to: p repairs.');
  });

  it('is refused while a step runs, and in a read-only session', () => {
    const console = migrations().press('u');
    foreseen(console, forecastOf('03.js', 'up'));
    console.takeEffects();
    expect(console.press('u').takeEffects()).toEqual([]);
    expect(console.state.notice?.text).toContain('A step is running');
    const reading = migrations();
    reading.send({ type: 'database-connected', database: database({ readOnly: true }) });
    reading.takeEffects();
    expect(reading.press('u').takeEffects()).toEqual([]);
    expect(reading.state.notice?.text).toContain('read-only');
  });

  it('is taken back by Esc while it is looked at, and does not leave the screen', () => {
    const console = migrations().press('d');
    const [asked] = console.takeEffects();
    console.press('escape');
    expect(console.takeEffects()).toMatchObject([{ type: 'cancel-request' }]);
    expect(asked).toMatchObject({ type: 'foresee-step' });
    const { looking } = screenOf(console);
    const report = { kind: 'interrupted', code: 'aborted', message: '', remedy: '', details: {} } as const;
    console.send({
      type: 'request-failed',
      failed: { part: 'request', requestId: looking?.requestId ?? -1 },
      report,
    });
    expect(console.state.notice?.text).toBe('Cancelled: nothing was run.');
    expect(screenOf(console).looking).toBeNull();
  });
});

describe('a step up', () => {
  it('that destroys nothing runs at once', () => {
    const console = migrations().press('u');
    foreseen(console, forecastOf('03.js', 'up'));
    expect(console.takeEffects()).toMatchObject([
      { type: 'step-journal', title: 'Running 03.js', total: 1, request: { direction: 'up' } },
    ]);
    expect(console.state.overlay).toBeNull();
  });

  it('that drops a table asks', () => {
    const console = migrations().press('u');
    foreseen(console, forecastOf('03.js', 'up', { losses: [tableLoss('users', 1204)] }));
    expect(questionOf(console)).toMatchObject({ type: 'confirm', title: 'Run 03.js?', isDestructive: true });
    expect(questionOf(console).lines.map(text)).toEqual([
      'Destroys',
      '  table users | 1,204 rows',
      '',
      'No step brings this back: only a backup has it.',
    ]);
    expect(console.takeEffects()).toEqual([]);
    console.press('y');
    expect(console.takeEffects()).toMatchObject([{ type: 'step-journal', request: { agreed: ['03.js'] } }]);
  });

  it('of which not all can be known asks', () => {
    const console = migrations().press('u');
    foreseen(console, forecastOf('03.js', 'up', { doubts: ['it decides by what it reads: SELECT 1'] }));
    expect(questionOf(console).lines.map(text)).toEqual([
      'Nothing is seen to be destroyed.',
      '',
      'Cannot be known before it runs',
      '  it decides by what it reads: SELECT 1',
    ]);
  });
});

describe('a step down', () => {
  it('always asks, and does nothing when refused', () => {
    const console = migrations().press('d');
    foreseen(console, forecastOf('02.js', 'down'));
    expect(questionOf(console)).toMatchObject({ title: 'Undo 02.js?', isDestructive: true });
    expect(questionOf(console).lines.map(text)).toEqual(['Destroys no table, no column and no row.']);
    console.press('enter');
    expect(console.state.overlay).toBeNull();
    expect(console.takeEffects()).toEqual([]);
  });

  it('lists the entries in the order they run, what is passed over, and the largest loss first', () => {
    const console = migrations().press('D');
    answerForecast(console, {
      entries: [
        forecastOf('02.js', 'down', {
          losses: [
            {
              type: 'column',
              table: 'users',
              column: 'note',
              rows: { count: 1, precision: 'exact' },
              isConditional: false,
            },
            {
              type: 'rows',
              table: 'logs',
              verb: 'DELETE',
              rows: { count: 12, precision: 'most' },
              isConditional: true,
            },
          ],
        }),
        forecastOf('01.js', 'down', {
          losses: [
            {
              type: 'table',
              table: 'users',
              rows: { count: 1_200_000, precision: 'estimate' },
              isConditional: false,
            },
            { type: 'table', table: 'notes', rows: null, isConditional: false },
            tableLoss('empty', 0),
            { type: 'view', name: 'people', isConditional: false },
          ],
        }),
      ],
      passedOver: ['00.js'],
    });
    expect(questionOf(console).title).toBe('Undo 2 migrations?');
    expect(questionOf(console).lines.map(text)).toEqual([
      '02.js',
      '01.js',
      '',
      'Passes over "00.js": its file is gone.',
      '',
      'Destroys',
      '  table notes | not counted',
      '  table users | ~1,200,000 rows',
      '  rows of logs, perhaps | up to 12 rows',
      '  column users.note | 1 value',
      '  table empty | no rows',
      '  view people | ',
      '',
      'No step brings this back: only a backup has it.',
    ]);
  });

  it.each([
    { columns: 80, rows: 24 },
    { columns: 60, rows: 16 },
  ])('says how many more there are where the screen ends: %j', (size) => {
    const console = migrations(size).press('D');
    const names = Array.from({ length: 40 }, (_, index) => String(index).padStart(2, '0'));
    foreseen(
      console,
      ...names.map((name) =>
        forecastOf(`${name}.js`, 'down', { losses: [tableLoss(name, 1)], doubts: ['it asks'] }),
      ),
    );
    const lines = questionOf(console).lines.map(text);
    expect(lines.length).toBeLessThanOrEqual(size.rows - 7);
    expect(lines.filter((line) => /… and \d+ more/.test(line))).toHaveLength(3);
  });

  it('that is a redo says so', () => {
    const console = migrations().press('R');
    const request = foreseen(console, forecastOf('02.js', 'down'), forecastOf('02.js', 'up'));
    expect(questionOf(console)).toMatchObject({ title: 'Redo 02.js?', verb: 'redo' });
    console.press('y');
    expect(console.takeEffects()).toMatchObject([
      { title: 'Redoing 02.js', total: 2, request: { ...request, agreed: ['02.js'] } },
    ]);
  });

  it('is not asked about over something else that was opened meanwhile', () => {
    const console = migrations().press('d');
    const effects = [...console.effects];
    console.press('?');
    console.effects.push(...effects);
    foreseen(console, forecastOf('02.js', 'down'));
    expect(console.state.overlay?.type).toBe('help');
    expect(console.state.notice?.text).toBe('Nothing was run: something else was opened meanwhile.');
  });
});

it('that was looked at while one went elsewhere is not run, and may be asked for again', () => {
  const console = migrations().press('u');
  console.press('L');
  foreseen(console, forecastOf('03.js', 'up'));
  expect(console.takeEffects()).toEqual([]);
  expect(console.state.notice?.text).toBe('Nothing was run: something else was opened meanwhile.');
  console.press('escape', 'u');
  expect(console.takeEffects().map(({ type }) => type)).toContain('foresee-step');
});

it('a run ends with the process that it ran in', () => {
  const console = migrations().press('u');
  foreseen(console, forecastOf('03.js', 'up'));
  expect(screenOf(console).run).not.toBeNull();
  console.send({ type: 'action-chosen', id: 'app.reload' });
  expect(screenOf(console).run).toBeNull();
});

it('a process that ended is said with a way that R, which redoes here, is not', () => {
  const report = {
    kind: 'failed',
    code: 'host-exited',
    message: 'It ended.',
    remedy: '',
    details: {},
  } as const;
  const console = migrations();
  console.send({ type: 'session-reported', event: { type: 'host-exited', report } });
  expect(console.state.notice?.text).toBe('It ended. Press : and choose "Reload" to load the project again.');
});

describe('production', () => {
  it('asks for the name of the database, for a step that destroys nothing too', () => {
    const console = inProduction().press('u');
    foreseen(console, forecastOf('03.js', 'up'));
    expect(questionOf(console)).toMatchObject({ type: 'typed-confirm', wanted: 'acme', title: 'Run 03.js?' });
    expect(questionOf(console).lines.map(text)[0]).toBe('This is production: environment "production".');
    console.type('acme').press('enter');
    expect(console.state.overlay).toBeNull();
    expect(console.takeEffects()).toMatchObject([{ type: 'step-journal' }]);
  });

  it.each(['', 'Acme', 'acm', 'y'])('does nothing but say so when "%s" is typed', (typed) => {
    const console = inProduction().press('d');
    foreseen(console, forecastOf('02.js', 'down'));
    console.type(typed).press('enter');
    const asked = questionOf(console);
    expect(asked.type === 'typed-confirm' && asked.problem).toContain('Nothing was done.');
    expect(console.takeEffects()).toEqual([]);
    console.press('escape');
    expect(console.state.overlay).toBeNull();
    expect(console.takeEffects()).toEqual([]);
  });
});

describe('a run', () => {
  function running(): { console: TestConsole; requestId: number } {
    const console = migrations().press('U');
    foreseen(console, forecastOf('03.js', 'up'), forecastOf('04.js', 'up'));
    console.takeEffects();
    return { console, requestId: screenOf(console).run?.requestId ?? -1 };
  }

  it('says where it is, for how long, and what it waits for', () => {
    const { console, requestId } = running();
    const tell = (event: JournalEvent) => console.send({ type: 'step-reported', requestId, event });
    const shown = () => {
      const { run } = screenOf(console);
      return run === null ? [] : runLines(run, 80).map((line) => line.text);
    };
    const holder = { pid: 7, application: null, user: null, address: null, since: null, shown: 'backend 7' };
    tell({ type: 'lock-awaited', holder, timeoutMs: 60_000 });
    expect(shown()).toEqual([
      '1 of 2 · about to begin',
      'Another run holds the lock (backend 7): waiting up to 60 s for it to finish.',
    ]);
    tell({ type: 'step-started', name: '03.js', direction: 'up' });
    tell({ type: 'step-finished', result: done });
    tell({ type: 'step-started', name: '04.js', direction: 'up' });
    tell({ type: 'transaction-left', name: '04.js', why: 'it says so' });
    tell({ type: 'statement-sent', sql: 'CREATE INDEX\n  CONCURRENTLY x' });
    console.send({ type: 'step-ticked', requestId, elapsedMs: 61_400 });
    expect(shown()).toEqual([
      '2 of 2 · up  04.js · 1 min 1 s',
      'It runs outside a transaction: it says so. What it does before a failure stays.',
      '› CREATE INDEX CONCURRENTLY x',
      '✓ up    03.js  0.012 s',
    ]);
    expect(screenOf(console).cursor).toBe(3);
  });

  it('has journals and tables read after each step, one reading at a time', () => {
    const { console, requestId } = running();
    const finish = () =>
      console.send({ type: 'step-reported', requestId, event: { type: 'step-finished', result: done } });
    const types = () => console.takeEffects().map((effect) => effect.type);
    const reread = ['read-journal', 'read-journal', 'read-tables'];
    finish();
    expect(types()).toEqual(reread);
    finish();
    finish();
    expect(types()).toEqual([]);
    console.send({ type: 'tables-read', tables: [] });
    expect(types()).toEqual(reread);
    console.send({ type: 'tables-read', tables: [] });
    expect(types()).toEqual([]);
  });

  it('shows what ran, with the cursor on it, and reads everything again', () => {
    const { console, requestId } = running();
    console.press('home');
    console.send({ type: 'steps-ended', requestId, outcome: { results: [done], passedOver: [] } });
    expect(screenOf(console)).toMatchObject({ tab: 'run', run: null, cursor: 2 });
    expect(console.state.timelines.migrations.last).toEqual({ type: 'steps', results: [done] });
    expect(console.state.notice).toEqual({ tone: 'good', text: 'Executed "03.js" in 0.01 s.' });
    expect(console.takeEffects().map((effect) => effect.type)).toEqual([
      'read-journal',
      'read-journal',
      'read-tables',
    ]);
  });

  it('that fails lands on what failed, shown first, and says what was kept', () => {
    const { console, requestId } = running();
    const failed: StepResult = {
      ...done,
      name: '04.js',
      status: 'failed',
      error: { kind: 'failed', code: 'x', message: 'No.', remedy: 'Mend it.', details: {} },
    };
    console.press('home');
    console.send({ type: 'steps-ended', requestId, outcome: { results: [done, failed], passedOver: [] } });
    expect(screenOf(console)).toMatchObject({ cursor: 3, tab: 'run' });
    expect(console.state.timelines.migrations.last).toEqual({ type: 'steps', results: [failed, done] });
    expect(console.state.notice?.text).toBe('"04.js" failed: nothing of it was kept; 1 before it is done.');
  });

  it('is cancelled by Esc, and says so', () => {
    const { console, requestId } = running();
    console.press('escape');
    expect(console.takeEffects()).toEqual([{ type: 'cancel-request', requestId }]);
    const failed: StepResult = {
      ...done,
      status: 'failed',
      wasAtomic: false,
      error: { kind: 'interrupted', code: 'aborted', message: '', remedy: '', details: {} },
    };
    console.send({ type: 'steps-ended', requestId, outcome: { results: [failed], passedOver: [] } });
    expect(console.state.notice?.text).toBe('"03.js" was cancelled: what it had done by then was kept.');
  });

  it('that is refused because the journal has changed reads it again', () => {
    const { console, requestId } = running();
    const report = {
      kind: 'failed',
      code: 'journal-changed',
      message: 'Changed.',
      remedy: 'Look.',
      details: {},
    } as const;
    console.send({ type: 'request-failed', failed: { part: 'request', requestId }, report });
    expect(screenOf(console).run).toBeNull();
    expect(console.state.notice?.text).toBe('Changed. Look.');
    expect(console.takeEffects().map((effect) => effect.type)).toContain('read-journal');
  });

  it('has rows that were open before it read again when they come back', () => {
    const console = openConsole().press('/').type('User').press('enter').answerPages(3).press('M');
    console.send({ type: 'journal-read', kind: 'migrations', view: journalView(states) });
    console.press('u');
    foreseen(console, forecastOf('03.js', 'up'));
    const requestId = screenOf(console).run?.requestId ?? -1;
    console.send({ type: 'steps-ended', requestId, outcome: { results: [done], passedOver: [] } });
    console.takeEffects();
    console.press('escape');
    expect(console.takeEffects()).toMatchObject([{ type: 'load-page' }]);
  });

  it('has rows that one looks at meanwhile read again at once', () => {
    const { console, requestId } = running();
    console.press('ctrl+f').type('User').press('enter').answerPages(3);
    console.send({ type: 'steps-ended', requestId, outcome: { results: [done], passedOver: [] } });
    expect(console.takeEffects()).toMatchObject([{}, {}, {}, { type: 'load-page' }]);
  });
});
