/** The SQL screen, as a person uses it. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { projectFolder } from '../cli/project-folder.ts';
import { binary } from '../cli/run-seqscope.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { keys } from './emulator.ts';
import { TerminalProcess } from './pty.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.execute(`
    CREATE TABLE plants (id integer PRIMARY KEY, name text);
    INSERT INTO plants SELECT n, 'plant ' || n FROM generate_series(1, 5000) AS n;`);
});
afterAll(async () => {
  await database.drop();
});

async function open(): Promise<TerminalProcess> {
  const cwd = await projectFolder({ 'models/index.js': 'module.exports = {};' });
  const program = new TerminalProcess(process.execPath, [binary, '--url', database.url], { cwd });
  onTestFinished(() => program.dispose());
  await program.until('plants');
  await program.type('D');
  await program.until('ended by ;');
  return program;
}

const text = (typed: string): readonly string[] => Array.from(typed);

test('a statement is completed, run, and its rows are opened in the grid and paged', async () => {
  const console = await open();
  await console.type(...text('select * from pla'));
  await console.until(/││.*› plants/);
  await console.type('\t', ...text(' order by id;'), keys.enter);
  await console.until('SELECT 100+ rows');
  expect(console.text()).toContain('plant 3');
  await console.type('\x0f');
  await console.until('pages by OFFSET');
  await console.type('G');
  await console.until(/› +5000/);
  await console.type(keys.escape);
  await console.until('order by id;');
});

test('a change is counted and asked about before it runs, and errors stand below', async () => {
  const console = await open();
  await console.type(...text('delete from plants where id > 4990;'), keys.enter);
  await console.until('DELETE touches 10 rows of plants');
  await console.type('n');
  await console.until((shown) => !shown.includes('touches'));
  expect(await database.execute('SELECT count(*)::int AS n FROM plants')).toEqual([{ n: 5000 }]);
  await console.type(keys.enter);
  await console.until('DELETE touches 10 rows of plants');
  await console.type('y');
  await console.until('DELETE 10 rows');
  await console.type('\x15', ...text('select nope;'), keys.enter);
  await console.until('SQLSTATE 42703');
});

test('parameters are asked for, several results have tabs, and a slow statement is cancelled', async () => {
  const console = await open();
  await console.type(...text('select :id::int as one; select 2 as two;'), '\x1b[17~');
  await console.until(':id =');
  await console.type('7', keys.enter);
  await console.until(/SELECT 1 row.*SELECT 1 row/);
  await console.until('two');
  await console.type('\x1b[18~');
  await console.until(/one\s/);
  await console.type('\x15', ...text('select pg_sleep(60);'), keys.enter);
  await console.until('Running');
  await console.type(keys.escape);
  await console.until('Cancelled.');
});

test('`seqscope sql` opens there, and Esc leads to the rest of the console', async () => {
  const cwd = await projectFolder({ 'models/index.js': 'module.exports = {};' });
  const program = new TerminalProcess(process.execPath, [binary, 'sql', '--url', database.url], { cwd });
  onTestFinished(() => program.dispose());
  await program.until('ended by ;');
  await program.type(...text('select 41 + 1 as answer;'), keys.enter);
  await program.until('SELECT 1 row');
  expect(program.text()).toContain('42');
  await program.type(keys.escape, 'q');
  expect((await program.waitForExit()).code).toBe(0);
});

test('the commands of psql list the catalog', async () => {
  const console = await open();
  await console.type(...text('\\d plants'), keys.enter);
  await console.until('Table "public.plants"');
  await console.until('"plants_pkey" PRIMARY KEY');
});

test('\\watch runs the statement again until Esc, and never one that changes something', async () => {
  const console = await open();
  await console.type(...text('select count(*) as n from plants \\watch 0.3'), keys.enter);
  await console.until(/every 0.3 s · ([2-9]|\d\d+) times · last \d\d:\d\d:\d\d/);
  await database.execute("INSERT INTO plants VALUES (9999, 'a new one')");
  const [row] = await database.execute('SELECT count(*)::int AS n FROM plants');
  await console.until(new RegExp(` ${String(row?.['n'])}\\s`));
  await console.type(keys.escape);
  await console.until('it is not run any more');
  await console.type('\x15', ...text('delete from plants \\watch 1'), keys.enter);
  await console.until('it is not run again and again');
  expect(await database.execute('SELECT count(*)::int AS n FROM plants')).toEqual([row]);
});

test('\\x has rows record by record, and \\timing takes the times away', async () => {
  const console = await open();
  await console.type(...text('select 7 as lucky, null as none;'), keys.enter);
  await console.until(/SELECT 1 row \d+ ms/);
  await console.type('\x15', ...text('\\x'), keys.enter);
  await console.until(/lucky │ 7/);
  await console.type('\x15', ...text('\\timing'), keys.enter);
  await console.until(/SELECT 1 row ─/);
});
