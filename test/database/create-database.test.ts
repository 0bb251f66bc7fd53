import { afterEach, expect, test } from 'vitest';
import { openDatabase } from '../../src/database/client.ts';
import { createDatabase, dropDatabase } from '../../src/database/create-database.ts';
import { executeOn, testServer } from '../support/postgres.ts';

const writing = { readOnly: false, statementTimeoutMs: null };
// Everything a name can be awkward with.
const target = { ...testServer(), database: `It's "odd"; -- ${process.pid}` };

afterEach(async () => {
  await executeOn(
    testServer(),
    `DROP DATABASE IF EXISTS "${target.database.replaceAll('"', '""')}" WITH (FORCE)`,
  );
});

test('a database is created under exactly its name', async () => {
  await createDatabase(target);
  await expect(executeOn(target, 'SELECT current_database() AS name')).resolves.toEqual([
    { name: target.database },
  ]);
});

test('one that exists is refused by name and left as it is', async () => {
  await createDatabase(target);
  await executeOn(target, 'CREATE TABLE kept ()');
  await expect(createDatabase(target)).rejects.toMatchObject({
    code: 'database-exists',
    details: { sqlState: '42P04' },
  });
  await expect(executeOn(target, "SELECT to_regclass('kept')::text AS name")).resolves.toEqual([
    { name: 'kept' },
  ]);
});

test('encoding and template are those asked for', async () => {
  await createDatabase(target, { encoding: 'LATIN1', template: 'template0' });
  const { rows } = await openAndQuery('SHOW server_encoding');
  expect(rows).toEqual([['LATIN1']]);
});

test('a read-only session creates nothing', async () => {
  const mode = { readOnly: true, statementTimeoutMs: null };
  await expect(createDatabase(target, { mode })).rejects.toMatchObject({ code: 'read-only' });
});

test('a dropped database is gone, and dropping it again says that there was none', async () => {
  await createDatabase(target);
  expect(await dropDatabase(target)).toEqual({ dropped: true });
  expect(await dropDatabase(target)).toEqual({ dropped: false });
  await expect(openAndQuery('SELECT 1')).rejects.toMatchObject({ code: 'database-missing' });
});

test('a database in use is not dropped, and the sessions on it are named', async () => {
  await createDatabase(target);
  const database = openDatabase(target, writing, { maxConnections: 2 });
  await Promise.all([database.query('SELECT pg_sleep(0.1)'), database.query('SELECT pg_sleep(0.1)')]);
  await expect(dropDatabase(target)).rejects.toMatchObject({
    code: 'database-in-use',
    message: `The database "${target.database}" is in use by 2 sessions: seqscope (2).`,
  });
  expect((await database.query('SELECT 1')).rows).toEqual([[1]]);
  await database.close();
});

test('a server that is away is reported as such', async () => {
  await expect(createDatabase({ ...target, host: '/nowhere' })).rejects.toMatchObject({
    code: 'server-not-running',
  });
});

test('the database "postgres" itself is asked about from "template1"', async () => {
  await expect(createDatabase({ ...target, database: 'postgres' })).rejects.toMatchObject({
    code: 'database-exists',
  });
});

async function openAndQuery(sql: string) {
  const database = openDatabase(target, writing);
  try {
    return await database.query(sql);
  } finally {
    await database.close();
  }
}
