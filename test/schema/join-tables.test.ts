import { DataTypes, Sequelize } from 'sequelize';
import { expect, test } from 'vitest';
import type { CatalogTable, CatalogTableDescription } from '../../src/database/catalog.ts';
import { ConsoleError } from '../../src/errors.ts';
import { detailModels } from '../../src/schema/describe-details.ts';
import { describeModels } from '../../src/schema/describe-models.ts';
import {
  describeTables,
  findModel,
  joinSchema,
  joinTables,
  tableOfModel,
} from '../../src/schema/join-tables.ts';
import { plainColumn, plainTable } from '../support/catalog-pieces.ts';

function table(schema: string, name: string): CatalogTable {
  return { schema, name, kind: 'table', isOnPath: schema === 'public', rowEstimate: null, byteLength: 0 };
}

function described(schema: string, name: string): CatalogTableDescription {
  return plainTable({ schema, name });
}

const sequelize = new Sequelize({ dialect: 'postgres', logging: false });
sequelize.define('User', {}, { tableName: 'users' });
sequelize.define('UserAgain', {}, { tableName: 'users' });
sequelize.define('Audit', {}, { tableName: 'events', schema: 'audit' });
sequelize.define('Event', {}, { tableName: 'events' });
sequelize.define('Elsewhere', {}, { tableName: 'only_there' });
const models = describeModels(sequelize);

test('each table gets the model that owns it, schemas told apart', () => {
  const tables = [
    table('audit', 'events'),
    table('other', 'only_there'),
    table('other', 'users'),
    table('public', 'events'),
    table('public', 'SequelizeMeta'),
    table('public', 'users'),
  ];
  expect(joinTables(models, tables).map(({ schema, name, model }) => `${schema}.${name} ${model}`)).toEqual([
    'audit.events Audit',
    'other.only_there Elsewhere',
    'other.users null',
    'public.events Event',
    'public.SequelizeMeta null',
    'public.users User',
  ]);
});

test('a model whose schema is named takes no table of another', () => {
  expect(tableOfModel({ table: 'events', schema: 'audit' }, [table('public', 'events')])).toBeNull();
});

test('a model without a schema takes what the search path leads to, before a table of public', () => {
  const named = ['other', 'app', 'public'].map((schema) => ({
    ...table(schema, 'users'),
    isOnPath: schema === 'app',
  }));
  const schemaOf = (schema: string | null): string | undefined =>
    tableOfModel({ table: 'users', schema }, named)?.schema;
  expect([null, 'public', 'other'].map(schemaOf)).toEqual(['app', 'public', 'other']);
});

test('a model without a schema takes none of several tables outside public', () => {
  expect(
    tableOfModel({ table: 'events', schema: null }, [table('a', 'events'), table('b', 'events')]),
  ).toBeNull();
});

test('a model is described with its table, or with none', () => {
  const joined = joinSchema(detailModels(sequelize), [described('public', 'users')]).models;
  expect(joined.find(({ model }) => model.name === 'User')?.table).toMatchObject({
    schema: 'public',
    name: 'users',
    model: 'User',
    models: ['User', 'UserAgain'],
  });
  expect(joined.find(({ model }) => model.name === 'Event')?.table).toBeNull();
});

test('of two attributes of one column the last one says what the column is to be, as sync does', () => {
  const own = new Sequelize({ dialect: 'postgres', logging: false });
  own.define(
    'Note',
    { created_at: DataTypes.DATE },
    { tableName: 'notes', underscored: true, updatedAt: false },
  );
  const column = plainColumn({ name: 'created_at', type: 'timestamp with time zone' });
  const differences = (isNullable: boolean) =>
    joinSchema(detailModels(own), [plainTable({ name: 'notes', columns: [{ ...column, isNullable }] })])
      .models.flatMap(({ fields }) => fields)
      .filter(({ attribute }) => attribute !== 'id')
      .map(({ attribute, differences: found }) => [attribute, found]);
  expect(differences(false)).toEqual([
    ['created_at', []],
    ['createdAt', []],
  ]);
  expect(differences(true)).toEqual([
    ['created_at', []],
    ['createdAt', ['nullability']],
  ]);
});

test('a table is described with its model', () => {
  const tables = describeTables(models, [described('audit', 'events'), described('public', 'pages')]);
  expect(tables.map(({ model }) => model)).toEqual(['Audit', null]);
});

test('a model is found in any case of letters, an unknown one names the nearest', () => {
  expect(findModel(models, 'audit').name).toBe('Audit');
  expect(() => findModel(models, 'Usr')).toThrow(ConsoleError);
  expect(() => findModel(models, 'Usr')).toThrow('There is no model "Usr".');
  try {
    findModel(models, 'Usr');
  } catch (error) {
    expect(error).toMatchObject({
      code: 'unknown-model',
      kind: 'usage',
      remedy: 'Did you mean "User"? `seqscope models` lists them all.',
    });
  }
});
