import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { findProject } from '../../../src/project/find-project.ts';
import { buildReporter, loadInNode, removeReporter } from '../support/load-in-node.ts';
import { fixture, projectOptions } from '../support/options.ts';
import { outline } from '../support/outline.ts';
import { addFiles, linkPackages } from '../support/temporary-project.ts';

beforeAll(buildReporter);
afterAll(removeReporter);

/** The fixture in a folder of its own, with packages installed; `files` are laid over it. */
function decorators(files: Readonly<Record<string, string>> = {}, packages = ['typescript']): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'seqscope-decorators-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  cpSync(fixture('decorators'), root, { recursive: true });
  const library = resolve(import.meta.dirname, '../../fixtures/packages/sequelize-typescript.js');
  addFiles(root, {
    'node_modules/sequelize-typescript/index.js': readFileSync(library, 'utf8'),
    ...files,
  });
  linkPackages(root, ['sequelize', 'pg', ...packages]);
  return root;
}

const everything = ['Harbour: ships:hasMany:Ship', 'Ship: harbour:belongsTo:Harbour'];

test('a list of decorated classes and no instance opens on an instance made from the configuration', async () => {
  const report = await loadInNode(projectOptions(decorators()));
  expect(report.error).toBeNull();
  expect(report.problems).toEqual([]);
  expect(outline(report.models)).toEqual(everything);
  expect(report.target).toMatchObject({ host: 'localhost', database: 'harbour', user: 'pilot' });
});

test('columns without a type of their own get it from the decorator metadata of their property', async () => {
  const { models } = await loadInNode(projectOptions(decorators()));
  const ship = models.find(({ name }) => name === 'Ship');
  const types = Object.fromEntries((ship?.attributes ?? []).map(({ name, type }) => [name, type]));
  expect(types).toMatchObject({
    note: 'VARCHAR(255)',
    name: 'VARCHAR(255)',
    tonnage: 'INTEGER',
    launchedAt: 'TIMESTAMP WITH TIME ZONE',
  });
});

test('without an index the classes are found file by file, helpers among them left alone', async () => {
  const root = decorators();
  rmSync(join(root, 'src/models/index.ts'));
  const report = await loadInNode(projectOptions(root));
  expect(report.problems).toEqual([]);
  expect(outline(report.models)).toEqual(everything);
});

test('a package of ES modules has its decorators compiled as well', async () => {
  const root = decorators({
    'package.json': '{ "name": "modern", "type": "module", "dependencies": { "sequelize": "^6" } }',
    '.sequelizerc': '{ "config": "config.json" }',
    'config.json': '{ "dialect": "postgres", "database": "harbour" }',
    'src/models/index.ts':
      "import { Harbour } from './harbour.js';\nimport { Ship } from './ship.js';\nexport default [Harbour, Ship];\n",
  });
  const report = await loadInNode(projectOptions(root));
  expect(report.error).toBeNull();
  expect(outline(report.models)).toEqual(everything);
});

test('an object of classes is as good as a list', async () => {
  const root = decorators({
    'src/models/index.ts':
      "import { Harbour } from './harbour';\nimport { Ship } from './ship';\nexport const models = { Harbour, Ship };\n",
  });
  expect(outline((await loadInNode(projectOptions(root))).models)).toEqual(everything);
});

test('a class that cannot be set up is named with its file, and the others are there', async () => {
  const root = decorators({
    'src/models/buoy.ts':
      "import { Column, Model, Table } from 'sequelize-typescript';\n@Table({ tableName: 'buoys' })\nexport class Buoy extends Model {\n  @Column\n  declare light: unknown;\n}\n",
  });
  rmSync(join(root, 'src/models/index.ts'));
  const report = await loadInNode(projectOptions(root));
  expect(outline(report.models)).toEqual(everything);
  expect(report.problems).toMatchObject([
    {
      code: 'model-failed',
      message:
        'The model "Buoy" could not be set up: Specified type of property \'light\' cannot be automatically resolved.',
      details: { file: join(root, 'src/models/buoy.ts') },
    },
  ]);
});

test('a syntax error in a decorated file is placed by line and column', async () => {
  const root = decorators({
    'src/models/index.ts':
      "import { Table, Model } from 'sequelize-typescript';\n@Table({})\nexport class Wreck extends Model {\n  declare x: = 3;\n}\n",
  });
  const report = await loadInNode(projectOptions(root));
  expect(report.problems).toMatchObject([
    { code: 'module-failed', details: { file: join(root, 'src/models/index.ts'), line: 4, column: 14 } },
  ]);
});

test('without TypeScript installed the command that installs it is named', async () => {
  const report = await loadInNode(projectOptions(decorators({}, [])));
  expect(report.error).toMatchObject({
    code: 'compiler-missing',
    remedy: expect.stringContaining('npm install --save-dev typescript') as string,
  });
});

test('a build that the rc file names gives way to its sources while it is missing or older', async () => {
  const root = decorators({ 'dist/models/index.js': "throw new Error('built long ago');\n" });
  utimesSync(join(root, 'dist/models/index.js'), new Date(0), new Date(0));
  const project = await findProject(projectOptions(root), {});
  expect(project.choices).toEqual(
    expect.arrayContaining([
      {
        what: 'config',
        value: 'src/config/database.ts',
        why: 'the source of a build; the rc file\'s "dist/config/database.js" is not there',
      },
      {
        what: 'models',
        value: 'src/models',
        why: 'the sources of the rc file\'s "dist/models", which is older',
      },
    ]),
  );
});

test('a build that is newer than its sources is used as it is', async () => {
  const root = decorators({ 'dist/models/index.js': '' });
  const later = new Date(Date.now() + 60_000);
  utimesSync(join(root, 'dist/models/index.js'), later, later);
  const project = await findProject(projectOptions(root), {});
  expect(project.paths.models).toBe(join(root, 'dist/models'));
});

test('decorated classes of several folders are added together, for their associations name each other', async () => {
  const root = decorators();
  rmSync(join(root, 'src'), { recursive: true });
  rmSync(join(root, '.sequelizerc'));
  addFiles(root, {
    'config/config.json': '{ "dialect": "postgres", "database": "d" }',
    'src/fleet/ship.model.ts':
      "import { BelongsTo, Model, Table } from 'sequelize-typescript';\nimport { Port } from '../port/port.model';\n@Table({})\nexport class Ship extends Model {\n  @BelongsTo(() => Port) declare port: unknown;\n}\n",
    'src/port/port.model.ts':
      "import { HasMany, Model, Table } from 'sequelize-typescript';\nimport { Ship } from '../fleet/ship.model';\n@Table({})\nexport class Port extends Model {\n  @HasMany(() => Ship) declare ships: unknown;\n}\n",
  });
  const report = await loadInNode(projectOptions(root));
  expect(report.error).toBeNull();
  expect(report.problems).toEqual([]);
  expect(outline(report.models)).toEqual(['Port: ships:hasMany:Ship', 'Ship: port:belongsTo:Port']);
});
