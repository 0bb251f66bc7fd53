/** An index CONCURRENTLY whose building was interrupted, and the run after it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JournalEvent, StepResult } from '../../src/journal/journal.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { fixtureProject, only, step } from './fixture-project.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
  await database.execute(
    `CREATE TABLE plants (name text, height integer); INSERT INTO plants VALUES ('fern', 1), ('fern', 1)`,
  );
});
afterEach(async () => {
  await database.drop();
});

async function up(name: string): Promise<StepResult | undefined> {
  const project = fixtureProject({ migrations: 'left' });
  return (await step(project, database.target, 'up', only(name))).results[0];
}

async function indexes(): Promise<readonly unknown[]> {
  return database.execute(
    `SELECT indexrelid::regclass::text AS name, indisvalid AS "isValid", indisunique AS "isUnique"
       FROM pg_index WHERE indrelid = 'plants'::regclass ORDER BY 1`,
  );
}

describe('an index that is there and has no journal row', () => {
  it('is dropped and built again when it is invalid', async () => {
    expect(await up('1')).toMatchObject({ status: 'failed', error: { details: { sqlState: '23505' } } });
    expect(await indexes()).toEqual([{ name: 'plants_name', isValid: false, isUnique: true }]);
    await database.execute('DELETE FROM plants WHERE ctid = (SELECT min(ctid) FROM plants)');
    expect(await up('1')).toMatchObject({ status: 'done', wasAtomic: false });
    expect(await indexes()).toEqual([{ name: 'plants_name', isValid: true, isUnique: true }]);
  });

  it('is not taken for a built one by IF NOT EXISTS when it is invalid', async () => {
    expect(await up('2')).toMatchObject({ status: 'failed', error: { details: { sqlState: '23505' } } });
    expect(await indexes()).toEqual([{ name: 'plants_height', isValid: false, isUnique: true }]);
    await database.execute('DELETE FROM plants WHERE ctid = (SELECT min(ctid) FROM plants)');
    expect(await up('2')).toMatchObject({ status: 'done' });
    expect(await indexes()).toEqual([{ name: 'plants_height', isValid: true, isUnique: true }]);
  });

  it('is kept and recorded when it is the one that the migration builds', async () => {
    await database.execute(
      `TRUNCATE plants; CREATE UNIQUE INDEX plants_name ON plants (name) WHERE height = 1`,
    );
    const [before] = await database.execute(`SELECT 'plants_name'::regclass::oid::text AS oid`);
    expect(await up('1')).toMatchObject({ status: 'done' });
    expect(await database.execute(`SELECT 'plants_name'::regclass::oid::text AS oid`)).toEqual([before]);
    expect(await database.execute('SELECT name FROM "SequelizeMeta"')).toEqual([{ name: '1-index.js' }]);
  });

  it.each([
    ['another column', 'CREATE UNIQUE INDEX plants_name ON plants (height) WHERE height = 1'],
    ['no uniqueness', 'CREATE INDEX plants_name ON plants (name) WHERE height = 1'],
    ['other rows', 'CREATE UNIQUE INDEX plants_name ON plants (name) WHERE height = 2'],
    ['another table', 'CREATE TABLE weeds (name text); CREATE UNIQUE INDEX plants_name ON weeds (name)'],
  ])('stops the run when it is one of %s', async (_what, sql) => {
    await database.execute(`TRUNCATE plants; ${sql}`);
    expect(await up('1')).toMatchObject({ status: 'failed', error: { details: { sqlState: '42P07' } } });
    expect(await database.execute('SELECT 1 FROM pg_class WHERE relname = $$SequelizeMeta$$')).toEqual([]);
  });
});

describe('a step that leaves its transaction', () => {
  it.each([
    ['concurrent-index.js', 'it builds or drops an index CONCURRENTLY'],
    ['concurrent-index-elsewhere.js', expect.stringMatching(/CONCURRENTLY.*SQLSTATE 25001/) as unknown],
    ['enum-value.js', expect.stringMatching(/unsafe use of new value.*SQLSTATE 55P04/) as unknown],
    ['raw-commit.js', 'its SQL begins or ends a transaction itself'],
    ['says-no.js', 'it exports `transaction = false`'],
  ])('says so before anything of it can stay: %s', async (name, why) => {
    await database.execute(`CREATE TYPE feeling AS ENUM ('fine'); CREATE TABLE felt (feeling feeling)`);
    const seen: unknown[] = [];
    const onEvent = (event: JournalEvent) => {
      if (event.type !== 'transaction-left') return;
      seen.push({ name: event.name, why: event.why });
    };
    await step(fixtureProject({ migrations: 'outside' }), database.target, 'up', only(name), { onEvent });
    expect(seen).toEqual([{ name, why }]);
  });
});
