/** The SQL screen without a terminal: keys and answers in, state and effects out. */
import { describe, expect, it } from 'vitest';
import { ConsoleError, reportError } from '../../../src/errors.ts';
import type { TestConsole } from '../support/console.ts';
import {
  answerRun,
  effectTypes,
  frame,
  openSqlConsole,
  selected,
  sqlScreen,
  statementOf,
  takeRun,
} from './sql-console.ts';

describe('enter', () => {
  it.each([
    ['select 1;', 'select 1'],
    ['select 1; select 2;', 'select 2'],
    ["select ';';", "select ';'"],
    ['select $$;$$;  -- done', 'select $$;$$'],
  ])('runs %j at the end of the text', (text, ran) => {
    expect(statementOf(takeRun(openSqlConsole().type(text).press('enter')))).toBe(ran);
  });

  it.each(['select 1', "select ';", 'select $$;', 'select 1 /* ;', 'select (1;', ''])(
    'breaks the line behind %j',
    (text) => {
      const console = openSqlConsole().type(text).press('enter');
      expect(sqlScreen(console).editor.text).toBe(`${text}\n`);
      expect(sqlScreen(console).requestId).toBeNull();
    },
  );

  it('breaks the line within a text that is ended', () => {
    const console = openSqlConsole().type('select 1;').press('left', 'left', 'enter');
    expect(sqlScreen(console).editor.text).toBe('select \n1;');
  });

  it('runs a command from anywhere in its line', () => {
    const console = openSqlConsole().type('\\dt users').press('left', 'left', 'enter');
    expect(console.takeEffects()).toContainEqual(
      expect.objectContaining({
        type: 'list-catalog',
        command: { type: 'list', what: 'tables', pattern: 'users', isLong: false },
      }),
    );
  });

  it('is not in a paste: pasted text never runs by itself', () => {
    const console = openSqlConsole().send({
      type: 'text-pasted',
      paste: { type: 'paste', text: 'select 1;\n' },
    });
    expect(sqlScreen(console).editor.text).toBe('select 1;\n');
    expect(effectTypes(console)).not.toContain('run-sql');
  });

  it('takes a candidate that was gone to, and runs past one that was not', () => {
    const offered = (): TestConsole => {
      const console = openSqlConsole().type('select * from us');
      const { id, editor } = sqlScreen(console);
      const completion = { from: 14, to: 16, candidates: [{ text: 'users', aside: 'table' }] };
      return console.send({ type: 'sql-completed', screenId: id, text: editor.text, cursor: 16, completion });
    };
    expect(sqlScreen(offered().press('down', 'enter')).editor.text).toBe('select * from users');
    expect(sqlScreen(offered().press('enter')).editor.text).toBe('select * from us\n');
    expect(sqlScreen(offered().press('tab')).editor.text).toBe('select * from users');
  });
});

describe('running', () => {
  it('runs what is selected with F5, and all of it with F6, one after the other', () => {
    const console = openSqlConsole().type('select 1; select 2').press('f5');
    expect(statementOf(takeRun(console))).toBe('select 2');
    const all = openSqlConsole().type('select 1; select 2').press('f6');
    answerRun(all);
    expect(statementOf(takeRun(all))).toBe('select 2');
  });

  it('asks for parameters first, and sends them beside the statement', () => {
    const console = openSqlConsole().type('select :a::int;').press('enter').type('7').press('enter');
    expect(takeRun(console).run).toMatchObject({ parameters: { a: '7' }, isAgreed: false });
  });

  it('runs no second statement beside one that runs', () => {
    const console = openSqlConsole().type('select 1;').press('enter');
    console.takeEffects();
    console.press('f5');
    expect(console.state.notice?.text).toBe('A statement is running: Esc cancels it.');
    expect(effectTypes(console)).not.toContain('run-sql');
  });

  it('asks before a change, and runs it once that is agreed to', () => {
    const console = openSqlConsole().type('delete from users;').press('enter');
    const { requestId, screenId, run } = takeRun(console);
    const question = {
      reason: 'every-row',
      verb: 'DELETE',
      target: 'users',
      rows: 3,
      precision: 'exact',
    } as const;
    console.send({ type: 'sql-questioned', requestId, screenId, run, question }).press('y');
    expect(takeRun(console).run.isAgreed).toBe(true);
  });

  it('ends with the first that fails, told below', () => {
    const console = openSqlConsole().type('select 1; select 2').press('f6');
    const { requestId } = takeRun(console);
    const report = reportError(new ConsoleError('No.', { code: 'sql', kind: 'failed', remedy: 'Mend it.' }));
    console.send({ type: 'request-failed', failed: { part: 'request', requestId }, report });
    expect(effectTypes(console)).not.toContain('run-sql');
    expect(frame(console).join('\n')).toContain('✗ No.');
  });
});

