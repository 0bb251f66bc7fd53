/** Where the journals of sequelize-cli are, by the settings it is given. */
import { expect, test } from 'vitest';
import { journalStorage } from '../../../src/project/locate/journal-storage.ts';
import { temporaryProject } from '../support/temporary-project.ts';

const table = { type: 'sequelize', table: 'SequelizeMeta' };

test('the journal lies in the schema that the settings give every model', () => {
  const root = temporaryProject({ 'package.json': '{}' });
  const schemaOf = (settings: Readonly<Record<string, unknown>>) =>
    journalStorage(settings, 'migration', root);
  expect(schemaOf({})).toEqual({ ...table, schema: null });
  expect(schemaOf({ schema: 'shop' })).toEqual({ ...table, schema: 'shop' });
  expect(schemaOf({ schema: 'shop', define: { schema: 'meetup' } })).toEqual({ ...table, schema: 'meetup' });
  expect(schemaOf({ define: { schema: 'meetup' }, migrationStorageTableSchema: 'ops' })).toEqual({
    ...table,
    schema: 'ops',
  });
  expect(schemaOf({ define: { schema: undefined } })).toEqual({ ...table, schema: null });
});

test('the seeders’ journal lies there too', () => {
  const root = temporaryProject({ 'package.json': '{}' });
  const settings = { define: { schema: 'meetup' }, seederStorage: 'sequelize' };
  expect(journalStorage(settings, 'seeder', root)).toEqual({
    type: 'sequelize',
    table: 'SequelizeData',
    schema: 'meetup',
  });
});
