/** What `seqscope sql` asks a person before rows change, in a real terminal. */
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
    INSERT INTO plants SELECT n, 'plant ' || n FROM generate_series(1, 50) AS n;`);
});
afterAll(() => database.drop());

async function sql(statement: string, environment = 'development'): Promise<TerminalProcess> {
  const cwd = await projectFolder({
    'models/index.js': 'module.exports = {};',
    'config/config.json': JSON.stringify({ [environment]: { url: database.url, dialect: 'postgres' } }),
  });
  const words = [binary, 'sql', statement, '--env', environment];
  const program = new TerminalProcess(process.execPath, words, { cwd, columns: 120 });
  onTestFinished(() => program.dispose());
  return program;
}

const count = async () => (await database.execute('SELECT count(*)::int AS n FROM plants'))[0]?.['n'];

test('a change asks with the number of its rows; no is the default', async () => {
  const program = await sql('delete from plants where id > 40');
  await program.until('DELETE touches 10 rows of plants. Run it?');
  await program.type(keys.enter);
  expect((await program.waitForExit()).code).toBe(1);
  expect(await count()).toBe(50);
});

test('yes runs it', async () => {
  const program = await sql("update plants set name = 'x' where id = 1");
  await program.until('UPDATE touches 1 row of plants. Run it?');
  await program.type('y', keys.enter);
  expect((await program.waitForExit()).code).toBe(0);
  expect(program.text()).toContain('UPDATE 1 in');
  expect(await database.execute('SELECT name FROM plants WHERE id = 1')).toEqual([{ name: 'x' }]);
});

test('Ctrl-C at the question leaves with 130', async () => {
  const program = await sql('delete from plants');
  await program.until('DELETE without WHERE touches every row of plants: 50 rows.');
  await program.type('\x03');
  expect((await program.waitForExit()).code).toBe(130);
  expect(await count()).toBe(50);
});

test('in production the name of the database is the answer', async () => {
  const wrong = await sql('truncate plants', 'production');
  await wrong.until('TRUNCATE empties plants: 50 rows. This is production');
  await wrong.until('Type the name of the database to run it:');
  await wrong.type(...Array.from('plants'), keys.enter);
  expect((await wrong.waitForExit()).code).toBe(1);
  expect(await count()).toBe(50);

  const right = await sql('delete from plants where id = 50', 'production');
  await right.until('Type the name of the database to run it:');
  await right.type(...Array.from(database.target.database), keys.enter);
  expect((await right.waitForExit()).code).toBe(0);
  expect(await count()).toBe(49);
});
