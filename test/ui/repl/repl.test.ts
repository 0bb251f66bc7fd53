/** The REPL screen without a terminal: keys in, what is asked for and what is shown out. */
import { describe, expect, it } from 'vitest';
import type { ErrorReport } from '../../../src/errors.ts';
import type { Evaluation, ShownTable, ShownValue } from '../../../src/evaluation/evaluation.ts';
import type { Page } from '../../../src/queries/query-spec.ts';
import { specFor } from '../../../src/session.ts';
import { layoutOf } from '../../../src/ui/layout.ts';
import { paintRepl } from '../../../src/ui/screens/repl/paint.ts';
import type { ReplScreen } from '../../../src/ui/screens/repl/state.ts';
import { currentScreen } from '../../../src/ui/state.ts';
import { createPainter } from '../../../src/ui/terminal/style.ts';
import { openConsole, type TestConsole } from '../support/console.ts';

function openRepl(size?: { columns: number; rows: number }): TestConsole {
  const console = openConsole(size).press('J');
  console.takeEffects();
  return console;
}

function replOf(console: TestConsole): ReplScreen {
  const screen = currentScreen(console.state);
  if (screen.type !== 'repl') throw new Error(`The screen is ${screen.type}, not the REPL.`);
  return screen;
}

const number = (text: string): ShownValue => ({
  type: 'text',
  parts: [{ text, style: 'number' }],
  isUndefined: false,
});

const table: ShownTable = {
  type: 'table',
  title: 'User[]',
  isSingle: false,
  columns: ['id', 'email'].map((name, index) => ({
    name,
    type: index === 0 ? 'integer' : 'text',
    kind: index === 0 ? ('number' as const) : ('text' as const),
    isPrimaryKey: index === 0,
    isVirtual: false,
  })),
  rows: [
    [1, 'ada@example.com'],
    [2, 'grace@example.com'],
  ],
  rowCount: 2,
  tree: [
    {
      model: 'User',
      fields: [{ name: 'id', kind: 'number', value: 1 }],
      included: [{ association: 'devices', isMany: true, records: [] }],
    },
  ],
};

function done(value: ShownValue, name: string | null = '$1'): Evaluation {
  return {
    status: 'done',
    value,
    name,
    statements: [{ sql: 'SELECT "id", "email" FROM "users";', durationMs: 3, rowCount: 2 }],
    notices: ['2 reads of "user_devices" differ in a key alone: include "devices".'],
    told: [{ stream: 'out', parts: [{ text: 'hello', style: 'plain' }] }],
    durationMs: 4,
  };
}

/** Answers what is evaluated, or the command that runs. */
function answer(console: TestConsole, evaluation: Evaluation): TestConsole {
  for (const effect of console.takeEffects()) {
    if (effect.type !== 'evaluate') continue;
    const { requestId, screenId, code } = effect;
    console.send({ type: 'code-evaluated', requestId, screenId, code, evaluation });
  }
  return console;
}

function withSandbox(console: TestConsole): TestConsole {
  console.type('.sandbox').press('enter');
  for (const effect of console.takeEffects()) {
    if (effect.type !== 'run-dot-command') continue;
    const { requestId, screenId } = effect;
    const said = { text: 'Held.', tone: 'plain', hasSandbox: true, restarts: false } as const;
    console.send({ type: 'dot-command-ran', requestId, screenId, ...said });
  }
  return console;
}

/** What was said, without what was evaluated. */
function saidText(console: TestConsole): string {
  return replOf(console)
    .entries.map((entry) => (entry.type === 'said' ? entry.text : ''))
    .join('\n');
}

const effectTypes = (console: TestConsole): readonly string[] =>
  console
    .takeEffects()
    .map(({ type }) => type)
    .filter((type) => type !== 'complete-code');

describe('Enter in the REPL screen', () => {
  it.each([
    ['evaluates what is whole', ['1 + 1'], ['remember-code', 'evaluate']],
    ['goes on while a bracket is open', ['[1,'], []],
    ['evaluates once it is closed', ['[1,', '2]'], ['remember-code', 'evaluate']],
    ['evaluates what wants more behind a line that says nothing', ['[1,', ''], ['remember-code', 'evaluate']],
    ['asks for what a command says', ['.models'], ['remember-code', 'run-dot-command']],
    ['asks for nothing where a command lacks its argument', ['.describe'], ['remember-code']],
    ['asks for nothing where a command is none', ['.modles'], ['remember-code']],
    ['says nothing of nothing', [''], []],
  ])('%s', (_claim, lines, wanted) => {
    const console = openRepl();
    for (const line of lines) console.type(line).press('enter');
    expect(effectTypes(console)).toEqual(wanted);
  });

  it('names the nearest command', () => {
    const console = openRepl().type('.modles').press('enter');
    expect(saidText(console)).toContain('did you mean ".models"?');
  });
});

