import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConnectionTarget } from '../../src/database/target.ts';
import type { ConnectionOverride, ExecutedStatement } from '../../src/project/load/connection-override.ts';
import { findProject } from '../../src/project/find-project.ts';
import { type Application, loadApplication } from '../../src/project/load-application.ts';
import { openSequelize } from '../../src/project/load/open-sequelize.ts';
import type { ProjectOptions } from '../../src/project/project.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { asTheProjectSays, fixture, projectOptions } from './support/options.ts';
import { temporaryProject } from './support/temporary-project.ts';

const packageFile = '{ "name": "sample", "dependencies": { "sequelize": "^6.0.0" } }';

async function load(
  directory: string,
  connection: Partial<ConnectionOverride> = {},
  options: Partial<ProjectOptions> = {},
): Promise<Application> {
  const project = await findProject(projectOptions(directory, options), {});
  return loadApplication(project, { ...asTheProjectSays, ...connection });
}

function modelNames({ sequelize }: Application): readonly string[] {
  return Object.keys(sequelize.models).sort();
}

/** Runs a query and closes the instance; rows as objects. */
async function ask(application: Pick<Application, 'sequelize'>, sql: string): Promise<readonly object[]> {
  const { sequelize } = application;
  try {
    const [rows] = await sequelize.query(sql);
    return rows as readonly object[];
  } finally {
    await sequelize.close();
  }
}

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

test('loading a second time makes a new instance with the new connection', async () => {
  const first = await load(fixture('db-object'));
  const second = await load(fixture('db-object'), { target: database.target });
  expect(second.sequelize).not.toBe(first.sequelize);
  expect(modelNames(second)).toEqual(modelNames(first));
  // The models ask process.env themselves, and the tests run with NODE_ENV=test.
  expect(first.target).toMatchObject({ database: 'blog_test' });
  expect(second.target).toEqual(database.target);
  await Promise.all([first.sequelize.close(), second.sequelize.close()]);
});

test('a project that is itself an installed package loads again as well, and its errors are placed in it', async () => {
  const root = temporaryProject(
    {
      'node_modules/app/package.json': packageFile,
      'node_modules/app/models/index.js':
        "const { Sequelize } = require('sequelize');\nnew Sequelize('postgres://h/d').define('Thing', {});\nif (globalThis.sampleFailure) null.x;\n",
    },
    ['sequelize', 'pg'],
  );
  const app = join(root, 'node_modules/app');
  const first = await load(app);
  const second = await load(app);
  expect(second.sequelize).not.toBe(first.sequelize);
  Object.assign(globalThis, { sampleFailure: true });
  const third = await load(app);
  Reflect.deleteProperty(globalThis, 'sampleFailure');
  expect(third.problems).toMatchObject([{ details: { file: join(app, 'models/index.js'), line: 3 } }]);
});

test('of several instances the one with the most models is chosen', async () => {
  const root = temporaryProject(
    {
      'package.json': packageFile,
      'models/index.js': `
        const { Sequelize } = require('sequelize');
        const main = new Sequelize('postgres://h/main');
        const audit = new Sequelize('postgres://h/audit');
        audit.define('Event', {});
        main.define('A', {});
        main.define('B', {});
        new Sequelize('postgres://h/leftover');`,
    },
    ['sequelize', 'pg'],
  );
  const application = await load(root);
  expect(modelNames(application)).toEqual(['A', 'B']);
  expect(application.target?.database).toBe('main');
});

test('one broken model does not hide the others, and is placed by file, line and column', async () => {
  const root = temporaryProject(
    {
      'package.json': packageFile,
      'config/config.json': '{ "dialect": "postgres", "database": "d" }',
      'models/index.js': `
        const { Sequelize, DataTypes } = require('sequelize');
        const sequelize = new Sequelize('postgres://h/d');
        for (const name of ['apple', 'broken', 'cherry']) require('./' + name)(sequelize, DataTypes);`,
      'models/apple.js': "module.exports = (sequelize) => sequelize.define('Apple', {});",
      'models/broken.js':
        "module.exports = (sequelize, DataTypes) => {\n  return sequelize.define('Broken', { a: DataTypes.NOPE.x });\n};\n",
      'models/cherry.js': `module.exports = (sequelize) => {
        const Cherry = sequelize.define('Cherry', {});
        Cherry.associate = ({ Apple }) => Cherry.belongsTo(Apple);
        return Cherry;
      };`,
    },
    ['sequelize', 'pg'],
  );
  const application = await load(root);
  expect(modelNames(application)).toEqual(['Apple', 'Cherry']);
  expect(Object.keys(application.sequelize.models.Cherry?.associations ?? {})).toEqual(['Apple']);
  expect(application.problems).toMatchObject([
    {
      code: 'module-failed',
      kind: 'usage',
      message:
        '"models/broken.js" could not be loaded: TypeError: Cannot read properties of undefined (reading \'x\').',
      remedy: 'Mend "models/broken.js" at line 2, then try again.',
      details: { file: join(root, 'models/broken.js'), line: 2, column: 57 },
    },
  ]);
});

test('a TypeScript syntax error is placed where esbuild found it', async () => {
  const root = temporaryProject(
    { 'package.json': packageFile, 'models/index.ts': 'export const a = 1;\n\nexport const x: = 3;\n' },
    ['sequelize', 'pg'],
  );
  await expect(load(root)).rejects.toMatchObject({
    code: 'module-failed',
    message: '"models/index.ts" could not be loaded: Unexpected "=".',
    details: { file: join(root, 'models/index.ts'), line: 3, column: 17 },
  });
});

