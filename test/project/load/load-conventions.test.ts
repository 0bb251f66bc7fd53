import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildReporter, loadInNode, removeReporter } from '../support/load-in-node.ts';
import { fixture, projectOptions } from '../support/options.ts';
import { outline } from '../support/outline.ts';
import { temporaryProject } from '../support/temporary-project.ts';

beforeAll(buildReporter);
afterAll(removeReporter);

test('the db object of the generated models/index.js opens from a folder deep inside', async () => {
  const report = await loadInNode(projectOptions(join(fixture('db-object'), 'nested/deep')));
  expect(report.error).toBeNull();
  expect(report.problems).toEqual([]);
  expect(outline(report.models)).toEqual([
    'Post: author:belongsTo:User tags:belongsToMany:Tag',
    'PostTag:',
    'Profile: user:belongsTo:User',
    'Tag: posts:belongsToMany:Post',
    'User: posts:hasMany:Post profile:hasOne:Profile',
  ]);
  expect(report.target).toMatchObject({
    host: '127.0.0.1',
    database: 'blog_development',
    password: 'p@ss word',
  });
});

test('factories without an index get an instance made from the configuration, and are associated', async () => {
  const report = await loadInNode(projectOptions(fixture('factories')));
  expect(report.error).toBeNull();
  expect(report.problems).toEqual([]);
  expect(outline(report.models)).toEqual([
    'Customer: Orders:hasMany:Order',
    'Order: Customer:belongsTo:Customer',
  ]);
  expect(report.target).toMatchObject({ host: 'db.example.test', database: 'shop', user: 'clerk' });
  expect(report.models[0]?.attributes.map(({ column }) => column)).toContain('full_name');
});

test('TypeScript classes in a CommonJS package open without a build', async () => {
  const report = await loadInNode(projectOptions(fixture('ts-classes')));
  expect(report.error).toBeNull();
  expect(outline(report.models)).toEqual(['Author: books:hasMany:Book', 'Book: author:belongsTo:Author']);
  expect(report.stderr).toBe('');
});

test('an ES module package with top-level await opens, its CommonJS rc file and migrations as well', async () => {
  const migration = join(fixture('esm'), 'migrations/20240101000000-create-planets.js');
  const report = await loadInNode(projectOptions(fixture('esm')), [migration]);
  expect(report.error).toBeNull();
  expect(outline(report.models)).toEqual(['Moon:', 'Planet: moons:hasMany:Moon']);
  expect(report.target).toMatchObject({ database: 'planets', user: 'astronomer' });
  expect(report.keys[migration]).toEqual(['up', 'down']);
});

test('an exported async initialiser is called and waited for', async () => {
  const report = await loadInNode(projectOptions(fixture('async-init'), { environment: 'test' }));
  expect(report.error).toBeNull();
  expect(outline(report.models)).toEqual(['Station:']);
});

test('model files around a shared instance open, ES syntax without extensions in a CommonJS package included', async () => {
  const report = await loadInNode(projectOptions(fixture('shared-instance')));
  expect(report.error).toBeNull();
  expect(report.problems).toEqual([]);
  expect(outline(report.models)).toEqual(['Bed: Plants:hasMany:Plant', 'Plant:']);
  expect(report.target).toMatchObject({ database: 'garden', user: 'gardener' });
});

test("aliases of the project's own tsconfig are followed, in CommonJS and in ES modules", async () => {
  for (const type of ['commonjs', 'module']) {
    const root = temporaryProject(
      {
        'package.json': `{ "name": "aliased", "type": "${type}", "dependencies": { "sequelize": "^6" } }`,
        'tsconfig.json':
          '{ "compilerOptions": { "baseUrl": ".", "paths": { "@db/*": ["source/database/*"] } } }',
        'source/database/instance.ts':
          "import { Sequelize } from 'sequelize';\nexport const sequelize = new Sequelize('postgres://localhost/aliased');\n",
        'models/index.ts':
          "import { DataTypes } from 'sequelize';\nimport { sequelize } from '@db/instance';\nexport const Thing = sequelize.define('Thing', { size: DataTypes.INTEGER });\n",
      },
      ['sequelize', 'pg'],
    );
    const report = await loadInNode(projectOptions(root));
    expect(report.error).toBeNull();
    expect(outline(report.models)).toEqual(['Thing:']);
  }
});

test('TypeScript ES modules with .js specifiers open', async () => {
  const root = temporaryProject(
    {
      'package.json': '{ "name": "modern", "type": "module", "dependencies": { "sequelize": "^6" } }',
      'src/models/index.ts':
        "import { Sequelize } from 'sequelize';\nimport { initNote } from './note.js';\nexport const sequelize: Sequelize = new Sequelize('postgres://localhost/modern');\ninitNote(sequelize);\n",
      'src/models/note.ts':
        "import { DataTypes, type Sequelize } from 'sequelize';\nexport const initNote = (sequelize: Sequelize) => sequelize.define('Note', { text: DataTypes.TEXT });\n",
    },
    ['sequelize', 'pg'],
  );
  const report = await loadInNode(projectOptions(root));
  expect(report.error).toBeNull();
  expect(outline(report.models)).toEqual(['Note:']);
});

test('a syntax error in an ES module is placed by line and column', async () => {
  const root = temporaryProject(
    {
      'package.json': '{ "name": "broken", "type": "module", "dependencies": { "sequelize": "^6" } }',
      'models/index.js': "import './bad.js';\n",
      'models/bad.js': 'export const fine = 1;\n\nexport const wrong = = 2;\n',
    },
    ['sequelize', 'pg'],
  );
  const report = await loadInNode(projectOptions(root));
  expect(report.error).toMatchObject({
    kind: 'usage',
    details: { file: join(root, 'models/bad.js'), line: 3, column: 22 },
  });
});
