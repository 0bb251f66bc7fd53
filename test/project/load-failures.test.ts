/** What is said when models do not load: the file at fault and the remedy. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { load, modelNames } from './support/load.ts';
import { temporaryProject } from './support/temporary-project.ts';

const packageFile = '{ "name": "sample", "dependencies": { "sequelize": "^6.0.0" } }';

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
