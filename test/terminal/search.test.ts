/** Searching a table and watching it, as a person does. */
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
    CREATE TABLE notes (id integer PRIMARY KEY, words text);
    INSERT INTO notes SELECT n, CASE WHEN n % 25000 = 0 THEN 'a Needle' ELSE 'hay' END FROM generate_series(1, 60000) AS n;
    ANALYZE notes;
    CREATE TABLE prices (id integer PRIMARY KEY, price integer);
    INSERT INTO prices VALUES (1, 100), (3, 300);
  `);
});
afterAll(async () => {
  await database.drop();
});

async function open(table: string): Promise<TerminalProcess> {
  const cwd = await projectFolder({ 'models/index.js': 'module.exports = {};' });
  const program = new TerminalProcess(process.execPath, [binary, '--url', database.url], { cwd });
  onTestFinished(() => program.dispose());
  await program.until(table);
  await program.type('/', ...Array.from(table), keys.enter);
  await program.until(/row 1 of \S+ · /);
  return program;
}

test('a text is searched for in all rows, and what is found is opened and come back from', async () => {
  const console = await open('notes');
  await console.type('T');
  await console.until('search all rows for');
  await console.type(...Array.from('needle'), keys.enter);
  await console.until('row 1 of 2 found · searched all');
  expect(console.text()).toContain('› "needle"');
  expect(console.text()).toContain('50000');
  await console.type('j', keys.enter);
  await console.until(/words.*a Needle/);
  await console.type(keys.escape);
  await console.until('row 2 of 2 found');
  await console.type(keys.escape);
  await console.until(/row 1 of (?!2)/);
});

test('watched rows show what another session changes, in their place', async () => {
  const console = await open('prices');
  await console.type('W');
  await console.until('read again every … seconds 2');
  await console.type('\x7f', '1', '.', '5', keys.enter);
  await console.until('watching every 1.5 s, read');
  await database.execute('UPDATE prices SET price = 333 WHERE id = 3; INSERT INTO prices VALUES (2, 200)');
  await console.until((text) => /~ +3 +333/.test(text) && /\+ +2 +200/.test(text));
  await console.until((text) => text.includes('watching') && !/[~+] +\d/.test(text));
  await console.type('W');
  await console.until('not watched any more');
});
