/** What a session lays over the project's own instance, seen from the server. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isOwnBackend } from '../../../src/database/client/own-backends.ts';
import type { ExecutedStatement } from '../../../src/project/load/connection-override.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { ask, load, modelNames } from '../support/load.ts';
import { fixture } from '../support/options.ts';
import { temporaryProject } from '../support/temporary-project.ts';

const packageFile = '{ "name": "sample", "dependencies": { "sequelize": "^6.0.0" } }';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.execute('CREATE TABLE users (id int); INSERT INTO users VALUES (1)');
});
afterAll(() => database.drop());

test("the target given is the one connected to, whatever the project's URL, TLS and replicas say", async () => {
  const root = temporaryProject(
    {
      'package.json': packageFile,
      'models/index.js': `
        const { Sequelize, DataTypes } = require('sequelize');
        const sequelize = new Sequelize('postgres://someone:secret@db.example.test:1/elsewhere?sslmode=verify-full', {
          replication: { read: [{ host: 'replica.example.test' }], write: { host: 'writer.example.test' } },
          hooks: { beforeConnect() { throw new Error('fetched credentials'); } },
        });
        exports.Thing = sequelize.define('Thing', {});
        exports.sequelize = sequelize;`,
    },
    ['sequelize', 'pg'],
  );
  const application = await load(root, { target: database.target });
  expect(application.target).toEqual(database.target);
  expect(
    await ask(
      application,
      'SELECT current_database() AS name, ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()',
    ),
  ).toEqual([{ name: database.target.database, ssl: false }]);
});

test('without a target the instance keeps the one it was made with', async () => {
  const application = await load(fixture('ts-classes'));
  await application.sequelize.close();
  expect(application.target).toEqual({
    host: 'localhost',
    port: 5432,
    database: 'library',
    user: 'reader',
    password: 'secret',
    ssl: {},
  });
});

test('the server refuses writes of a read-only session and sees seqscope by name', async () => {
  const mode = { readOnly: true, statementTimeoutMs: 4000 };
  const { sequelize } = await load(fixture('db-object'), { target: database.target, mode });
  try {
    const [rows] = await sequelize.query(
      "SELECT current_setting('application_name') AS name, current_setting('statement_timeout') AS timeout",
    );
    expect(rows).toEqual([{ name: 'seqscope', timeout: '4s' }]);
    await expect(sequelize.query('INSERT INTO users VALUES (2)')).rejects.toMatchObject({
      original: { code: '25006' },
    });
  } finally {
    await sequelize.close();
  }
  expect(await database.execute('SELECT count(*)::int AS count FROM users')).toEqual([{ count: 1 }]);
});

test("the models' connections are known as our own, and the project's own hooks run", async () => {
  const root = temporaryProject(
    {
      'package.json': packageFile,
      'models/index.js': `
        const { Sequelize } = require('sequelize');
        const sequelize = new Sequelize('a', 'b', 'c', {
          dialect: 'postgres',
          hooks: { async afterConnect(client) { await client.query("SET work_mem = '7MB'"); } },
        });
        exports.Thing = sequelize.define('Thing', {});`,
    },
    ['sequelize', 'pg'],
  );
  const { sequelize } = await load(root, { target: database.target });
  try {
    const [rows] = await sequelize.query(
      "SELECT pg_backend_pid() AS pid, current_setting('work_mem') AS memory",
    );
    expect(rows).toMatchObject([{ memory: '7MB' }]);
    const [{ pid }] = rows as [{ pid: number }];
    expect(isOwnBackend(database.target, pid)).toBe(true);
  } finally {
    await sequelize.close();
  }
});

test("read-only is added to the project's own startup options", async () => {
  const root = temporaryProject(
    {
      'package.json': packageFile,
      'models/index.js': `
        const { Sequelize } = require('sequelize');
        const sequelize = new Sequelize('a', 'b', 'c', {
          dialect: 'postgres',
          dialectOptions: { options: '-c work_mem=5MB -c default_transaction_read_only=off' },
        });
        exports.Thing = sequelize.define('Thing', {});`,
    },
    ['sequelize', 'pg'],
  );
  const mode = { readOnly: true, statementTimeoutMs: null };
  const application = await load(root, { target: database.target, mode });
  expect(
    await ask(
      application,
      "SELECT current_setting('work_mem') AS memory, current_setting('default_transaction_read_only') AS refusal",
    ),
  ).toEqual([{ memory: '5MB', refusal: 'on' }]);
});

test('every statement is told exactly as it was sent, with its time, also inside a transaction', async () => {
  const statements: ExecutedStatement[] = [];
  const { sequelize } = await load(fixture('db-object'), {
    target: database.target,
    onStatement: (statement) => statements.push(statement),
  });
  try {
    await sequelize.query('SELECT pg_sleep(0.05)');
    await sequelize.transaction(async (transaction) => {
      await sequelize.query("SELECT '(default): x' WHERE 1 = $1", { bind: [1], transaction });
    });
  } finally {
    await sequelize.close();
  }
  const sql = statements.map((statement) => statement.sql);
  expect(sql).toContain('SELECT pg_sleep(0.05)');
  expect(sql).toContain("SELECT '(default): x' WHERE 1 = $1");
  expect(sql.filter((text) => text.startsWith('Execut'))).toEqual([]);
  const slept = statements.find((statement) => statement.sql.includes('pg_sleep'))?.durationMs;
  expect(slept).toBeGreaterThanOrEqual(40);
  expect(slept).toBeLessThan(5000);
});

test("the application's own option objects are as they were after loading", async () => {
  const root = temporaryProject(
    {
      'package.json': packageFile,
      'models/index.js': `
        const { Sequelize } = require('sequelize');
        const options = { dialect: 'postgres', database: 'own', logging: false, pool: { max: 9, min: 3 }, dialectOptions: { keepAlive: true } };
        const sequelize = new Sequelize(options);
        exports.Thing = sequelize.define('Thing', {});
        exports.Thing.given = options;`,
    },
    ['sequelize', 'pg'],
  );
  const { sequelize } = await load(root, { target: database.target });
  const { given } = sequelize.models.Thing as unknown as { readonly given: object };
  expect(given).toEqual({
    dialect: 'postgres',
    database: 'own',
    logging: false,
    pool: { max: 9, min: 3 },
    dialectOptions: { keepAlive: true },
  });
  expect(sequelize.config.pool).toMatchObject({ max: 5, min: 0 });
  await sequelize.close();
});

test('frozen options are overridden as well', async () => {
  const root = temporaryProject(
    {
      'package.json': packageFile,
      'models/index.js': `
        const { Sequelize } = require('sequelize');
        const options = Object.freeze({ dialect: 'postgres', host: 'db.example.test', database: 'own', logging: false, dialectOptions: Object.freeze({ ssl: true }) });
        exports.Thing = new Sequelize(options).define('Thing', {});`,
    },
    ['sequelize', 'pg'],
  );
  const application = await load(root, {
    target: database.target,
    mode: { readOnly: true, statementTimeoutMs: null },
  });
  expect(
    await ask(
      application,
      "SELECT current_database() AS name, current_setting('transaction_read_only') AS refusal",
    ),
  ).toEqual([{ name: database.target.database, refusal: 'on' }]);
});

test('an instance made while the project was found is taken over too', async () => {
  const root = temporaryProject(
    {
      'package.json': packageFile,
      'config/config.js': `
        require('../orm.js');
        module.exports = { dialect: 'postgres', database: 'settings' };`,
      'orm.js': `
        const { Sequelize } = require('sequelize');
        globalThis.sampleInstance ??= new Sequelize('postgres://db.example.test/early');
        module.exports = globalThis.sampleInstance;`,
      'models/thing.js': "module.exports = require('../orm.js').define('Thing', {});",
    },
    ['sequelize', 'pg'],
  );
  const application = await load(root, { target: database.target });
  Reflect.deleteProperty(globalThis, 'sampleInstance');
  expect(modelNames(application)).toEqual(['Thing']);
  expect(await ask(application, 'SELECT current_database() AS name')).toEqual([
    { name: database.target.database },
  ]);
});

test('models on another dialect are refused by name, unless a PostgreSQL database is given', async () => {
  const files = {
    'package.json': packageFile,
    'models/index.js': `
      const { Sequelize } = require('sequelize');
      const sequelize = new Sequelize({ dialect: 'sqlite', storage: 'x.db', dialectModule: { OPEN_CREATE: 1, OPEN_READWRITE: 2, OPEN_FULLMUTEX: 4 } });
      exports.Thing = sequelize.define('Thing', {});`,
  };
  const root = temporaryProject(files, ['sequelize', 'pg']);
  await expect(load(root)).rejects.toMatchObject({ code: 'dialect-unsupported', kind: 'usage' });
  const application = await load(root, { target: database.target });
  expect(await ask(application, 'SELECT current_database() AS name')).toEqual([
    { name: database.target.database },
  ]);
});

test('nothing connects while loading', async () => {
  const target = { ...database.target, database: 'there_is_no_such_database' };
  const application = await load(fixture('db-object'), { target });
  expect(modelNames(application)).toHaveLength(5);
  await expect(application.sequelize.authenticate()).rejects.toMatchObject({ original: { code: '3D000' } });
  await application.sequelize.close();
});
