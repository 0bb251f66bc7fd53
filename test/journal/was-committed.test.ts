import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../src/database/client.ts';
import { fateOfCommit } from '../../src/journal/was-committed.ts';
import { CuttableProxy } from '../support/cuttable-proxy.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

let test: TestDatabase;
let database: Database;
beforeAll(async () => {
  test = await createTestDatabase();
  database = openDatabase(test.target, { readOnly: false, statementTimeoutMs: null });
});
afterAll(async () => {
  await database.close();
  await test.drop();
});

/** Runs one transaction to the end given; its id. */
async function transaction(end: 'COMMIT' | 'ROLLBACK', pauseMs = 0): Promise<string> {
  const { host, port, database: name, user } = test.target;
  const client = new pg.Client({ host, port, database: name, user });
  await client.connect();
  await client.query('BEGIN');
  const { rows } = await client.query<{ id: string }>('SELECT txid_current()::text AS id');
  const finish = async () => {
    await client.query(end);
    await client.end();
  };
  if (pauseMs === 0) await finish();
  else setTimeout(() => void finish(), pauseMs);
  return rows[0]?.id ?? '';
}

describe('fateOfCommit', () => {
  it('tells a committed transaction from one that was rolled back', async () => {
    expect(await fateOfCommit(database, await transaction('COMMIT'))).toBe('committed');
    expect(await fateOfCommit(database, await transaction('ROLLBACK'))).toBe('rolled-back');
  });

  it('waits for one that is still in progress', async () => {
    expect(await fateOfCommit(database, await transaction('COMMIT', 300))).toBe('committed');
  });

  it('does not know when the server cannot be asked', async () => {
    const proxy = await CuttableProxy.open(test.target);
    const away = openDatabase(proxy.target, { readOnly: false, statementTimeoutMs: null });
    proxy.cut();
    expect(await fateOfCommit(away, await transaction('COMMIT'))).toBe('unknown');
    await away.close();
    await proxy.close();
  });
});
