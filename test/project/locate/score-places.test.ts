import { expect, test } from 'vitest';
import { findProject } from '../../../src/project/find-project.ts';
import type { ProjectChoice } from '../../../src/project/project.ts';
import { projectOptions } from '../support/options.ts';
import { temporaryProject } from '../support/temporary-project.ts';

const packageFile = '{ "name": "sample", "dependencies": { "sequelize": "^6.0.0" } }';
const model = "module.exports = (sequelize, DataTypes) => sequelize.define('A', {});";
const step = 'module.exports = { up: (queryInterface) => queryInterface.createTable("a", {}) };';
const other = 'module.exports = class Engine { start() { return 1; } };';
const settings = '{ "development": { "dialect": "postgres", "database": "d", "username": "u" } }';

async function choice(
  files: Readonly<Record<string, string>>,
  what: ProjectChoice['what'],
): Promise<ProjectChoice | undefined> {
  const root = temporaryProject({ 'package.json': packageFile, ...files });
  const { choices } = await findProject(projectOptions(root), {});
  return choices.find((one) => one.what === what);
}

test('of several folders of models the one whose files define models is taken, and the others are listed', async () => {
  const files = {
    'models/engine.js': other,
    'models/wheel.js': other,
    'src/models/index.js': '',
    'src/models/a.js': model,
    'src/models/b.js': model,
    'src/db/models/c.js': model,
  };
  expect(await choice(files, 'models')).toEqual({
    what: 'models',
    value: 'src/models',
    why: 'found in a usual place: an index, 2 of 2 files define models',
    alternatives: [
      { value: 'src/db/models', why: '1 of 1 files define models' },
      { value: 'models', why: '0 of 2 files define models' },
    ],
  });
});

test('where nothing more speaks for one place, the nearer one is taken', async () => {
  const files = { 'src/models/a.js': model, 'models/a.js': model };
  expect(await choice(files, 'models')).toMatchObject({
    value: 'models',
    alternatives: [{ value: 'src/models' }],
  });
});

test('sources are taken before what was built from them', async () => {
  const files = { 'lib/models/index.js': '', 'lib/models/a.js': model, 'server/models/a.ts': model };
  expect(await choice(files, 'models')).toMatchObject({ value: 'server/models' });
});

test('numbered files that speak to a query interface make a folder of migrations', async () => {
  const files = { 'migrations/notes.js': other, 'db/migrations/20240101000000-a.js': step };
  expect(await choice(files, 'migrations')).toEqual({
    what: 'migrations',
    value: 'db/migrations',
    why: 'found in a usual place: 1 of 1 files are numbered, they speak to a query interface',
    alternatives: [{ value: 'migrations', why: '0 of 1 files are numbered' }],
  });
});

test("an application's own config.js yields to the file that names a database", async () => {
  const files = {
    'config/config.js': 'module.exports = { port: 3000 };',
    'src/config/database.js': `module.exports = ${settings};`,
  };
  expect(await choice(files, 'config')).toEqual({
    what: 'config',
    value: 'src/config/database.js',
    why: 'found in a usual place: it names a dialect, a database, environments',
    alternatives: [{ value: 'config/config.js', why: 'it names no database, sequelize-cli reads it' }],
  });
});

test('what sequelize-cli reads is taken before a file that says as much', async () => {
  const files = { 'config/config.json': settings, 'config/database.json': settings };
  expect(await choice(files, 'config')).toMatchObject({ value: 'config/config.json' });
});

test('a single place is taken as it is', async () => {
  expect(await choice({ 'src/models/a.js': other }, 'models')).toEqual({
    what: 'models',
    value: 'src/models',
    why: 'found in a usual place',
  });
});
