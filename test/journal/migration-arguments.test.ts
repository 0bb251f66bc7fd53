/** The signatures under which runners of their own call migrations, side by side in one folder. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takesOneObject } from '../../src/journal/migration-arguments.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { all, fixtureProject, step } from './fixture-project.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await database.drop();
});

async function tables(): Promise<readonly unknown[]> {
  const rows = await database.execute(
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
  );
  return rows.map((row) => row['tablename']);
}

describe('migrations of a runner of its own', () => {
  it('are given what their parameters ask for, up and down, each in one transaction', async () => {
    const project = fixtureProject({ migrations: 'signatures' });
    const up = await step(project, database.target, 'up', all);
    expect(up.results.map(({ name, wasAtomic, error }) => [name, wasAtomic, error])).toEqual([
      ['1-context.js', true, null],
      ['2-query-interface.ts', true, null],
      ['3-params.js', true, null],
      ['4-instance.js', true, null],
      ['5-both.ts', true, null],
    ]);
    expect(await tables()).toEqual([
      'SequelizeMeta',
      'from_both',
      'from_context',
      'from_destructured',
      'from_instance',
      'from_params',
    ]);
    expect(await database.execute("SELECT obj_description('from_context'::regclass) AS name")).toEqual([
      { name: '1-context.js' },
    ]);

    const down = await step(project, database.target, 'down', all);
    expect(down.results.filter(({ status }) => status !== 'done')).toEqual([]);
    expect(await tables()).toEqual(['SequelizeMeta']);
  });
});

describe('takesOneObject', () => {
  it('is false for the query interface under its usual names, and for two parameters', () => {
    const plain = [
      (queryInterface: unknown) => queryInterface,
      (_queryInterface: unknown) => 1,
      (qi: unknown) => qi,
      (something: unknown, types: unknown) => [something, types],
      () => 1,
    ];
    expect(plain.map(takesOneObject)).toEqual([false, false, false, false, false]);
  });

  it('is true for a destructured first parameter and for one under another name', () => {
    expect(takesOneObject(({ context }: { context: unknown }) => context)).toBe(true);
    expect(takesOneObject(({ context }: { context: unknown }, types: unknown) => [context, types])).toBe(
      true,
    );
    expect(takesOneObject((params: unknown) => params)).toBe(true);
  });
});
