import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ConnectionTarget } from '../../src/database/target.ts';
import { load, modelNames } from './support/load.ts';
import { fixture } from './support/options.ts';
import { temporaryProject } from './support/temporary-project.ts';

const packageFile = '{ "name": "sample", "dependencies": { "sequelize": "^6.0.0" } }';

const elsewhere: ConnectionTarget = {
  host: 'db.example.test',
  port: 5432,
  database: 'elsewhere',
  user: 'reader',
  password: 'secret',
  ssl: false,
};

test('loading a second time makes a new instance with the new connection', async () => {
  const first = await load(fixture('db-object'));
  const second = await load(fixture('db-object'), { target: elsewhere });
  expect(second.sequelize).not.toBe(first.sequelize);
  expect(modelNames(second)).toEqual(modelNames(first));
  // The models ask process.env themselves, and the tests run with NODE_ENV=test.
  expect(first.target).toMatchObject({ database: 'blog_test' });
  expect(second.target).toEqual(elsewhere);
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

test('the hooks are gone from the Sequelize class once the project is loaded', async () => {
  const { sequelize } = await load(fixture('db-object'));
  const Sequelize = sequelize.constructor as unknown as { hasHook(name: string): unknown };
  expect(Boolean(Sequelize.hasHook('beforeInit'))).toBe(false);
  expect(Boolean(Sequelize.hasHook('afterInit'))).toBe(false);
  await sequelize.close();
});
