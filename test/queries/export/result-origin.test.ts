/** INSERT statements of what a typed query gives. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../../src/database/client.ts';
import { openQueries } from '../../../src/queries/open-queries.ts';
import { specFor } from '../../../src/queries/query-spec.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { exported } from './export-text.ts';

let database: TestDatabase;
let client: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.execute(`
    CREATE SCHEMA garden;
    CREATE TABLE garden.plants (id int PRIMARY KEY, name text, shout text GENERATED ALWAYS AS (upper(name)) STORED);
    CREATE TABLE beds (plant_id int, note text);
    INSERT INTO garden.plants VALUES (1, 'fern'), (2, 'moss');
    INSERT INTO beds VALUES (1, 'north');`);
  client = openDatabase(database.target, { readOnly: true, statementTimeoutMs: null });
});
afterAll(async () => {
  await client.close();
  await database.drop();
});

async function insertsOf(text: string): Promise<string> {
  const source = { type: 'sql', text, parameters: {}, isOnce: false } as const;
  const queries = openQueries({ sequelize: null, database: client });
  return (await exported(queries, specFor(source, null), 'insert')).text;
}

describe('a result whose columns are of one table', () => {
  it.each([
    ['itself', 'select * from garden.plants where id = 1'],
    ['under other names', 'select id as "key", name as called from garden.plants where id = 1'],
    ['through a join', 'select p.id, p.name from garden.plants p join beds b on b.plant_id = p.id'],
    ['through a CTE', 'with p as (select id, name from garden.plants) select * from p where id = 1'],
  ])('is inserted into that table: %s', async (_, text) => {
    expect(await insertsOf(text)).toBe(
      `INSERT INTO "garden"."plants" ("id", "name") VALUES\n  (1, 'fern');\n`,
    );
  });
});

describe('any other result is refused, with what to do', () => {
  it.each([
    ['select id, upper(name) as loud from garden.plants', '"loud" is no column of a table.'],
    ['select count(*) as n from beds', '"n" is no column of a table.'],
    ['select id from garden.plants union select plant_id from beds', '"id" is no column of a table.'],
    [
      'select p.id, b.note from garden.plants p join beds b on b.plant_id = p.id',
      'The columns are of several tables, "plants" and "beds" among them.',
    ],
    ['select id, id as again from garden.plants', '"id" and "again" are the same column.'],
  ])('%s', async (text, message) => {
    await expect(insertsOf(text)).rejects.toMatchObject({
      code: 'not-one-table',
      message: `${message} INSERT statements are of one table.`,
      remedy: 'Select columns of one table, each once, or choose another format.',
    });
  });
});
