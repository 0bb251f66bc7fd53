import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { promisify } from 'node:util';
import dotenv from 'dotenv';
import { afterEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { ritualityVariables } from '../support/rituality.ts';
import { loadConfiguration, loadModels, root } from './application.ts';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function emptyDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  cleanups.push(() => database.drop());
  return database;
}

test('every setting has its default', () => {
  expect(loadConfiguration({})).toEqual({
    database: 'rituality_platform',
    username: 'postgres',
    password: '',
    host: 'localhost',
    port: 5432,
    dialect: 'postgres',
    logging: false,
    timezone: '+00:00',
    pool: { max: 10, min: 0, acquire: 30_000, idle: 10_000 },
    define: { timestamps: true, paranoid: true, underscored: true },
    seederStorage: 'sequelize',
  });
});

test('the variables replace the defaults', () => {
  const configuration = loadConfiguration({
    DB_NAME: 'rituality_staging',
    DB_USERNAME: 'rituality',
    DB_PASSWORD: 'p@ss word',
    DB_HOST: '/var/run/postgresql',
    DB_PORT: '6543',
    DB_LOGGING: 'true',
  });

  expect(configuration).toMatchObject({
    database: 'rituality_staging',
    username: 'rituality',
    password: 'p@ss word',
    host: '/var/run/postgresql',
    port: 6543,
    logging: console.log,
  });
});

test('a port that is none is refused by name', () => {
  expect(() => loadConfiguration({ DB_PORT: '54x2' })).toThrow('DB_PORT is "54x2"');
  expect(() => loadConfiguration({ DB_PORT: '70000' })).toThrow('DB_PORT is "70000"');
});

test('the example of .env shows every variable with its default', async () => {
  const example = dotenv.parse(await readFile(join(root, '.env.example')));

  expect(Object.keys(example)).toEqual([
    'DB_NAME',
    'DB_USERNAME',
    'DB_PASSWORD',
    'DB_HOST',
    'DB_PORT',
    'DB_DIALECT',
    'DB_LOGGING',
  ]);
  expect(loadConfiguration(example)).toEqual(loadConfiguration({}));
});

test('the host may be the directory of a unix socket', async () => {
  const { target } = await emptyDatabase();
  const { sequelize } = loadModels(target);
  cleanups.push(() => sequelize.close());

  expect(isAbsolute(target.host)).toBe(true);
  const [rows] = await sequelize.query('SELECT current_database() AS name, inet_server_addr() AS address');
  expect(rows).toEqual([{ name: target.database, address: null }]);
});

test(
  'the application works from a folder of its own, configured by its .env, without printing a banner',
  { timeout: 60_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'seqscope rituality-'));
    cleanups.push(() => rm(folder, { recursive: true }));
    const { target } = await emptyDatabase();
    for (const part of [
      '.sequelizerc',
      'package.json',
      'src/config',
      'src/models',
      'src/migrations',
      'src/seeders',
    ]) {
      await cp(join(root, part), join(folder, part), { recursive: true });
    }
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
    const lines = Object.entries(ritualityVariables(target)).map(([name, value]) => `${name}=${value}\n`);
    await writeFile(join(folder, '.env'), lines.join(''));
    const environment = Object.entries(process.env).filter(
      ([name]) => !name.startsWith('DB_') && name !== 'FORCE_COLOR',
    );

    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      ['node_modules/sequelize-cli/lib/sequelize', 'db:migrate:status'],
      { cwd: folder, env: { ...Object.fromEntries(environment), NODE_ENV: 'development', NO_COLOR: '1' } },
    );

    expect(stderr).toBe('');
    expect(
      stdout
        .replace(/^\n?Sequelize CLI .*$/m, '')
        .trim()
        .split('\n'),
    ).toEqual([
      'Loaded configuration file "src/config/database.ts".',
      'down 20260109120001-create-roles.js',
      'down 20260109120002-create-users.js',
      'down 20260109120003-create-user-permissions.js',
      'down 20260109120004-create-user-devices.js',
    ]);
  },
);
