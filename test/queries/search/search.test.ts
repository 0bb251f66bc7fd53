/** A search through all rows: what it finds, where it stops and goes on, and that it ends on the server. */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { specFor, type QuerySpec, type Value } from '../../../src/queries/query-spec.ts';
import type { SearchOutcome, SearchPlace } from '../../../src/queries/search/search-request.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { typesSql } from '../keyset/random-table.ts';
import type { Library } from '../library.ts';
import { openLibraryQueries, type OpenedQueries } from '../opened-queries.ts';
import { openSearchTrials, type SearchTrials } from './search-agreement.ts';

let opened: OpenedQueries<Library>;
let random: TestDatabase;
let trials: SearchTrials;

beforeAll(async () => {
  opened = await openLibraryQueries();
  await opened.database.execute(`
    CREATE TYPE shade AS ENUM ('Dark red', 'light blue');
    CREATE DOMAIN email AS text;
    CREATE COLLATION anycase (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
    CREATE TABLE kinds (id integer PRIMARY KEY, plain text, short varchar(20), fixed char(10), nm name, shade shade,
      ident uuid, doc jsonb, raw json, tags text[], shades shade[], address email, folded text COLLATE anycase, amount numeric, bytes bytea);
    INSERT INTO kinds (id, plain) VALUES (1, '100% of a_b\\c'), (2, '100 of aXb c');
    INSERT INTO kinds (id, short) VALUES (3, 'Straße'); INSERT INTO kinds (id, fixed) VALUES (4, 'fixed');
    INSERT INTO kinds (id, nm) VALUES (5, 'a_name'); INSERT INTO kinds (id, shade) VALUES (6, 'Dark red');
    INSERT INTO kinds (id, ident) VALUES (7, '12345678-aaaa-4bbb-8ccc-ddddddddeeee');
    INSERT INTO kinds (id, doc) VALUES (8, '{"who": {"name": "Ada"}}'); INSERT INTO kinds (id, raw) VALUES (9, '["Lovelace"]');
    INSERT INTO kinds (id, tags) VALUES (10, '{"say \\"so\\"", NULL, b}');
    INSERT INTO kinds (id, shades) VALUES (11, '{light blue}'); INSERT INTO kinds (id, address) VALUES (12, 'ada@example.com');
    INSERT INTO kinds (id, folded) VALUES (13, 'Folded'); INSERT INTO kinds (id, amount, bytes) VALUES (14, 4711, 'bytes');
    CREATE TABLE numbers (id integer PRIMARY KEY, amount numeric);
    CREATE VIEW slow AS SELECT id, plain, pg_sleep(20)::text AS nap FROM kinds;
    CREATE TABLE many (id integer PRIMARY KEY, word text);
    INSERT INTO many SELECT n, CASE WHEN n % 10000 = 0 THEN 'needle' ELSE 'hay' END FROM generate_series(1, 60000) AS n;
    ANALYZE many;`);
  random = await createTestDatabase();
  // Tables as small as these are sorted rather than read by an index.
  const [row] = await random.execute('SELECT current_database() AS name');
  await random.execute(`${typesSql}; ALTER DATABASE "${String(row?.name)}" SET enable_sort = off`);
  trials = openSearchTrials(random);
});

afterAll(async () => {
  await trials.close();
  await random.drop();
  await opened.close();
});

function tableSpec(name: string, search: string): QuerySpec {
  return { ...specFor({ type: 'table', schema: 'public', name }, 100), search };
}

async function find(
  spec: QuerySpec,
  options: { from?: SearchPlace | null; timeLimitMs?: number; signal?: AbortSignal } = {},
): Promise<{ readonly rows: readonly (readonly Value[])[]; readonly outcome: SearchOutcome }> {
  const rows: (readonly Value[])[] = [];
  const { from = null, timeLimitMs = 60_000, signal } = options;
  const outcome = await opened.queries.search(
    { spec, timeLimitMs, from },
    { signal, onProgress: ({ page }) => void rows.push(...page.rows) },
  );
  return { rows, outcome };
}