describe('the look of results', () => {
  it('is record by record after \\x and F2, with the rows that are there', () => {
    const console = answerRun(openSqlConsole().type('select 1;').press('enter'), 2);
    console.press('ctrl+u').type('\\x').press('enter');
    expect(console.state.notice?.text).toBe('Expanded display is on.');
    expect(frame(console).slice(4, 8)).toEqual([
      expect.stringMatching(/^── row 1 of 2 ─+$/),
      ' id   │ 1',
      ' name │ name 1',
      expect.stringMatching(/^── row 2 of 2 ─+$/),
    ]);
    console.press('f2');
    expect(frame(console)[6]).toMatch(/1 {2}name 1/);
  });

  it.each([
    ['\\x on', { isExpanded: true }],
    ['\\x off', { isExpanded: false }],
    ['\\timing off', { hasTiming: false }],
    ['\\timing', { hasTiming: false }],
  ])('is switched by %s', (command, expected) => {
    expect(sqlScreen(openSqlConsole().type(command).press('enter'))).toMatchObject(expected);
  });

  it('has times unless \\timing is off', () => {
    const console = answerRun(openSqlConsole().type('select 1;').press('enter'));
    expect(frame(console)[3]).toContain('SELECT 3 rows 3 ms');
    console.press('ctrl+u').type('\\timing off').press('enter');
    expect(frame(console)[3]).toMatch(/SELECT 3 rows ─/);
  });

  it('scrolls by pages, to the last line and no further', () => {
    const console = answerRun(openSqlConsole({ columns: 80, rows: 24 }).type('select 1;').press('enter'), 40);
    console.press('pagedown', 'pagedown', 'pagedown', 'pagedown', 'pagedown');
    const { innerHeight } = { innerHeight: 19 };
    expect(frame(console, 60, innerHeight).at(-1)).toContain('name 40');
    console.press('pageup', 'pageup', 'pageup', 'pageup', 'pageup');
    expect(frame(console, 60, innerHeight)[6]).toContain('name 1');
  });

  it('keeps the active result in view, however many there are', () => {
    const console = openSqlConsole().type('select 1; select 2').press('f6');
    const { requestId, screenId } = takeRun(console);
    const results = Array.from({ length: 9 }, (_, index) => selected(index + 1));
    console.send({ type: 'sql-ran', requestId, screenId, results, at: 0 });
    expect(frame(console)[3]).toMatch(/^── … ─ .*SELECT 9 rows/);
    console.press('f8');
    expect(frame(console)[3]).toMatch(/^── SELECT 1 row/);
  });
});

describe('commands that psql has', () => {
  it.each([
    ['\\i file.sql', 'seqscope sql -f FILE'],
    ['\\c other', 'seqscope --url'],
    ['\\gx', '`\\x`'],
    ['\\nonsense', 'Type `\\?`'],
  ])('%s is pointed elsewhere', (command, remedy) => {
    expect(frame(openSqlConsole().type(command).press('enter')).join(' ')).toContain(remedy);
  });

  it('\\? lists those that are here', () => {
    expect(frame(openSqlConsole().type('\\?').press('enter')).join('\n')).toContain('\\d [NAME]');
  });
});

describe('the plan', () => {
  it('of the statement at the cursor is asked for, with its parameters', () => {
    const console = openSqlConsole().type('select 1; select :a').press('f9').type('7').press('enter');
    expect(console.takeEffects()).toContainEqual(
      expect.objectContaining({
        type: 'explain',
        request: {
          type: 'typed',
          text: 'select 1; select :a',
          start: 10,
          end: 19,
          parameters: { a: '7' },
        },
      }),
    );
    console.press('escape');
    expect(sqlScreen(console).editor.text).toBe('select 1; select :a');
  });

  it('is of a statement alone', () => {
    const console = openSqlConsole().type('\\dt').press('f9');
    expect(console.state.notice?.text).toBe('There is no statement to explain.');
  });
});

describe('the mouse', () => {
  const modifiers = { ctrl: false, alt: false, shift: false };
  const mouse = (action: 'press' | 'wheel-down', x: number, y: number, shift = false) =>
    ({
      type: 'mouse-used',
      use: {
        input: {
          type: 'mouse',
          action,
          button: action === 'press' ? 'left' : 'none',
          x,
          y,
          ...modifiers,
          shift,
        },
        isDouble: false,
      },
    }) as const;

  it('puts the cursor where it clicks, and selects up to there with shift', () => {
    const console = openSqlConsole({ columns: 80, rows: 24 });
    console.send({ type: 'text-pasted', paste: { type: 'paste', text: 'select 1\nfrom users' } });
    console.send(mouse('press', 20 + 2 + 3, 3));
    expect(sqlScreen(console).editor.cursor).toBe(12);
    console.send(mouse('press', 20 + 2, 2, true));
    expect(sqlScreen(console).editor).toMatchObject({ cursor: 0, anchor: 12 });
  });

  it('scrolls the pane that the wheel is over', () => {
    const console = openSqlConsole({ columns: 80, rows: 24 });
    console.send({ type: 'text-pasted', paste: { type: 'paste', text: `${'\n'.repeat(30)}select 1;` } });
    answerRun(console.press('enter'), 40);
    const before = sqlScreen(console);
    console.send(mouse('wheel-down', 40, 15));
    expect(sqlScreen(console).tabs[0]?.top).toBe(3);
    expect(sqlScreen(console).editor).toBe(before.editor);
  });
});
