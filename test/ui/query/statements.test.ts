import { describe, expect, it } from 'vitest';
import type { SentStatements } from '../../../src/queries/statements/sent-statements.ts';
import { layoutOf } from '../../../src/ui/layout.ts';
import { paintQuery } from '../../../src/ui/screens/query/paint.ts';
import { briefSql } from '../../../src/ui/screens/query/sql-lines.ts';
import { currentScreen } from '../../../src/ui/state.ts';
import { createPainter } from '../../../src/ui/terminal/style.ts';
import type { TestConsole } from '../support/console.ts';
import { answerQuery, openUserQuery, queryOf, specOf } from './query-console.ts';

const found = 'N+1: user_devices was read 5 times by user_id: include "devices" of User.';
const device = 'SELECT "id" FROM "user_devices" WHERE "user_id" = 7';

/** The users, and their devices one by one. */
const sent: SentStatements = {
  statements: [
    { sql: 'SELECT "id", "email" FROM "users" AS "User" LIMIT 51', durationMs: 12.25, rowCount: 5 },
    ...Array.from({ length: 5 }, () => ({ sql: device, durationMs: 1, rowCount: 2 })),
  ],
  repeats: [
    {
      count: 5,
      totalMs: 5,
      sql: device,
      table: 'user_devices',
      columns: ['user_id'],
      association: { model: 'User', name: 'devices' },
      text: found,
    },
  ],
};

function frameOf(console: TestConsole): string {
  const { state } = console;
  const { innerWidth: width, innerHeight: height } = layoutOf(state.size, state.focus);
  const lines = paintQuery(
    { state, width, height, paint: createPainter({ colors: false }) },
    queryOf(console),
  );
  return lines.map((line) => line.replaceAll(/\u001B\[[0-9;]*[a-zA-Z]/g, '')).join('\n');
}

function readByMany(size: { columns: number; rows: number }): TestConsole {
  return answerQuery(openUserQuery(size), ['id', 'email'], { sent });
}

describe('the statements of the first rows', () => {
  it('stand beside the query with their times and rows, N+1 named first', () => {
    const frame = frameOf(readByMany({ columns: 200, rows: 60 }));
    expect(frame).toMatch(/─ statements · 6 · 17 ms N\+1 ─/);
    expect(frame).toMatch(/N\+1: user_devices was read 5 times/);
    expect(frame).toMatch(/12 ms +5 rows {2}SELECT "id", "email" FROM "users"/);
    expect(frame).toMatch(/1\.0 ms +2 rows {2}SELECT "id" FROM "user_devices"/);
  });

  it('are a tab where there is no room for all, and the tab line says that there is an N+1 read', () => {
    const console = readByMany({ columns: 80, rows: 24 });
    expect(frameOf(console)).toMatch(/statements N\+1 ─/);
    expect(frameOf(console)).not.toContain('user_devices was read');
    expect(frameOf(console.press('5'))).toContain('user_devices was read 5 times');
    expect(frameOf(console)).toMatch(/12 ms +5 rows/);
    expect(frameOf(console.press('pagedown'))).not.toContain('user_devices was read');
  });

  it('are shown whole by Q, each with its time and rows, and back the query stands as it was', () => {
    const console = readByMany({ columns: 80, rows: 24 });
    const before = queryOf(console);
    const shown = currentScreen(console.press('Q').state);
    expect(shown).toMatchObject({ type: 'value', title: 'SQL', language: 'sql' });
    const text = shown.type === 'value' ? shown.text : '';
    expect(text).toContain('-- As it was read, by 6 statements.');
    expect(text).toContain(`-- ${found}`);
    expect(text).toContain(`-- 1.0 ms, 2 rows\n${device};`);
    console.press('escape');
    expect(queryOf(console)).toEqual(before);
  });

  it('are those of the rows in the grid too', () => {
    const console = readByMany({ columns: 80, rows: 24 }).press('enter');
    console.answerPagesWith(() => ({
      columns: [],
      rows: [],
      bookmarks: [],
      clipped: [],
      hasBefore: false,
      hasAfter: false,
      paging: { method: 'keys' },
      sql: 'SELECT 1',
      shortSql: 'SELECT 1',
      durationMs: 3,
      sent,
    }));
    const shown = currentScreen(console.press('Q').state);
    expect(shown.type === 'value' ? shown.text : '').toContain(`-- ${found}`);
  });
});

it('shows the clauses of a statement rather than a long list of columns', () => {
  const sql = 'SELECT "id", "role_id" AS "roleId", "email", "name"\n  FROM "users" AS "User" WHERE 1 = 1';
  expect(briefSql(sql, 30)).toBe('SELECT … FROM "users" AS "User" WHERE 1 = 1');
  expect(briefSql(sql, 60)).toBe('SELECT "id", … FROM "users" AS "User" WHERE 1 = 1');
  expect(briefSql('SELECT 1', 3)).toBe('SELECT 1');
});

describe('X on the query screen', () => {
  it('opens the plan of the query as it stands, and back it stands unchanged', () => {
    const console = answerQuery(openUserQuery()).press('F').type('status = 1').press('enter');
    answerQuery(console);
    const before = queryOf(console);
    console.press('X');
    expect(console.takeEffects()).toMatchObject([
      { type: 'explain', request: { type: 'spec', spec: { filter: 'status = 1' } } },
    ]);
    expect(currentScreen(console.state)).toMatchObject({ type: 'plan', title: 'User' });
    expect(queryOf(console.press('escape'))).toEqual(before);
    expect(specOf(console).filter).toBe('status = 1');
  });
});

it.each([
  ['D', 'sql'],
  ['J', 'repl'],
])('%s opens the %s screen from the query, and back it stands unchanged', (key, type) => {
  const console = answerQuery(openUserQuery());
  const before = queryOf(console);
  expect(currentScreen(console.press(key).state).type).toBe(type);
  expect(queryOf(console.press('escape'))).toEqual(before);
});
