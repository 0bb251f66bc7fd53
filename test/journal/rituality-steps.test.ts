/** The Rituality database's own migrations and seeders, stepped as any other project's. */
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { sequelizeCli } from '../support/rituality.ts';
import { all, fixtureProject, next, states, step, view } from './fixture-project.ts';

const root = resolve(import.meta.dirname, '../..');
const project = {
  ...fixtureProject({ migrations: resolve(root, 'src/migrations'), seeders: resolve(root, 'src/seeders') }),
  root,
};
const names = [
  '20260109120001-create-roles.js',
  '20260109120002-create-users.js',
  '20260109120003-create-user-permissions.js',
  '20260109120004-create-user-devices.js',
];

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
});

/** Tables, columns, constraints, indexes and enums, as text that can be compared. */
async function catalog(): Promise<readonly unknown[]> {
  return database.execute(`
    SELECT 'column' AS what, table_name || '.' || column_name AS name, concat_ws(' ', data_type, is_nullable, column_default) AS definition
      FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'SequelizeMeta'
    UNION ALL SELECT 'constraint', conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 0 AND conname NOT LIKE 'SequelizeMeta%'
    UNION ALL SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'SequelizeMeta'
    UNION ALL SELECT 'enum', t.typname, string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder) FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid GROUP BY t.typname
    ORDER BY 1, 2, 3`);
}

describe('the Rituality migrations', () => {
  it('run atomically, in order', async () => {
    const { results } = await step(project, database.target, 'up', all);
    expect(results.map(({ name, status, wasAtomic }) => [name, status, wasAtomic])).toEqual(
      names.map((name) => [name, 'done', true]),
    );
  });

  it('leave what sequelize-cli leaves, its journal included', async () => {
    const other = await createTestDatabase();
    await sequelizeCli(other.target, 'db:migrate');
    const ours = await catalog();
    const journal = 'SELECT name FROM "SequelizeMeta" ORDER BY name';
    expect(await database.execute(journal)).toEqual(await other.execute(journal));
    const mine = database;
    database = other;
    try {
      expect(ours).toEqual(await catalog());
      expect(states(await view(project, other.target))).toEqual(names.map((name) => `${name}: executed`));
    } finally {
      database = mine;
      await other.drop();
    }
  });

  it('are undone one by one and redone to the same schema', async () => {
    const before = await catalog();
    for (const name of [...names].reverse()) {
      const { results } = await step(project, database.target, 'down', next(1));
      expect(results).toMatchObject([
        { name, direction: 'down', status: 'done', wasAtomic: true, error: null },
      ]);
    }
    expect(await catalog()).toEqual([]);
    await step(project, database.target, 'up', all);
    expect(await catalog()).toEqual(before);
  });

  it('are seeded, and unseeded', async () => {
    const { results } = await step(project, database.target, 'up', all, { kind: 'seeders' });
    expect(results.map(({ status, wasAtomic, error }) => [status, wasAtomic, error])).toEqual([
      ['done', true, null],
      ['done', true, null],
      ['done', true, null],
    ]);
    expect(await database.execute('SELECT count(*)::int FROM users')).toEqual([{ count: 5001 }]);
    await step(project, database.target, 'down', all, { kind: 'seeders' });
    expect(await database.execute('SELECT count(*)::int FROM users')).toEqual([{ count: 0 }]);
  });
});
