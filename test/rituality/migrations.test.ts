import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, executeOn, type TestDatabase, testServer } from '../support/postgres.ts';
import { sequelizeCli } from '../support/rituality.ts';
import packageJson from '../../package.json' with { type: 'json' };

const migrations = [
  '20260109120001-create-roles.js',
  '20260109120002-create-users.js',
  '20260109120003-create-user-permissions.js',
  '20260109120004-create-user-devices.js',
];

/** Everything of the public schema but the journals: tables, columns, constraints, indexes, types, sequences, functions. */
const everything = `
  SELECT 'relation' AS kind, relname::text AS name, relkind::text AS definition FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relname !~ '^Sequelize'
  UNION ALL SELECT 'column', attrelid::regclass || '.' || attname, format_type(atttypid, atttypmod) FROM pg_attribute
    JOIN pg_class ON pg_class.oid = attrelid AND relkind = 'r' AND relname !~ '^Sequelize'
    WHERE relnamespace = 'public'::regnamespace AND attnum > 0
  UNION ALL SELECT 'constraint', conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND conname !~ '^Sequelize'
  UNION ALL SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename !~ '^Sequelize'
  UNION ALL SELECT 'type', typname, typtype::text FROM pg_type
    WHERE typnamespace = 'public'::regnamespace AND typname !~ '^_?Sequelize'
  UNION ALL SELECT 'function', proname, '' FROM pg_proc WHERE pronamespace = 'public'::regnamespace
  ORDER BY 1, 2, 3`;

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

const executed = () => database.execute('SELECT name FROM "SequelizeMeta" ORDER BY name');

describe('the migrations', () => {
  test('are undone one by one, each leaving the database as it found it', { timeout: 180_000 }, async () => {
    const before: (readonly Record<string, unknown>[])[] = [];
    for (const name of migrations) {
      before.push(await database.execute(everything));
      await sequelizeCli(database.target, 'db:migrate', '--to', name);
    }
    expect(await executed()).toEqual(migrations.map((name) => ({ name })));
    const types = await database.execute(`SELECT typname FROM pg_type WHERE typtype = 'e' ORDER BY 1`);
    expect(types.map(({ typname }) => typname)).toEqual([
      'enum_user_devices_platform',
      'enum_user_permissions_profile_visibility',
      'enum_users_status',
    ]);

    for (const found of before.reverse()) {
      expect(await database.execute(everything)).not.toEqual(found);
      await sequelizeCli(database.target, 'db:migrate:undo');
      expect(await database.execute(everything)).toEqual(found);
    }

    expect(await database.execute(everything)).toEqual([]);
    expect(await executed()).toEqual([]);
  });

  test('leave nothing of a migration that fails half-way', { timeout: 60_000 }, async () => {
    await sequelizeCli(database.target, 'db:migrate', '--to', '20260109120003-create-user-permissions.js');
    // In the way of the index that the fourth migration makes once its table and its type exist.
    await database.execute('CREATE TABLE user_devices_last_seen_at (id integer)');
    const before = await database.execute(everything);

    await expect(sequelizeCli(database.target, 'db:migrate')).rejects.toThrow(
      'relation "user_devices_last_seen_at" already exists',
    );
    expect(await database.execute(everything)).toEqual(before);
  });
});

describe('the npm scripts', () => {
  test('create, migrate, seed, undo and drop', { timeout: 180_000 }, async () => {
    const name = `${database.target.database}_script`;
    const target = { ...database.target, database: name };
    const run = async (script: keyof typeof packageJson.scripts) => {
      const [program, ...words] = packageJson.scripts[script].split(' ');
      expect(program).toBe('sequelize-cli');
      await sequelizeCli(target, ...words);
    };
    const exists = () => executeOn(testServer(), `SELECT 1 FROM pg_database WHERE datname = '${name}'`);
    const tables = async () =>
      (await executeOn(target, `SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`)).map(
        ({ tablename }) => tablename,
      );
    const users = () => executeOn(target, 'SELECT count(*)::int AS count FROM users');

    await run('db:create');
    expect(await exists()).toHaveLength(1);
    await run('migrate');
    expect(await tables()).toEqual(['SequelizeMeta', 'roles', 'user_devices', 'user_permissions', 'users']);
    await run('seed');
    expect(await users()).toEqual([{ count: 5_001 }]);
    await run('seed:undo');
    expect(await users()).toEqual([{ count: 1 }]);
    await run('migrate:undo');
    expect(await tables()).not.toContain('user_devices');
    await run('migrate:undo:all');
    expect(await tables()).toEqual(['SequelizeData', 'SequelizeMeta']);
    await run('db:drop');
    expect(await exists()).toEqual([]);
  });
});
