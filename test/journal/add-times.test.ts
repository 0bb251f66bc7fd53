import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addJournalTimes } from '../../src/journal/add-times.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { all, fixtureProject, step } from './fixture-project.ts';

const mode = { readOnly: false, statementTimeoutMs: null };

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await database.drop();
});

describe('times for the journal', () => {
  it('are added once, and what is recorded then has them', async () => {
    await database.execute('CREATE TABLE runs (name text)');
    const project = fixtureProject({ migrations: 'round' });
    await database.execute(
      `CREATE TABLE "SequelizeMeta" (name varchar(255) PRIMARY KEY); INSERT INTO "SequelizeMeta" VALUES ('0-old.js')`,
    );
    const connection = { target: database.target, mode };
    expect(await addJournalTimes(project, connection)).toEqual({ added: true });
    expect(await addJournalTimes(project, connection)).toEqual({ added: false });
    await step(project, database.target, 'up', all);
    const [row] = await database.execute(
      `SELECT count(*)::int AS names, count("createdAt")::int AS times,
              (SELECT count(*)::int FROM "SequelizeMetaBackup") AS kept FROM "SequelizeMeta"`,
    );
    expect(row?.['names']).toBe(row?.['times']);
    expect(row?.['names']).toBeGreaterThan(1);
    expect(row?.['kept']).toBe(1);
  });

  it('are refused where no table keeps the journal, and leave nothing behind', async () => {
    const project = fixtureProject({ migrations: 'round' });
    const connection = { target: database.target, mode };
    await expect(addJournalTimes(project, connection)).rejects.toMatchObject({ code: 'journal-missing' });
    await database.execute(
      'CREATE TABLE "SequelizeMeta" (name varchar(255) PRIMARY KEY); CREATE TABLE "SequelizeMetaBackup" (x int)',
    );
    await expect(addJournalTimes(project, connection)).rejects.toThrow();
    expect(await database.execute('SELECT * FROM "SequelizeMeta"')).toEqual([]);
  });
});
