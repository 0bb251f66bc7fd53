/** `\watch` on the SQL screen: a statement that is run again and again. */
import { describe, expect, it } from 'vitest';
import type { TestConsole } from '../support/console.ts';
import {
  answerRun,
  effectTypes,
  frame,
  openSqlConsole,
  sqlScreen,
  statementOf,
  takeRun,
} from './sql-console.ts';

describe('\\watch', () => {
  const watched = (): TestConsole => {
    const console = openSqlConsole().type('select 1 \\watch 5').press('enter');
    return answerRun(console, 3, 1_000);
  };
  const due = (console: TestConsole): TestConsole =>
    console.send({ type: 'watch-due', screenId: sqlScreen(console).id, at: 6_000 });

  it('runs the statement before it again at its time, and says how often and when', () => {
    const console = watched();
    expect(console.takeEffects()).toContainEqual({
      type: 'watch',
      screenId: sqlScreen(console).id,
      everyMs: 5_000,
    });
    expect(frame(console)[3]).toContain('every 5 s · 1 time · last 00:00:01');
    answerRun(due(console), 4, 6_000);
    expect(frame(console)[3]).toMatch(/SELECT 4 rows 3 ms .* every 5 s · 2 times · last 00:00:06/);
  });

  it('runs one at a time', () => {
    const console = due(watched());
    takeRun(console);
    expect(effectTypes(due(console))).not.toContain('run-sql');
  });

  it.each(['escape', 'ctrl+c'])('ends with %s, which stays on the screen', (key) => {
    const console = watched();
    console.takeEffects();
    console.press(key);
    expect(sqlScreen(console).watch).toBeNull();
    expect(effectTypes(console)).toEqual(['unwatch']);
    expect(console.state.notice?.text).toBe('Watched it 1 time; it is not run any more.');
  });

  it('cancels what runs when it ends', () => {
    const console = due(watched());
    const { requestId } = takeRun(console);
    console.press('escape');
    expect(console.takeEffects()).toContainEqual({ type: 'cancel-request', requestId });
  });

  it('takes the statement that ran last', () => {
    const console = answerRun(openSqlConsole().type('select 7;').press('enter'));
    console.press('ctrl+u').type('\\watch 2').press('enter');
    expect(statementOf(takeRun(console))).toBe('select 7');
  });

  it.each(['delete from users where id = 1', 'select * from users for update', 'create table t ()'])(
    'is refused behind %j, which does not run',
    (statement) => {
      const console = openSqlConsole().type(`${statement} \\watch 2`).press('enter');
      expect(effectTypes(console)).not.toContain('run-sql');
      expect(frame(console).join(' ')).toContain('it is not run again and again.');
    },
  );

  it('ends where a read turns out to change something', () => {
    const console = due(watched());
    const { requestId, screenId, run } = takeRun(console);
    const question = {
      reason: 'code',
      verb: 'SELECT',
      target: null,
      rows: null,
      precision: 'exact',
    } as const;
    console.send({ type: 'sql-questioned', requestId, screenId, run, question });
    expect(console.state.overlay).toBeNull();
    expect(sqlScreen(console).watch).toBeNull();
  });

  it('ends when the screen is left', () => {
    const console = watched();
    console.press('ctrl+o');
    const { id } = console.rows;
    expect(id).toBeGreaterThan(0);
    const sql = console.state.screens.find(({ type }) => type === 'sql');
    console.takeEffects();
    console.send({ type: 'watch-due', screenId: sql?.id ?? -1, at: 0 });
    expect(effectTypes(console)).toEqual(['unwatch']);
  });

  it('says that there is nothing to watch', () => {
    const console = openSqlConsole().type('\\watch').press('enter');
    expect(frame(console).join(' ')).toContain('There is no statement before `\\watch`');
  });
});
