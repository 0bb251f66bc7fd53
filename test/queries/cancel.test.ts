/** What an abort does on the server, seen from another connection: through the models' pool and through our own. */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/client.ts';
import { openQueries, type Queries } from '../../src/queries/open-queries.ts';
import { specFor, type QuerySpec } from '../../src/queries/query-spec.ts';
import { openLibraryQueries, type OpenedQueries } from './opened-queries.ts';
import type { Library } from './library.ts';

let opened: OpenedQueries<Library>;

beforeAll(async () => {
  opened = await openLibraryQueries();
  await opened.database.execute(`
    CREATE VIEW slow_books AS SELECT id, pg_sleep(20)::text AS nap FROM books;
    ALTER TABLE readings RENAME TO quick_readings;
    CREATE VIEW readings AS SELECT device, value, pg_sleep(20)::text AS nap FROM quick_readings
      WHERE pg_sleep(20) IS NOT NULL;`);
});
afterAll(() => opened.close());

const table = specFor({ type: 'table', schema: 'public', name: 'slow_books' });
const model = specFor({ type: 'model', name: 'Reading' });

/** Statements on the test's database that sleep. */
async function sleeping(): Promise<number> {
  const [row] = await opened.database.execute(
    `SELECT count(*)::int AS n FROM pg_stat_activity
      WHERE datname = current_database() AND state = 'active' AND wait_event = 'PgSleep'`,
  );
  return Number(row?.n);
}

async function until(wanted: number): Promise<void> {
  while ((await sleeping()) !== wanted) await delay(10);
}

describe('an abort', () => {
  it.each<readonly [string, QuerySpec, 'page' | 'count']>([
    ['a page of a table', table, 'page'],
    ['a page of a model', model, 'page'],
    ['a count of a model', model, 'count'],
    ['a count of a filtered table', { ...table, filter: 'nap = x' }, 'count'],
  ])('ends %s on the server', async (_, spec, method) => {
    const abort = new AbortController();
    const asked = opened.queries[method](spec, { signal: abort.signal });
    const outcome = expect(asked).rejects.toMatchObject({ kind: 'interrupted' });
    await until(1);
    abort.abort();
    await outcome;
    expect(await sleeping()).toBe(0);
  });

  it('does not wait for a connection, though all of our own are busy', async () => {
    const client = openDatabase(opened.database.target, opened.client.mode, { maxConnections: 1 });
    const { sequelize } = opened.application;
    const queries: Queries = openQueries({ sequelize, database: client });
    const [ofTable, ofModel] = [new AbortController(), new AbortController()];
    const page = expect(queries.page(model, { signal: ofModel.signal })).rejects.toMatchObject({
      kind: 'interrupted',
    });
    await until(1);
    const busy = expect(queries.page(table, { signal: ofTable.signal })).rejects.toMatchObject({
      kind: 'interrupted',
    });
    await until(2);
    ofModel.abort();
    await page;
    expect(await sleeping()).toBe(1);
    ofTable.abort();
    await busy;
    expect(await sleeping()).toBe(0);
    await client.close();
  });
});

describe('statement_timeout', () => {
  it('ends a statement and says which flag gives it longer', async () => {
    const client = openDatabase(opened.database.target, { readOnly: true, statementTimeoutMs: 100 });
    const queries = openQueries({ sequelize: null, database: client });
    await expect(queries.page(table)).rejects.toMatchObject({
      code: 'statement-timeout',
      remedy: expect.stringContaining('--statement-timeout') as string,
    });
    await client.close();
  });
});
