import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../../src/database/client.ts';
import type { RunStatement } from '../../../src/journal/journal-storage/journal-storage.ts';
import { tableStorage } from '../../../src/journal/journal-storage/table-storage.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';

let test: TestDatabase;
let database: Database;
let run: RunStatement;
beforeEach(async () => {
  test = await createTestDatabase();
  database = openDatabase(test.target, { readOnly: false, statementTimeoutMs: null });
  run = async (sql, values = []) => (await database.query(sql, values)).rows;
});
afterEach(async () => {
  await database.close();
  await test.drop();
});

const store = tableStorage({ table: 'SequelizeMeta', schema: null });

describe('the table storage', () => {
  it('reads a missing table as a journal that does not exist, and does not create it', async () => {
    expect(await store.read(run)).toEqual({ names: [], exists: false });
    await store.remove('a.js', run);
    expect(await test.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).toEqual([]);
  });

  it('makes the table that sequelize-cli makes', async () => {
    await store.record('a.js', run);
    expect(
      await test.execute(
        `SELECT column_name, data_type, character_maximum_length, is_nullable FROM information_schema.columns WHERE table_name = 'SequelizeMeta'`,
      ),
    ).toEqual([
      {
        column_name: 'name',
        data_type: 'character varying',
        character_maximum_length: 255,
        is_nullable: 'NO',
      },
    ]);
    expect(
      await test.execute(
        `SELECT conname, contype FROM pg_constraint WHERE conrelid = '"SequelizeMeta"'::regclass`,
      ),
    ).toEqual([{ conname: 'SequelizeMeta_pkey', contype: 'p' }]);
  });

  it('records and removes', async () => {
    await store.record('b.js', run);
    await store.record('a.js', run);
    expect(await store.read(run)).toEqual({ names: ['a.js', 'b.js'], exists: true });
    await store.remove('b.js', run);
    await store.remove('never.js', run);
    expect(await store.read(run)).toEqual({ names: ['a.js'], exists: true });
  });

  it('refuses a name that is there already', async () => {
    await store.record('a.js', run);
    await expect(store.record('a.js', run)).rejects.toMatchObject({ details: { sqlState: '23505' } });
  });

  it('fills the timestamps that sequelize-cli may have added', async () => {
    await test.execute(
      `CREATE TABLE "SequelizeMeta" (name varchar(255) PRIMARY KEY, "createdAt" timestamptz NOT NULL, "updatedAt" timestamptz NOT NULL)`,
    );
    await store.record('a.js', run);
    expect(await test.execute(`SELECT name, "createdAt" = "updatedAt" AS same FROM "SequelizeMeta"`)).toEqual(
      [{ name: 'a.js', same: true }],
    );
    await store.remove('a.js', run);
    expect((await store.read(run)).names).toEqual([]);
  });

  it('leaves columns alone that fill themselves', async () => {
    await test.execute(
      `CREATE TABLE "SequelizeMeta" (id int GENERATED ALWAYS AS IDENTITY, name text, at timestamptz NOT NULL DEFAULT '2000-01-01Z', note text)`,
    );
    await store.record('a.js', run);
    expect(
      await test.execute(
        `SELECT id, name, extract(year FROM at AT TIME ZONE 'UTC')::int AS year, note FROM "SequelizeMeta"`,
      ),
    ).toEqual([{ id: 1, name: 'a.js', year: 2000, note: null }]);
  });

  it('names the column of a strange journal that it cannot fill', async () => {
    await test.execute('CREATE TABLE "SequelizeMeta" (name text, batch int NOT NULL)');
    await expect(store.record('a.js', run)).rejects.toMatchObject({
      code: 'journal-unwritable',
      message: 'The journal table "SequelizeMeta" wants a value for "batch" that nobody knows.',
    });
  });

  it('says so when the table is not a journal', async () => {
    await test.execute('CREATE TABLE "SequelizeMeta" (id int)');
    await expect(store.read(run)).rejects.toMatchObject({ code: 'journal-unreadable' });
    await expect(store.record('a.js', run)).rejects.toMatchObject({ code: 'journal-unreadable' });
  });

  it('quotes whatever the schema and the table are called, and makes the schema', async () => {
    const odd = tableStorage({ schema: 'My "Schema"', table: 'meta.data; DROP' });
    await odd.record('a.js', run);
    expect(await odd.read(run)).toEqual({ names: ['a.js'], exists: true });
    expect(await test.execute('SELECT name FROM "My ""Schema"""."meta.data; DROP"')).toEqual([
      { name: 'a.js' },
    ]);
  });

  it('keeps two tables of one name in two schemas apart', async () => {
    await test.execute('CREATE SCHEMA other');
    await store.record('a.js', run);
    expect(await tableStorage({ schema: 'other', table: 'SequelizeMeta' }).read(run)).toEqual({
      names: [],
      exists: false,
    });
  });
});
