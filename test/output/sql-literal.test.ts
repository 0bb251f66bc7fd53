import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertText, sqlLiteral } from '../../src/output/sql-literal.ts';
import { openDatabase, type Database } from '../../src/database/client.ts';
import { openQueries } from '../../src/queries/open-queries.ts';
import { specFor } from '../../src/queries/query-spec.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

describe('sqlLiteral', () => {
  it.each([
    [null, 'text', 'NULL'],
    [true, 'boolean', 'true'],
    [12n, 'number', '12'],
    ['9007199254740993.10', 'number', '9007199254740993.10'],
    [Number.NaN, 'number', "'NaN'"],
    [-Infinity, 'number', "'-Infinity'"],
    [Infinity, 'date', "'infinity'"],
    ['12', 'text', "'12'"],
    ["O'Brien", 'text', "'O''Brien'"],
    ["a\\b'", 'text', "E'a\\\\b'''"],
    [new Date('2026-01-09T12:00:01.250Z'), 'date', "'2026-01-09T12:00:01.250Z'"],
    [new Uint8Array([0, 255]), 'binary', "E'\\\\x00ff'"],
    [{ a: "it's" }, 'json', '\'{"a":"it\'\'s"}\''],
    ['text', 'json', '\'"text"\''],
    [['a', null, 'b "c"'], 'array', `E'{a,NULL,"b \\\\"c\\\\""}'`],
    [
      [
        [1, 2],
        [3, 4],
      ],
      'array',
      "'{{1,2},{3,4}}'",
    ],
    [[{ a: 1 }], 'array', `E'{"{\\\\"a\\\\":1}"}'`],
  ] as const)('writes %s of kind %s as %s', (value, kind, text) => {
    expect(sqlLiteral(value, kind)).toBe(text);
  });
});

describe('insertText', () => {
  let database: TestDatabase;
  let client: Database;
  beforeAll(async () => {
    database = await createTestDatabase();
    client = openDatabase(database.target, { readOnly: true, statementTimeoutMs: null });
    await database.execute(`
      CREATE TABLE "od""d" (id bigint, amount numeric, ratio float8, ok boolean, name text, "at" timestamptz, day date,
        data jsonb, bytes bytea, tags text[], grid int[], span int4range, wait interval, place point, host inet, empty int4range);
      CREATE TABLE copied (LIKE "od""d");
      INSERT INTO "od""d" VALUES
        (9223372036854775807, 12.3400, 'NaN', true, E'a\\\\b ''c''\\n"d"', '2026-01-09 12:00:01.5+00', '2026-01-09',
         '{"a": [1, "x''y", null]}', '\\x00ff27', ARRAY['a,b', NULL, 'null', '', '{}', 'q"\\'], '{{1,2},{3,4}}',
         '[1,10)', '1 year 2 mons 3 days 04:05:06.5', '(1,2.5)', '10.0.0.1/8', 'empty'),
        (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
        (1, 'Infinity', '-Infinity', false, '', 'infinity', '-infinity', '"text"', '', '{}', '{}', '(,)', '00:00', '(0,0)', '::1', '[5,5]');
    `);
  });
  afterAll(async () => {
    await client.close();
    await database.drop();
  });

  it('makes the very same rows again, of every kind', async () => {
    const page = await openQueries({ database: client, sequelize: null }).page(
      specFor({ type: 'table', schema: 'public', name: 'od"d' }, null),
    );
    await database.execute(insertText({ schema: null, name: 'copied' }, page.columns, page.rows));
    const texts = async (table: string) =>
      database.execute(`SELECT t::text AS row FROM ${table} t ORDER BY id NULLS FIRST`);
    expect(await texts('copied')).toEqual(await texts('"od""d"'));
    expect(page.rows).toHaveLength(3);
  });

  it('quotes names, and is nothing for no rows', () => {
    expect(insertText({ schema: 'a"b', name: 'T' }, [{ name: 'x', kind: 'number' }], [[1], [2]])).toBe(
      'INSERT INTO "a""b"."T" ("x") VALUES\n  (1),\n  (2);\n',
    );
    expect(insertText({ schema: null, name: 'T' }, [], [])).toBe('');
  });
});