describe('the REPL screen', () => {
  it('brings former input back at the first line, and what was being typed at the last', () => {
    const console = openRepl();
    console.send({ type: 'code-history-read', history: ['newer', 'older'] });
    console.type('mine').press('up');
    expect(replOf(console).editor.text).toBe('newer');
    console.press('up');
    expect(replOf(console).editor.text).toBe('older');
    console.press('down', 'down');
    expect(replOf(console).editor.text).toBe('mine');
  });

  it('finds former input by letters of it, and has all of its lines again', () => {
    const console = openRepl();
    console.send({ type: 'code-history-read', history: ['User.count()', '[\n  1,\n  2]', 'role'] });
    console.press('ctrl+r').type('1,2').press('enter');
    expect(replOf(console).editor.text).toBe('[\n  1,\n  2]');
    expect(console.state.overlay).toBeNull();
    console.press('enter');
    expect(console.takeEffects()).toContainEqual({ type: 'remember-code', text: '[\n  1,\n  2]' });
    expect(console.state.repl.history?.[0]).toBe('[\n  1,\n  2]');
    expect(console.state.repl.history).toHaveLength(3);
  });

  it('interrupts with Esc and with Ctrl-C what runs, and stays', () => {
    for (const key of ['escape', 'ctrl+c']) {
      const console = openRepl().type('spin()').press('enter');
      console.takeEffects();
      console.press(key);
      expect(effectTypes(console)).toEqual(['cancel-request']);
      expect(currentScreen(console.state).type).toBe('repl');
    }
  });

  it('replaces the process when what was interrupted does not end', () => {
    const console = openRepl().type('spin()').press('enter');
    console.takeEffects();
    console.send({ type: 'evaluation-stuck', requestId: 1 });
    expect(effectTypes(console)[0]).toBe('restart-session');
    expect(saidText(console)).toContain('its process is replaced');
    expect(replOf(console).running).toBeNull();
  });

  it('gives back what wants more lines', () => {
    const console = answer(openRepl().type('a b').press('enter'), { status: 'incomplete' });
    expect(replOf(console).editor.text).toBe('a b\n');
    expect(replOf(console).entries).toEqual([]);
  });

  it('shows what code writes while it runs, and the last of very much', () => {
    const console = openRepl().type('spin()').press('enter');
    const [effect] = console.takeEffects().filter(({ type }) => type === 'evaluate');
    if (effect?.type !== 'evaluate') throw new Error('Nothing is evaluated.');
    const { requestId, screenId } = effect;
    const lines = Array.from({ length: 5_000 }, (_, index) => ({
      stream: 'out' as const,
      parts: [{ text: `line ${String(index)}`, style: 'plain' as const }],
    }));
    console.send({ type: 'code-told', requestId, screenId, lines });
    expect(frameOf(console)).toContain('line 4999');
    const told = replOf(console).entries.filter(({ type }) => type === 'told');
    expect(told[0]).toMatchObject({ leftOut: 3_000 });
    expect(told).toHaveLength(10);
  });

  it('opens all rows of the last value, and asks by its name', () => {
    const console = answer(openRepl().type('users').press('enter'), done(table, '$7')).press('ctrl+o');
    expect(console.takeEffects()).toMatchObject([{ type: 'read-evaluated', name: '$7' }]);
    const { id } = replOf(console);
    const { columns, rows } = table;
    const page: Page = {
      columns,
      rows,
      bookmarks: rows.map((_, offset) => ({ type: 'offset', offset })),
      clipped: [],
      hasBefore: false,
      hasAfter: false,
      paging: { method: 'offset', why: 'they are the rows of a value' },
      sql: '',
      shortSql: '',
      durationMs: 0,
    };
    const opened = { type: 'given', page, leftOut: 3 } as const;
    console.send({ type: 'evaluated-rows-read', screenId: id, title: '$7 User[]', opened });
    const grid = currentScreen(console.state);
    expect(grid).toMatchObject({ type: 'rows', label: '$7 User[]', window: { pages: [{ rows }] } });
    expect(console.state.notice?.text).toContain('3 more: .export');
    expect(effectTypes(console)).toEqual([]);
    expect(currentScreen(console.press('escape').state).type).toBe('repl');
  });

  it('opens in the grid what a spec reads anew, and a single record as text', () => {
    const console = answer(openRepl().type('users').press('enter'), done(table, '$7')).press('ctrl+o');
    console.takeEffects();
    const { id } = replOf(console);
    const spec = specFor({ type: 'model', name: 'User' });
    console.send({ type: 'evaluated-rows-read', screenId: id, title: '$7', opened: { type: 'spec', spec } });
    expect(currentScreen(console.state)).toMatchObject({ type: 'rows', label: '$7 User' });
    expect(effectTypes(console)).toContain('load-page');
    console.press('escape');
    const opened = { type: 'text', text: 'one' } as const;
    console.send({ type: 'evaluated-rows-read', screenId: id, title: '$8 User', opened });
    expect(currentScreen(console.state)).toMatchObject({ type: 'value', text: 'one' });
  });

  it('says beside a list that is long how it opens', () => {
    const long: ShownValue = { ...table, rowCount: 16 };
    const console = answer(openRepl().type('users').press('enter'), done(long));
    expect(frameOf(console)).toContain('16 rows, the first 2 shown · $1 · ^o opens them in the grid');
    const short = answer(openRepl().type('users').press('enter'), done(table));
    expect(frameOf(short)).not.toContain('^o opens');
  });

  it('keeps its transcript and its text when it is left', () => {
    const console = answer(openRepl().type('1').press('enter'), done(number('1')))
      .type('half')
      .press('escape');
    console.press('L', 'J');
    expect(replOf(console).editor.text).toBe('half');
    expect(replOf(console).entries).toHaveLength(2);
  });
});