describe('a search of a table', () => {
  it.each<readonly [string, readonly number[]]>([
    ['100%', [1]],
    ['a_b', [1]],
    ['b\\c', [1]],
    ['OF A', [1, 2]],
    ['STRASSE', []],
    ['straße', [3]],
    ['FIXED', [4]],
    ['A_Name', [5]],
    ['dark', [6]],
    ['-AAAA-', [7]],
    ['"ada"', [8]],
    ['lovelace', [9]],
    ['SAY "so"', [10]],
    ['blue', [11]],
    ['@EXAMPLE', [12]],
    ['folded', [13]],
    ['4711', []],
    ["'; DROP TABLE kinds; --", []],
  ])('finds %s in rows %j', async (text, ids) => {
    const { rows, outcome } = await find(tableSpec('kinds', text));
    expect(rows.map(([id]) => id)).toEqual(ids);
    expect(outcome).toMatchObject({ stopped: 'end', foundRows: ids.length, order: 'asked' });
  });

  it('looks only where a filter and the columns that are read let it', async () => {
    const spec = tableSpec('kinds', 'of a');
    expect((await find({ ...spec, filter: 'id > 1' })).rows).toHaveLength(1);
    expect((await find({ ...spec, columns: ['id', 'short'] })).rows).toHaveLength(0);
  });

  it('says when there is nothing to look for, or nowhere', async () => {
    await expect(find(tableSpec('kinds', ''))).rejects.toMatchObject({ code: 'search-empty' });
    await expect(find(tableSpec('numbers', 'x'))).rejects.toMatchObject({ code: 'nothing-to-search' });
  });

  it('finds in random tables, stretch by stretch, what one SELECT finds', async () => {
    const orders = new Set<string>();
    for (let seed = 1; seed <= 40; seed += 1) orders.add((await trials.trial(seed)).order);
    expect([...orders].sort()).toEqual(['asked', 'storage']);
  });

  it('stops after so many rows and goes on behind them', async () => {
    const spec = { ...tableSpec('many', 'NEEDLE'), limit: 1 };
    const first = await find(spec);
    expect(first.outcome).toMatchObject({ stopped: 'rows', rowEstimate: 60_000 });
    expect(first.outcome.searchedRows).toBeLessThan(60_000);
    const ids = first.rows.map(([id]) => id);
    let { place } = first.outcome;
    for (let last: SearchOutcome = first.outcome; last.stopped !== 'end';) {
      const next = await find(spec, { from: place });
      ids.push(...next.rows.map(([id]) => id));
      last = next.outcome;
      place = last.place;
      if (place === null) expect(last.searchedRows).toBe(60_000);
    }
    expect(ids).toEqual([10_000, 20_000, 30_000, 40_000, 50_000, 60_000]);
  });

  it('stops when its time is over, says so, and can go on', async () => {
    const stopped = await find(tableSpec('many', 'needle'), { timeLimitMs: 1 });
    expect(stopped.outcome.stopped).toBe('time');
    const { rows, outcome } = await find(tableSpec('many', 'needle'), { from: stopped.outcome.place });
    expect([...stopped.rows, ...rows]).toHaveLength(6);
    expect(outcome.stopped).toBe('end');
  });

  it('says that a view cannot be divided when its time is over', async () => {
    const { outcome } = await find(tableSpec('slow', 'x'), { timeLimitMs: 300 });
    expect(outcome).toMatchObject({ stopped: 'time', searchedRows: null, place: null });
    await until(0);
  });

  it('ends on the server when it is aborted', async () => {
    const abort = new AbortController();
    const asked = find(tableSpec('slow', 'x'), { signal: abort.signal });
    const outcome = expect(asked).rejects.toMatchObject({ kind: 'interrupted' });
    await until(1);
    abort.abort();
    await outcome;
    await until(0);
  });

  it('is the spec of a page and a count as well', async () => {
    const spec = tableSpec('many', 'needle');
    expect((await opened.queries.page(spec)).rows).toHaveLength(6);
    expect((await opened.queries.count(spec)).count).toBe(6);
  });
});

describe('a search of a model', () => {
  const books: QuerySpec = { ...specFor({ type: 'model', name: 'Book' }, 100), columns: ['id'] };
  /** In stretches of two rows. */
  const slowly: SearchPlace = { at: { walk: 'none' } as never, searchedRows: 0, stretchLength: 2 };

  it('finds by attributes, whatever their columns are called, and heeds filter, scopes and soft deletion', async () => {
    const all: QuerySpec = { ...books, columns: null, search: 'BOOK ' };
    const ids = ({ rows }: { rows: readonly (readonly Value[])[] }): unknown => rows.length;
    expect(ids(await find(all))).toBe(9);
    expect(ids(await find(all, { from: slowly }))).toBe(9);
    expect(ids(await find({ ...all, softDeleted: 'shown' }, { from: slowly }))).toBe(10);
    expect(ids(await find({ ...all, filter: 'author.penName = Ada' }, { from: slowly }))).toBe(2);
  });

  it('reads included records of a scope with the rows, one row for each', async () => {
    const spec: QuerySpec = {
      ...specFor({ type: 'model', name: 'Review' }, 100),
      scopes: [{ name: 'withSiblings', arguments: [] }],
      search: 'ZZZ',
    };
    expect((await find(spec, { from: slowly })).rows).toHaveLength(6);
    expect(
      (await find({ ...spec, scopes: [{ name: 'withBook', arguments: [] }] }, { from: slowly })).rows,
    ).toHaveLength(6);
  });

  it('is the spec of a page, both counts and an estimate as well', async () => {
    const spec: QuerySpec = { ...books, columns: ['id', 'title'], search: 'book' };
    expect((await opened.queries.page(spec)).rows).toHaveLength(9);
    expect((await opened.queries.count(spec)).count).toBe(9);
    expect((await opened.queries.countUpTo(spec, 5)).count).toBe(5);
    expect((await opened.queries.estimate(spec)).rows).toBeGreaterThan(0);
  });
});

async function until(wanted: number): Promise<void> {
  for (;;) {
    const [row] = await opened.database.execute(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'`,
    );
    if (row?.n === wanted) return;
    await delay(10);
  }
}
