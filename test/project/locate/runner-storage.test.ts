/** The journal table that a runner's source names. */
import { expect, test } from 'vitest';
import { journalStorage } from '../../../src/project/locate/journal-storage.ts';
import { temporaryProject } from '../support/temporary-project.ts';

const packageFile = JSON.stringify({ dependencies: { sequelize: '^6.0.0', umzug: '^3.0.0' } });
const runner = `
  import { SequelizeStorage, Umzug } from 'umzug';
  throw new Error('the migrations were run');
  export const migrations = new Umzug({
    storage: new SequelizeStorage({ sequelize, tableName: 'applied', schema: "ops", columnName: 'file' }),
  });
  export const seeders = new Umzug({ storage: new SequelizeStorage({ sequelize, tableName: 'seeds' }) });`;

test('the table, schema and column of umzug in the source are taken, the seeders apart', () => {
  const root = temporaryProject({ 'package.json': packageFile, 'src/migrate.ts': runner });
  expect(journalStorage({}, 'migration', root)).toEqual({
    type: 'sequelize',
    table: 'applied',
    schema: 'ops',
    column: 'file',
  });
  expect(journalStorage({}, 'seeder', root)).toEqual({ type: 'sequelize', table: 'seeds', schema: null });
});

test('settings win over the source, and a source that names several tables says nothing', () => {
  const other = `new SequelizeStorage({ tableName: 'other' })`;
  const root = temporaryProject({ 'package.json': packageFile, 'src/migrate.ts': runner, 'old.js': other });
  const usual = { type: 'sequelize', table: 'SequelizeMeta', schema: null };
  expect(journalStorage({}, 'migration', root)).toEqual(usual);
  expect(journalStorage({ migrationStorageTableName: 'Own' }, 'migration', root)).toEqual({
    ...usual,
    table: 'Own',
  });
});

test('nothing is looked for in a project that does not ask for umzug', () => {
  const root = temporaryProject({ 'package.json': '{}', 'src/migrate.ts': runner });
  expect(journalStorage({}, 'seeder', root)).toEqual({ type: 'none' });
});
