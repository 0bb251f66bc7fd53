/** Typed SQL over a real connection: transactions last, guards count, pages read on, errors point into the text. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../../src/database/client.ts';
import { ConsoleError } from '../../../src/errors.ts';
import { openQueries } from '../../../src/queries/open-queries.ts';
import { specFor } from '../../../src/queries/query-spec.ts';
import { openSqlConsole, type SqlConsole } from '../../../src/queries/sql/sql-console.ts';
import type { SqlQuestion, SqlResult, SqlRun } from '../../../src/queries/sql/sql-request.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';

let database: TestDatabase;
let client: Database;
let typed: SqlConsole;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.execute(`
    CREATE TABLE plants (id int PRIMARY KEY, name text, height numeric);
    CREATE TABLE beds (plant_id int, note text);
    CREATE FUNCTION cut() RETURNS int LANGUAGE sql AS 'DELETE FROM beds; SELECT 1';
    INSERT INTO plants SELECT n, 'plant ' || n, n / 10.0 FROM generate_series(1, 250) n;
    INSERT INTO beds SELECT n % 3, 'bed' FROM generate_series(1, 9) n;`);
});
beforeEach(() => {
  client = openDatabase(database.target, { readOnly: false, statementTimeoutMs: null });
  typed = openSqlConsole(client);
  return () => client.close();
});
afterAll(() => database.drop());

const requestOf = (text: string, parameters: SqlRun['parameters'] = {}) => ({
  text,
  start: 0,
  end: text.length,
  parameters,
});
const run = (text: string, options: Partial<SqlRun> = {}): Promise<SqlResult> =>
  typed.run({ ...requestOf(text), isAgreed: false, limit: 100, clipBytes: null, ...options });
const asked = async (text: string, parameters: SqlRun['parameters'] = {}): Promise<SqlQuestion | null> =>
  (await typed.foresee(requestOf(text, parameters))).question;
const failure = async (work: Promise<unknown>): Promise<ConsoleError> => {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof ConsoleError) return error;
  throw new Error(`There was no error of the console, but ${String(error)}.`);
};
const countOf = async (table: string): Promise<unknown> =>
  (await database.execute(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n;

describe('a query', () => {
  it('gives its first page, and is read on as any table is', async () => {
    const { page, source, rowCount } = await run('select id, name from plants order by id -- all');
    expect(page?.rows).toHaveLength(100);
    expect(page).toMatchObject({ hasBefore: false, hasAfter: true, paging: { method: 'offset' } });
    expect(rowCount).toBeNull();
    if (source === null) throw new Error('it has rows');
    const queries = openQueries({ sequelize: null, database: typed.database });
    const last = await queries.page({ ...specFor(source), place: { type: 'end' } });
    expect(last.rows.at(-1)).toEqual([250, 'plant 250']);
    const spec = {
      ...specFor(source, 2),
      filter: 'name ~ "%24%"',
      order: [{ attribute: 'id', direction: 'desc' as const }],
    };
    expect((await queries.page(spec)).rows).toEqual([
      [249, 'plant 249'],
      [248, 'plant 248'],
    ]);
    expect((await queries.count(spec)).count).toBe(13);
    expect((await queries.page({ ...specFor(source), search: 'PLANT 99' })).rows).toEqual([[99, 'plant 99']]);
    let csv = '';
    const request = { spec: specFor(source, null), format: 'csv' as const, isRaw: true, hasHeader: true };
    await queries.export(request, async (bytes) => {
      csv += Buffer.from(bytes).toString();
    });
    expect(csv.split('\n')).toHaveLength(252);
  });

  it('binds its parameters, whose types the server infers', async () => {
    const parameters = { id: '7', name: 'plant 7', nothing: null };
    const { page, source } = await run(
      'select id, :nothing::text as none from plants where id = :id and name = :name and :id < 8',
      { parameters },
    );
    expect(page?.rows).toEqual([[7, null]]);
    if (source === null) throw new Error('it has rows');
    const queries = openQueries({ sequelize: null, database: typed.database });
    let json = '';
    const request = { spec: specFor(source, null), format: 'jsonl' as const, isRaw: true, hasHeader: true };
    await queries.export(request, async (bytes) => {
      json += Buffer.from(bytes).toString();
    });
    expect(json).toBe('{"id":7,"none":null}\n');
  });

  it('may give two columns of one name, and none at all', async () => {
    const { page } = await run('select 1 as a, 2 as a, 3 as a_2');
    expect(page?.columns.map(({ name }) => name)).toEqual(['a', 'a_3', 'a_2']);
    expect(page?.rows).toEqual([[1, 2, 3]]);
    expect((await run('select')).page?.rows).toEqual([[]]);
  });

  it('of all kinds is read', async () => {
    for (const text of [
      'values (1)',
      'table plants limit 1',
      '(select 1) union select 1',
      'with a as (select 1) table a',
    ]) {
      expect((await run(text)).page?.rows).toHaveLength(1);
    }
    expect((await run('show search_path')).page?.rows).toEqual([['"$user", public']]);
    expect((await run('explain select 1')).source?.isOnce).toBe(true);
    expect((await run('select 1 from plants where id = 1 for update')).page?.rows).toHaveLength(1);
  });

  it('that changes something through a function is refused before it has, unless that was agreed to', async () => {
    expect(await failure(run('select cut()'))).toMatchObject({ code: 'sql-writes' });
    expect(await countOf('beds')).toBe(9);
    expect((await run('begin')).transaction).toBe('open');
    const { source, page } = await run('select cut()', { isAgreed: true });
    expect(page?.rows).toEqual([[1]]);
    expect(source?.isOnce).toBe(true);
    await run('rollback');
    expect(await countOf('beds')).toBe(9);
  });

  it('that ran once is not run again for another page', async () => {
    const { source } = await run('show search_path');
    if (source === null) throw new Error('it has rows');
    const queries = openQueries({ sequelize: null, database: typed.database });
    expect(await failure(queries.page(specFor(source)))).toMatchObject({ code: 'read-once' });
  });
});

describe('a transaction', () => {
  it('lasts from statement to statement, and its pages are read in it', async () => {
    await run('begin');
    await run("insert into plants values (1000, 'new')");
    const { page, source, transaction } = await run('select name from plants where id = 1000');
    expect(page?.rows).toEqual([['new']]);
    expect(transaction).toBe('open');
    expect(await countOf('plants')).toBe(250);
    if (source === null) throw new Error('it has rows');
    const queries = openQueries({ sequelize: null, database: typed.database });
    const bad = { ...specFor(source), order: [{ attribute: 'oops', direction: 'asc' as const }] };
    await failure(queries.page(bad));
    let csv = '';
    const request = { spec: specFor(source, null), format: 'csv' as const, isRaw: true, hasHeader: false };
    await queries.export(request, async (bytes) => {
      csv += Buffer.from(bytes).toString();
    });
    expect(csv).toBe('new\n');
    expect((await run('rollback')).transaction).toBe('none');
    expect(await countOf('plants')).toBe(250);
  });

  it('is failed by a statement that fails, as everywhere', async () => {
    await run('begin');
    await failure(run('selec'));
    expect(await failure(run('select 1'))).toMatchObject({ code: 'transaction-aborted' });
    expect((await run('rollback')).transaction).toBe('none');
  });

  it('keeps what was set, and what is temporary', async () => {
    await run('create temp table t as select 1 as a');
    await run('set search_path = pg_temp, public');
    expect((await run('select * from t')).page?.rows).toEqual([[1]]);
  });
});

describe('the guard', () => {
  it.each([
    ["update plants set name = '' where id <= 3", 'changes', 'plants', 3, 'exact'],
    ['update plants p set name = note from beds where plant_id = p.id', 'changes', 'plants', 2, 'exact'],
    [
      'delete from plants using beds b where b.plant_id = plants.id returning *',
      'changes',
      'plants',
      2,
      'exact',
    ],
    ['delete from beds', 'every-row', 'beds', 9, 'exact'],
    ['update only public.plants as p set height = default', 'every-row', 'public.plants', 250, 'exact'],
    ['insert into beds values (1), (2)', 'changes', 'beds', 2, 'exact'],
    ['insert into beds select id from plants where id < 11', 'changes', 'beds', 10, 'exact'],
    ['insert into plants select id from plants on conflict do nothing', 'changes', 'plants', 250, 'most'],
    [
      'with few as (select 1 as id) delete from plants where id in (table few)',
      'changes',
      'plants',
      1,
      'exact',
    ],
    ['truncate beds, plants', 'truncate', 'beds, plants', 259, 'exact'],
    ['drop table beds', 'drop', 'beds', 9, 'exact'],
    ['drop function cut', 'drop', null, null, 'estimate'],
    ["do 'begin end'", 'code', null, null, 'estimate'],
    ['update plants set name = name where id = :id', 'changes', 'plants', 1, 'exact'],
  ])('asks about %j', async (text, reason, target, rows, precision) => {
    expect(await asked(text, { id: '5' })).toMatchObject({ reason, target, rows, precision });
    expect(await countOf('beds')).toBe(9);
  });

  it('asks the planner about what only it can read', async () => {
    const merge = await asked('merge into plants using beds on plant_id = id when matched then delete');
    expect(merge).toMatchObject({ reason: 'changes', verb: 'MERGE', precision: 'estimate' });
    const moved = await asked('with gone as (delete from beds returning *) select * from gone');
    expect(moved).toMatchObject({ reason: 'changes', verb: 'DELETE', rows: expect.any(Number) as unknown });
    // Counting would call what changes something itself.
    const called = await asked('delete from beds where cut() = 1');
    expect(called).toMatchObject({ reason: 'changes', target: 'beds', precision: 'estimate' });
    expect(await countOf('beds')).toBe(9);
  });

  it.each(['select 1', 'create table x ()', 'begin', 'set work_mem = 100', 'explain delete from beds'])(
    'asks nothing about %j',
    async (text) => {
      expect(await asked(text)).toBeNull();
    },
  );

  it('asks inside a transaction only about what destroys at a stroke', async () => {
    await run('begin');
    expect(await asked('delete from beds where true')).toBeNull();
    expect(await asked('delete from beds')).toMatchObject({ reason: 'every-row', rows: 9 });
  });

  it('leaves to the server what may only be read', async () => {
    const reader = openDatabase(database.target, { readOnly: true, statementTimeoutMs: null });
    try {
      const reading = openSqlConsole(reader);
      expect((await reading.foresee(requestOf('delete from beds'))).question).toBeNull();
      const error = await failure(
        reading.run({ ...requestOf('select cut()'), isAgreed: false, limit: 10, clipBytes: null }),
      );
      expect(error.code).toBe('read-only');
    } finally {
      await reader.close();
    }
  });

  it('says what is wrong with a statement instead of asking', async () => {
    const text = 'delete from beds\nwhere nope = 1';
    expect(await failure(asked(text))).toMatchObject({ details: { line: 2, column: 7, sqlState: '42703' } });
  });
});

describe('an error', () => {
  it.each([
    ['select 1;\nselect oops from plants', 10, 2, 8],
    ['select 1; selec 2', 10, 1, 11],
    ["select '日本', :first_name, oops", 0, 1, 27],
    ['\n\n  update plants set oops = 1 where id = :first_name', 4, 3, 21],
    ['select 1 from plants where 1 = ', 0, 1, 32],
  ])('in %j points into the text', async (text, start, line, column) => {
    const parameters = { first_name: '1' };
    const error = await failure(run(text, { start, end: text.length, parameters }));
    expect(error.details).toMatchObject({ line, column });
    const [shown, caret] = (error.details.excerpt ?? '').split('\n');
    expect([shown, caret?.length]).toEqual([text.split('\n')[line - 1]?.trimEnd(), column]);
  });

  it('of COPY that wants a stream says what to do instead', async () => {
    expect(await failure(run('copy plants from stdin'))).toMatchObject({ code: 'copy-stream' });
  });
});

it('hears what the server says beside', async () => {
  expect((await run("do $$ begin raise notice 'here'; end $$", { isAgreed: true })).notices).toEqual([
    'NOTICE: here',
  ]);
});

it('cancels on the server, and keeps the connection', async () => {
  await run('begin');
  const abort = new AbortController();
  const sleeping = typed.run(
    { ...requestOf('select pg_sleep(20)'), isAgreed: false, limit: 100, clipBytes: null },
    { signal: abort.signal },
  );
  setTimeout(() => abort.abort(), 100);
  expect(await failure(sleeping)).toMatchObject({ kind: 'interrupted' });
  expect((await run('rollback')).transaction).toBe('none');
});

it('connects anew after the connection was lost', async () => {
  const { page } = await run('select pg_backend_pid()');
  await database.execute(`SELECT pg_terminate_backend(${Number(page?.rows[0]?.[0])})`);
  const rest = await run('select 1').catch(() => run('select 1'));
  expect(rest.page?.rows).toEqual([[1]]);
});