describe('a sandbox in the console', () => {
  it('has quitting ask, and the project not loaded again', () => {
    const console = withSandbox(openRepl());
    console.send({ type: 'action-chosen', id: 'app.reload' });
    expect(effectTypes(console)).toEqual([]);
    console.send({ type: 'action-chosen', id: 'app.quit' });
    expect(console.state.overlay?.type).toBe('confirm');
    expect(effectTypes(console)).toEqual([]);
    console.press('y');
    expect(effectTypes(console)).toEqual(['quit']);
  });

  it('is said to be gone when the process ends', () => {
    const console = withSandbox(openRepl());
    console.send({ type: 'evaluation-stuck', requestId: 1 });
    expect(console.state.repl.hasSandbox).toBe(false);
    expect(saidText(console)).toContain('rolled back');
  });
});

/** The pane as it is read, its styles left out. */
function frameOf(console: TestConsole): string {
  const { state } = console;
  const { innerWidth: width, innerHeight: height } = layoutOf(state.size, state.focus);
  const lines = paintRepl({ state, width, height, paint: createPainter({ colors: false }) }, replOf(console));
  expect(lines).toHaveLength(height);
  return `${lines.map((line) => line.replaceAll(/\u001B\[[0-9;]*[a-zA-Z]/g, '').trimEnd()).join('\n')}\n`;
}

it.each([
  [80, 24],
  [200, 60],
])('stands whole at %i by %i', async (columns, rows) => {
  const console = withSandbox(openRepl({ columns, rows }));
  answer(console.type('await User.findAll()').press('enter'), done(table));
  console.type('[6,').press('enter').type('7]');
  await expect(frameOf(console)).toMatchFileSnapshot(`golden/repl-${String(columns)}x${String(rows)}.txt`);
});

it('shows records as trees with a key, wherever they stand', () => {
  const console = answer(openRepl().type('users').press('enter'), done(table));
  expect(frameOf(console)).toContain('│ ada@example.com');
  expect(frameOf(console.press('ctrl+t'))).toContain('└ devices (0)');
});

it('keeps the caret below the place of an error, however long the line is', () => {
  const statement = `SELECT ${'"name", '.repeat(30)}"nope"`;
  const report: ErrorReport = {
    code: 'query-failed',
    kind: 'failed',
    message: 'Column nope does not exist.',
    remedy: 'Correct the name, or apply the pending migrations, which are listed by another command.',
    details: { excerpt: `${statement}\n${' '.repeat(statement.length - 6)}^` },
  };
  const failed = { statements: [], notices: [], told: [], durationMs: 1, status: 'failed', report } as const;
  const lines = frameOf(answer(openRepl().type('1').press('enter'), failed)).split('\n');
  const caret = lines.findIndex((line) => /^\s*\^$/.test(line));
  expect(lines[caret - 1]?.slice(lines[caret]?.indexOf('^'))).toBe('"nope"');
  expect(lines[caret - 1]).toContain('…');
});

it('wraps what a command says as far in as it began', () => {
  const console = openRepl({ columns: 80, rows: 24 }).type('.review').press('enter');
  const [effect] = console.takeEffects().filter(({ type }) => type === 'run-dot-command');
  if (effect?.type !== 'run-dot-command') throw new Error('No command runs.');
  const { requestId, screenId } = effect;
  const text = `roles: 1 row updated\n    ~ id 7 ${'description '.repeat(8)}\n`;
  const said = { text, tone: 'plain', hasSandbox: null, restarts: false } as const;
  console.send({ type: 'dot-command-ran', requestId, screenId, ...said });
  const lines = frameOf(console).split('\n');
  const first = lines.findIndex((line) => line.includes('~ id 7'));
  expect(lines[first + 1]).toMatch(/^ {5}description/);
});
