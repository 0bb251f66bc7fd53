/** Building a query as a person does it: by keys over Rituality, seen as code, SQL and rows, run, and come back to. */
import { resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TestDatabase } from '../support/postgres.ts';
import { ritualityDatabase, ritualityVariables } from '../support/rituality.ts';
import { keys } from './emulator.ts';
import { TerminalProcess } from './pty.ts';

const root = resolve(import.meta.dirname, '../..');

let database: TestDatabase;
let program: TerminalProcess | null = null;
beforeEach(async () => {
  database = await ritualityDatabase();
});
afterEach(async () => {
  await program?.dispose();
  program = null;
  await database.drop();
});

async function openQuery(size: { columns: number; rows: number }, env = {}): Promise<TerminalProcess> {
  program = new TerminalProcess(process.execPath, [resolve(root, 'bin/seqscope.js')], {
    ...size,
    cwd: root,
    env: { ...ritualityVariables(database.target), ...env },
  });
  await program.until('UserDevice');
  await program.type('/', 'U', 's', 'e', 'r', keys.enter);
  await program.until(/row 1 of \S+ · /);
  await program.type('b');
  await program.until('User.findAll');
  return program;
}

async function count(where: string): Promise<string> {
  const [row] = await database.execute(
    `SELECT count(*)::int AS n FROM users u WHERE deleted_at IS NULL ${where}`,
  );
  return Number(row?.['n']).toLocaleString('en');
}

it('builds scope, filter, include and order by keys, shows code and SQL, runs it and comes back', async () => {
  const console = await openQuery({ columns: 120, rows: 36 });
  const active = await count("AND status = 'active' AND NOT deleted");
  await console.until(new RegExp(`\\[ \\] active .* ${active} −`));

  await console.type('k', 'k', 'k', 'k', 'k', 'k', ' ');
  await console.until(/› +\[x\] active/);
  await console.until("User.scope('active').findAll");
  await console.type('F', ...Array.from('emailVerified'), keys.enter);
  await console.until(/filter +emailVerified/);
  await console.type('i', 'j', ' ');
  await console.until(/\[x\] role/);
  await console.until('--include role');
  await console.type('o', ...Array.from('name'), keys.enter, ' ');
  await console.until(/name +↓/);
  await console.until('LEFT OUTER JOIN');
  await console.until("order: [['name', 'DESC']]");

  await console.type(keys.enter);
  await console.until(/name ↓/);
  await console.until('filter emailVerified');
  const both = await count("AND status = 'active' AND NOT deleted AND email_verified");
  await console.type('c');
  await console.until(`of ${both} `);
  await console.type(keys.escape);
  await console.until(/› +name +↓/);
  expect(console.text()).toContain("User.scope('active').findAll");
}, 60_000);

it('groups, counts and draws a bar for every number, without colours too', async () => {
  const console = await openQuery({ columns: 120, rows: 36 }, { NO_COLOR: '1' });
  await console.type('b', ...Array.from('status'), keys.enter);
  const active = await count("AND status = 'active'");
  await console.until(new RegExp(`active +${active.replace(',', '')} +█{20,}`));
  await console.until('4 groups');
  await console.type('u');
  await console.until('the first 50 rows');
}, 60_000);

it('follows the code as it is edited, and says what it cannot take', async () => {
  const console = await openQuery({ columns: 80, rows: 24 });
  await console.type('e');
  await console.until('follows as you type');
  await console.type(keys.end, keys.backspace, keys.backspace, ...Array.from('{ limit: 7 });'));
  await console.until('{ limit: 7 }');
  await console.type(keys.escape);
  await console.until((text) => !text.includes('follows as you type'));
  await console.type('G');
  await console.until(/limit +7/);
  await console.type('2');
  await console.until('LIMIT 7');
}, 60_000);

it('shows what was sent for the rows and their plan, and comes back to the query as it was', async () => {
  const console = await openQuery({ columns: 80, rows: 24 });
  await console.type('5');
  await console.until(/ms +51 rows {2}SELECT/);
  await console.type('Q');
  await console.until(/-- .* ms, 51 rows/);
  await console.type(keys.escape);
  await console.until(/ms +51 rows {2}SELECT/);
  await console.type('X');
  await console.until(/users/);
  await console.until((text) => !text.includes('statements'));
  await console.type(keys.escape);
  await console.until(/ms +51 rows {2}SELECT/);
  await console.type('D');
  await console.until((text) => !text.includes('statements ─'));
  await console.type(keys.escape);
  await console.until(/ms +51 rows {2}SELECT/);
}, 60_000);

it('puts the cursor where the mouse clicks, and shows the tab that it clicks', async () => {
  const console = await openQuery({ columns: 80, rows: 24 });
  await console.type('m');
  const tabs = console
    .text()
    .split('\n')
    .findIndex((line) => line.includes('─ command ─'));
  const column = (console.text().split('\n')[tabs] ?? '').indexOf('SQL');
  await console.type(`\u001B[<0;${String(column + 1)};${String(tabs + 1)}M`);
  await console.until('FROM "users"');
  const active = console
    .text()
    .split('\n')
    .findIndex((line) => line.includes('[ ] active'));
  await console.type(`\u001B[<0;40;${String(active + 1)}M`);
  await console.until(/› +\[ \] active/);
}, 60_000);