test('a package that the models need and nobody installed is named with its command', async () => {
  const root = temporaryProject(
    {
      'package.json': packageFile,
      'models/index.js': "const helper = require('./helper');\n",
      'models/helper.js': "'use strict';\nconst money = require('@shop/money');\n",
    },
    ['sequelize', 'pg'],
  );
  await expect(load(root)).rejects.toMatchObject({
    code: 'package-missing',
    message: '"models/helper.js" needs the package "@shop/money", which is not installed.',
    details: { file: join(root, 'models/helper.js'), line: 2 },
  });
});

test('a project without sequelize is told to install it', async () => {
  const root = temporaryProject({ 'package.json': packageFile, 'models/index.js': '' });
  await expect(load(root)).rejects.toMatchObject({
    code: 'sequelize-missing',
    kind: 'usage',
    message: `"sequelize" is not installed in "${root}".`,
    remedy: `Run \`npm install\` in "${root}".`,
  });
});

test('a project without pg is told to install it', async () => {
  const root = temporaryProject({
    'package.json': packageFile,
    'node_modules/sequelize/package.json': '{ "main": "index.js" }',
    'node_modules/sequelize/index.js': `
      class Sequelize {
        static version = '6.37.8';
        static addHook() {}
        static removeHook() {}
        constructor() { throw new Error('Please install pg package manually'); }
      }
      module.exports = Sequelize;`,
    'models/index.js': "const Sequelize = require('sequelize');\nnew Sequelize('postgres://h/d');\n",
  });
  await expect(load(root)).rejects.toMatchObject({
    code: 'driver-missing',
    message: `Sequelize finds no "pg" in "${root}".`,
    remedy: `Run \`npm install pg\` in "${root}".`,
  });
});

test('Sequelize 7 is recognised and named', async () => {
  const root = temporaryProject({
    'package.json': '{ "dependencies": { "@sequelize/core": "^7.0.0" } }',
    'node_modules/@sequelize/core/package.json': '{ "main": "index.js" }',
    'node_modules/@sequelize/core/index.js': '',
    'models/index.js': '',
  });
  await expect(load(root)).rejects.toMatchObject({
    code: 'sequelize-version',
    message: 'The project uses Sequelize 7 (@sequelize/core); seqscope works with Sequelize 6.',
  });
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

test('files that define no model are listed, with the flag that names a better one', async () => {
  const root = temporaryProject(
    { 'package.json': packageFile, 'models/a.js': '', 'models/b.js': 'exports.b = 1;' },
    ['sequelize', 'pg'],
  );
  await expect(load(root)).rejects.toMatchObject({
    code: 'no-models',
    message: '"models" was gone through ("models/a.js", "models/b.js"), and no model was defined by it.',
    remedy: 'Name the file that makes the Sequelize instance and its models with `--models-path FILE`.',
  });
});

test('a class with a static initialiser of its own is initialised, a list of them as well', async () => {
  const root = temporaryProject(
    {
      'package.json': packageFile,
      'config/config.json': '{ "dialect": "postgres", "database": "d" }',
      'models/cat.js': `
        const { Model } = require('sequelize');
        module.exports = class Cat extends Model {
          static init(sequelize, DataTypes) { return super.init({ name: DataTypes.STRING }, { sequelize }); }
          static associate({ Dog }) { Cat.belongsTo(Dog); }
        };`,
      'models/list.js': `
        const { Model } = require('sequelize');
        class Dog extends Model { static initModel(sequelize) { Dog.init({}, { sequelize }); } }
        exports.all = [Dog];`,
    },
    ['sequelize', 'pg'],
  );
  const application = await load(root);
  expect(application.problems).toEqual([]);
  expect(modelNames(application)).toEqual(['Cat', 'Dog']);
  expect(Object.keys(application.sequelize.models.Cat?.associations ?? {})).toEqual(['Dog']);
});

test('models that want an instance which no settings describe are loaded, and ask for the settings', async () => {
  const root = temporaryProject(
    {
      'package.json': packageFile,
      'models/a.js': "module.exports = (sequelize, DataTypes) => sequelize.define('A', {});",
    },
    ['sequelize', 'pg'],
  );
  const application = await load(root);
  expect(modelNames(application)).toEqual(['A']);
  expect(application).toMatchObject({ target: null, problems: [{ code: 'no-target', kind: 'usage' }] });
});

test("openSequelize makes an instance of the project's settings without its models", async () => {
  const project = await findProject(projectOptions(fixture('factories')), {});
  const statements: string[] = [];
  const sequelize = await openSequelize(project, {
    target: database.target,
    mode: { readOnly: false, statementTimeoutMs: null },
    onStatement: ({ sql }) => statements.push(sql),
  });
  expect(sequelize.models).toEqual({});
  expect(sequelize.define('LineItem', { unitPrice: 'money' }).getAttributes().unitPrice?.field).toBe(
    'unit_price',
  );
  expect(await ask({ sequelize }, 'SELECT current_database() AS name')).toEqual([
    { name: database.target.database },
  ]);
  expect(statements).toContain('SELECT current_database() AS name');
});

test('the hooks are gone from the Sequelize class once the project is loaded', async () => {
  const { sequelize } = await load(fixture('db-object'));
  const Sequelize = sequelize.constructor as unknown as { hasHook(name: string): unknown };
  expect(Boolean(Sequelize.hasHook('beforeInit'))).toBe(false);
  expect(Boolean(Sequelize.hasHook('afterInit'))).toBe(false);
  await sequelize.close();
});

test('nothing connects while loading', async () => {
  const target: ConnectionTarget = { ...database.target, database: 'there_is_no_such_database' };
  const application = await load(fixture('db-object'), { target });
  expect(modelNames(application)).toHaveLength(5);
  await expect(application.sequelize.authenticate()).rejects.toMatchObject({ original: { code: '3D000' } });
  await application.sequelize.close();
});
