/** The plan screen, as a person uses it: of rows, and of what is typed. */
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
    INSERT INTO plants SELECT n, 'plant ' || n FROM generate_series(1, 20000) AS n;
    ANALYZE plants;`);
});
afterAll(async () => {
  await database.drop();
});

async function open(): Promise<TerminalProcess> {
  const cwd = await projectFolder({ 'models/index.js': 'module.exports = {};' });
  const program = new TerminalProcess(process.execPath, [binary, '--url', database.url], {
    cwd,
    columns: 110,
  });
  onTestFinished(() => program.dispose());
  await program.until('plants');
  return program;
}

const text = (typed: string): readonly string[] => Array.from(typed);

test('X on rows opens their plan; it folds, is measured, and Esc leads back to the rows', async () => {
  const console = await open();
  await console.type('/', ...text('plants'), keys.enter);
  await console.until('plant 1');
  await console.type('X');
  await console.until('Limit');
  await console.until('Index Scan');
  await console.type(keys.enter);
  await console.until((shown) => !shown.includes('Index Scan using'));
  await console.type(keys.enter);
  await console.until('Index Scan');
  await console.type('a');
  await console.until(/\d ms/);
  await console.type(keys.escape);
  await console.until('plant 1');
});

test('F9 plans the typed statement; what is worth a look is marked, and n goes there', async () => {
  const console = await open();
  await console.type('D');
  await console.until('ended by ;');
  await console.type(...text("select p.id from plants p where p.name = 'plant 7' order by p.id"), '\x1b[20~');
  await console.until('Seq Scan');
  await console.until('no index');
  await console.type('n');
  await console.until(/› .*Seq Scan/);
  await console.type('a');
  await console.until(/\d ms/);
  await console.type(keys.escape);
  await console.until('order by p.id');
});

test('a write that is analyzed is asked about, run and rolled back', async () => {
  const console = await open();
  await console.type('D');
  await console.until('ended by ;');
  await console.type(...text('delete from plants where id <= 5'), '\x1b[20~');
  await console.until('Delete on plants');
  await console.type('a');
  await console.until('rolled back');
  await console.type('n');
  await console.until((shown) => !shown.includes('sequences'));
  await console.type('a');
  await console.until('It is run in a transaction that is rolled back.');
  await console.type('y');
  await console.until(/\d ms/);
  expect(await database.execute('SELECT count(*)::int AS n FROM plants')).toEqual([{ n: 20000 }]);
  await console.type(keys.escape);
  await console.until('delete from plants');
});

test('the plan is made inside of an open transaction, and leaves that as it is', async () => {
  const console = await open();
  await console.type('D');
  await console.until('ended by ;');
  await console.type(...text('begin; create table mine as select 1 as n;'), '\x1b[17~');
  // Not only BEGIN has ended: no other statement is taken before.
  await console.until((shown) => /SELECT 1 row.*in a transaction/.test(shown) && !shown.includes('Running'));
  await console.type('\x15', ...text('delete from mine'), '\x1b[20~');
  await console.until('Delete on mine');
  await console.type('a');
  await console.until('It is run in a transaction that is rolled back.');
  await console.type('y');
  await console.until(/\d ms/);
  await console.type(keys.escape);
  await console.until('delete from mine');
  await console.type('\x15', ...text('select n + 41 as sum from mine;'), keys.enter);
  await console.until(/ 42\s/);
  await console.until('in a transaction');
});
