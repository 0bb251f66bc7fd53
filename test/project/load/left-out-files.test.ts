/** A file of models that the project's own code asked for in vain is told, though that code swallowed what it threw. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildReporter, loadInNode, removeReporter } from '../support/load-in-node.ts';
import { load, modelNames } from '../support/load.ts';
import { projectOptions } from '../support/options.ts';
import { temporaryProject } from '../support/temporary-project.ts';

beforeAll(buildReporter);
afterAll(removeReporter);

const packages = ['sequelize', 'pg'];
const broken = { message: '"models/money.js" could not be loaded: no region.' };

function factory(name: string, type = 'STRING'): string {
  return `module.exports = (sequelize, DataTypes) => sequelize.define('${name}', { a: DataTypes.${type} });\n`;
}

const factories = {
  'package.json': '{ "name": "sample", "dependencies": { "sequelize": "^6.0.0" } }',
  'config/config.json': '{ "dialect": "postgres", "database": "d" }',
  'models/user.js': factory('User'),
  'models/post.js': factory('Post'),
};

/** Requires each file of the folder and goes on past those that fail. */
const patientIndex = `
  const { Sequelize, DataTypes } = require('sequelize');
  const sequelize = new Sequelize('postgres://h/d');
  for (const name of ['money', 'post', 'user']) {
    try {
      require('../models/' + name)(sequelize, DataTypes);
    } catch {}
  }
  module.exports = { sequelize };`;

test.each([
  ['an index', 'models/index.js'],
  ['a file that makes the instance', 'database/connect.js'],
])('a file that throws while %s requires it in a try is told with its line', async (_by, path) => {
  const root = temporaryProject(
    { ...factories, [path]: patientIndex, 'models/money.js': `throw new Error('no region');\n` },
    packages,
  );
  const application = await load(root);
  expect(modelNames(application)).toEqual(['Post', 'User']);
  expect(application.problems).toMatchObject([
    { ...broken, details: { file: join(root, 'models/money.js'), line: 1 } },
  ]);
  await application.sequelize.close();
});

test('a factory that throws while an index calls it in a try is told', async () => {
  const root = temporaryProject(
    { ...factories, 'models/index.js': patientIndex, 'models/money.js': factory('Money', 'NOPE.x') },
    packages,
  );
  const { problems, sequelize } = await load(root);
  expect(problems).toMatchObject([
    { code: 'module-failed', details: { file: join(root, 'models/money.js'), line: 1 } },
  ]);
  await sequelize.close();
});

test('a file that nobody asks for is left out without a word', async () => {
  const root = temporaryProject(
    {
      ...factories,
      'models/index.js': patientIndex.replace("'money', ", ''),
      'models/money.js': `throw new Error('no region');\n${factory('Money')}`,
    },
    packages,
  );
  const application = await load(root);
  expect(modelNames(application)).toEqual(['Post', 'User']);
  expect(application.problems).toEqual([]);
  await application.sequelize.close();
});

test('models after the one at which the instance’s file stopped are there', async () => {
  const root = temporaryProject(
    {
      ...factories,
      'database.js': patientIndex
        .replace(/try \{|\} catch \{\}/g, '')
        .replace(/\['money', /, "['post', 'money', ")
        .replaceAll('../', './'),
      'models/money.js': `throw new Error('no region');\n${factory('Money')}`,
    },
    packages,
  );
  const application = await load(root);
  expect(modelNames(application)).toEqual(['Post', 'User']);
  expect(application.problems).toMatchObject([broken]);
  await application.sequelize.close();
});

test('a file that only hands on another one is run, and what fails behind it is told', async () => {
  const root = temporaryProject(
    {
      ...factories,
      'lib/money.js': factory('Money'),
      'lib/coin.js': `throw new Error('no mint');\n`,
      'models/money.js': "module.exports = require('../lib/money');\n",
      'models/coin.js': "exports.coin = require('../lib/coin');\n",
    },
    packages,
  );
  const application = await load(root);
  expect(modelNames(application)).toEqual(['Money', 'Post', 'User']);
  expect(application.problems).toMatchObject([
    { message: '"lib/coin.js" could not be loaded: no mint. "coin.js" needs it.' },
  ]);
  await application.sequelize.close();
});

const classes = (name: string) => `import { Model } from 'sequelize';
  import { sequelize } from '../db.js';
  export class ${name} extends Model {}
  ${name}.init({}, { sequelize, modelName: '${name}' });\n`;

test.each([
  ['a try', "for (const name of names) { try { await import('./' + name); } catch {} }"],
  ['allSettled', "await Promise.allSettled(names.map((name) => import('./' + name)));"],
])('an ES module that throws while an index imports it in %s is told', async (_in, imports) => {
  const root = temporaryProject(
    {
      'package.json': '{ "name": "modern", "type": "module", "dependencies": { "sequelize": "^6.0.0" } }',
      'db.js':
        "import { Sequelize } from 'sequelize';\nexport const sequelize = new Sequelize('postgres://h/d');\n",
      'models/index.js': `export { sequelize } from '../db.js';
        const names = ['money.js', 'user.js'];
        ${imports}`,
      'models/user.js': classes('User'),
      'models/money.js': `import '@shop/money';\n${classes('Money')}`,
    },
    packages,
  );
  const { models, problems } = await loadInNode(projectOptions(root));
  expect(models.map(({ name }) => name)).toEqual(['User']);
  expect(problems).toMatchObject([
    {
      code: 'package-missing',
      message: '"models/money.js" needs the package "@shop/money", which is not installed.',
    },
  ]);
});
