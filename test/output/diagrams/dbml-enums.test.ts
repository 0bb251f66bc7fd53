/** Enums of a DBML diagram, as DBML's own parser reads them. */
import { Compiler, Filepath, MemoryProjectLayout } from '@dbml/parse';
import { DataTypes, Sequelize } from 'sequelize';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAllTables } from '../../../src/database/catalog.ts';
import { openDatabase } from '../../../src/database/client.ts';
import { dbmlText } from '../../../src/output/diagrams/dbml.ts';
import type { ShownColumns } from '../../../src/output/diagrams/diagram-columns.ts';
import { detailModels } from '../../../src/schema/describe-details.ts';
import { schemaGraph } from '../../../src/schema/graph/schema-graph.ts';
import { joinSchema } from '../../../src/schema/join-tables.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';

let own: TestDatabase;

beforeAll(async () => {
  own = await createTestDatabase();
  await own.execute(`
    CREATE SCHEMA "my shop";
    CREATE TYPE mood AS ENUM ('sad', 'it''s "fine"', '');
    CREATE TYPE "my shop"."State" AS ENUM ('open', 'paid');
    CREATE TYPE nothing AS ENUM ();
    CREATE DOMAIN calm AS mood CHECK (VALUE <> 'sad');
    CREATE TABLE people (
      id int PRIMARY KEY, mood mood, moods mood[], calm calm, state "my shop"."State" NOT NULL, states "my shop"."State"[],
      nothing nothing);
    CREATE TABLE "my shop".orders (id int PRIMARY KEY, state "my shop"."State", mood mood);
  `);
});
afterAll(() => own.drop());

async function readBack(sequelize: Sequelize, shown: ShownColumns) {
  const database = openDatabase(own.target, { readOnly: true, statementTimeoutMs: 5000 });
  const tables = await readAllTables(database).finally(() => database.close());
  const text = dbmlText(schemaGraph(joinSchema(detailModels(sequelize), tables)), shown);
  const report = new Compiler(new MemoryProjectLayout({ '/s.dbml': text })).interpretFile(
    Filepath.from('/s.dbml'),
  );
  expect(report.getErrors().map(({ message }) => message)).toEqual([]);
  const placed = (schema: string | null, name: string): string => `${schema ?? 'public'} / ${name}`;
  const { enums = [], tables: drawn = [] } = report.getValue() ?? {};
  return {
    enums: Object.fromEntries(
      enums.map(({ schemaName, name, values }) => [
        placed(schemaName, name),
        values.map((value) => value.name),
      ]),
    ),
    types: Object.fromEntries(
      drawn.map(({ name, fields }) => [
        name,
        fields.map((field) => placed(field.type.schemaName, field.type.type_name)),
      ]),
    ),
  };
}

const none = new Sequelize({ dialect: 'postgres', logging: false });

test('an enum stands once, with its schema and values in order, and is the type of its columns', async () => {
  const { enums, types } = await readBack(none, 'all');
  expect(enums).toEqual({
    'public / mood': ['sad', 'it\'s "fine"', ''],
    'my shop / State': ['open', 'paid'],
  });
  expect(types).toEqual({
    people: [
      'public / integer',
      'public / mood',
      'public / mood[]',
      'public / calm',
      'my shop / State',
      'my shop / State[]',
      'public / nothing',
    ],
    orders: ['public / integer', 'my shop / State', 'public / mood'],
  });
});

test('enums of columns that are not drawn are not there', async () => {
  expect((await readBack(none, 'keys')).enums).toEqual({});
});

test('before its table is there, the enum of a model is named as sync() names it', async () => {
  const sequelize = new Sequelize({ dialect: 'postgres', logging: false });
  sequelize.define(
    'Task',
    {
      workState: { type: DataTypes.ENUM('todo', 'done'), field: 'work_state' },
      labels: DataTypes.ARRAY(DataTypes.ENUM('red', 'blue')),
    },
    { tableName: 'tasks', schema: 'work', timestamps: false },
  );
  const { enums, types } = await readBack(sequelize, 'all');
  expect(enums).toMatchObject({
    'work / enum_tasks_work_state': ['todo', 'done'],
    'work / enum_tasks_labels': ['red', 'blue'],
  });
  expect(types['tasks']?.slice(1)).toEqual(['work / enum_tasks_work_state', 'work / enum_tasks_labels[]']);
});
