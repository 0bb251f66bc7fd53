import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../../support/postgres.ts';
import { ritualityDatabase, ritualityVariables } from '../../support/rituality.ts';
import { projectFolder } from '../project-folder.ts';
import { type Run, runSeqscope } from '../run-seqscope.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await ritualityDatabase();
});
afterAll(async () => {
  await database.drop();
});

async function run(...words: readonly string[]): Promise<Run> {
  return runSeqscope(words, { variables: ritualityVariables(database.target) });
}

describe('describe', () => {
  test('without a name there is a line for each model, and the tables that have none', async () => {
    const { stdout, stderr, exitCode } = await run('describe');
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/│ UserDevice +│ user_devices +│ ~[\d,]+ +│ [\d.]+ [kM]B +│ 1 +│ +│/);
    expect(stdout).toMatch(/\nTables without a model\n[^]*│ SequelizeMeta +│ table +│/);
  });

  test('a model says its SQL, its rules, its migration and, asked for, its values', async () => {
    const { stdout, stderr } = await run('describe', 'User', '--stats');
    expect(stderr).toBe('');
    for (const part of [
      'User: table public.users\n  soft-deletes by deletedAt, timestamps createdAt, updatedAt, underscored\n',
      '  made by 20260109120002-create-users.js:',
      'validates isEmail, len [3, 255]',
      '→ roles.id (users_role_id_fkey, Role.users, User.role)',
      'on delete RESTRICT, on update CASCADE (users_role_id_fkey)',
      `WHERE "User"."status" = 'active' AND "User"."deleted" = false`,
      'values are not shown: a secret',
      'most common: active ',
    ]) {
      expect(stdout).toContain(part);
    }
  });

  test('its JSON joins fields with their origins and scopes with their SQL', async () => {
    const model = JSON.parse((await run('describe', 'User', '--json')).stdout) as {
      readonly fields: readonly { readonly column: string; readonly origin: unknown }[];
      readonly scopes: readonly { readonly name: string; readonly sql: string | null }[];
    };
    expect(model).toMatchObject({
      defaultScopeMeaning: { sql: '', hiddenColumns: ['passwordHash'] },
      softDeletedSql: 'WHERE ("User"."deleted_at" IS NULL)',
      origin: { made: { migration: '20260109120002-create-users.js' }, remarks: [] },
    });
    expect(model.fields.every(({ origin }) => origin !== null)).toBe(true);
    expect(model.scopes.find(({ name }) => name === 'registeredSince')?.sql).toBeNull();
  });

  test('without a server a model is still described, and all of them are', async () => {
    const variables = { ...ritualityVariables(database.target), DB_HOST: 'localhost', DB_PORT: '1' };
    for (const words of [['describe', 'User'], ['describe']]) {
      const { exitCode, stdout, stderr } = await runSeqscope(words, { variables });
      expect(exitCode).toBe(0);
      expect(stdout).toContain('User');
      expect(stderr).toContain('warning: No PostgreSQL server answers at "localhost:1".');
    }
  });

  test('a model that did not load is told, whatever is asked', async () => {
    const directory = await projectFolder({
      'models/order.js': `module.exports = (sequelize, DataTypes) => sequelize.define('Order', { total: DataTypes.INTEGER });`,
      'models/user.js': `module.exports = (sequelize, DataTypes) => { throw new Error('no user today'); };`,
      'config/config.json': JSON.stringify({ development: { dialect: 'postgres', host: 'localhost' } }),
    });
    const lines = [
      'describe',
      'describe User',
      'describe Order',
      'tour',
      'erd',
      'path User Order',
      'path Order User',
      'query User',
      'search User x',
      'models',
      'drift',
      'doctor',
    ];
    const said = lines.map(async (line) => {
      const { stderr } = await runSeqscope([...line.split(' '), '--url', database.url], { directory });
      return stderr.includes('"models/user.js" could not be loaded: no user today.');
    });
    expect(await Promise.all(said)).toEqual(lines.map(() => true));
  });

  test('without a server, a name that no model has is told with the models that did not load, these first', async () => {
    const away = JSON.stringify({
      development: {
        dialect: 'postgres',
        host: 'localhost',
        port: 1,
        database: 'd',
        username: 'u',
        password: 'p',
      },
    });
    const broken = `module.exports = (sequelize, DataTypes) => { throw new Error('no user today'); };`;
    const whole = `module.exports = (sequelize, DataTypes) => sequelize.define('Order', { total: DataTypes.INTEGER });`;
    const files = { 'models/user.js': broken, 'config/config.json': away };
    for (const directory of [
      await projectFolder(files),
      await projectFolder({ ...files, 'models/order.js': whole }),
    ]) {
      for (const word of ['describe', 'query']) {
        const { exitCode, stderr } = await runSeqscope([word, 'User'], { directory });
        expect(stderr.match(/^error: .*$/gm)).toEqual([
          'error: "models/user.js" could not be loaded: no user today.',
          'error: No PostgreSQL server answers at "localhost:1".',
        ]);
        expect(exitCode).toBe(2);
      }
    }
    const sound = await projectFolder({ ...files, 'models/user.js': whole });
    const { exitCode, stderr } = await runSeqscope(['describe', 'User'], { directory: sound });
    expect(stderr.match(/^error: .*$/gm)).toEqual(['error: No PostgreSQL server answers at "localhost:1".']);
    expect(exitCode).toBe(3);
  });

  test('an unknown name is refused with the nearest', async () => {
    const { exitCode, stderr } = await run('describe', 'public.user');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('There is no table "public.user".\n  → Did you mean "public.users" or ');
  });

  test('what other roles may do is told, with the columns it is granted on', async () => {
    await database.execute(`
      CREATE TABLE salaries (id int, person text, amount int);
      GRANT SELECT (id, person), UPDATE (amount) ON salaries TO pg_monitor; GRANT INSERT ON salaries TO pg_monitor WITH GRANT OPTION;
      GRANT SELECT ON salaries TO pg_signal_backend`);
    expect((await run('describe', 'salaries')).stdout).toContain(
      '\nPrivileges\n' +
        '  pg_monitor         insert with grant option, select (id, person), update (amount)\n' +
        '  pg_signal_backend  select\n',
    );
    const { privileges } = JSON.parse((await run('describe', 'salaries', '--json')).stdout) as {
      readonly privileges: unknown;
    };
    expect(privileges).toContainEqual({
      role: 'pg_monitor',
      privilege: 'select',
      columns: ['id', 'person'],
      isGrantable: false,
    });
  });

  test('a partition is described, by its qualified name and in public by its own', async () => {
    await database.execute(`
      CREATE TABLE days (at date) PARTITION BY RANGE (at);
      CREATE TABLE days_2024 PARTITION OF days FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')`);
    for (const name of ['public.days_2024', 'days_2024']) {
      expect((await run('describe', name)).stdout).toContain(
        "\n  partition of public.days FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')\n",
      );
    }
  });
});
