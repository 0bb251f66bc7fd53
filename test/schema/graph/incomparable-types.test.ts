/** What a path says of its joins, against what the server says to them. */
import { DataTypes, Sequelize } from 'sequelize';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAllTables } from '../../../src/database/catalog.ts';
import { openDatabase } from '../../../src/database/client.ts';
import { detailModels } from '../../../src/schema/describe-details.ts';
import { findPaths } from '../../../src/schema/graph/find-paths.ts';
import type { SchemaGraph } from '../../../src/schema/graph/graph.ts';
import { schemaGraph } from '../../../src/schema/graph/schema-graph.ts';
import { joinSchema } from '../../../src/schema/join-tables.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';

/** A table for each type, the key of its rows. */
const types: Readonly<Record<string, string>> = {
  small: 'smallint',
  whole: 'integer',
  big: 'bigint',
  decimal: 'numeric(10,2)',
  float: 'real',
  double: 'double precision',
  words: 'text',
  varied: 'varchar(20)',
  fixed: 'char(3)',
  short: 'name',
  insensitive: 'citext',
  day: 'date',
  moment: 'timestamptz(3)',
  local: 'timestamp',
  unique: 'uuid',
  truth: 'boolean',
  bytes: 'bytea',
  feeling: 'mood',
  otherFeeling: 'shop.mood',
  domain: 'positive',
  list: 'integer[]',
};

let own: TestDatabase;
let graph: SchemaGraph;

beforeAll(async () => {
  own = await createTestDatabase();
  await own.execute(`
    CREATE EXTENSION citext; CREATE SCHEMA shop;
    CREATE TYPE mood AS ENUM ('sad'); CREATE TYPE shop.mood AS ENUM ('sad');
    CREATE DOMAIN positive AS int CHECK (VALUE > 0);
    ${Object.entries(types)
      .map(([name, type]) => `CREATE TABLE "${name}" (id ${type} PRIMARY KEY);`)
      .join('\n')}`);
  const sequelize = new Sequelize({ dialect: 'postgres', logging: false });
  const id = { type: DataTypes.INTEGER, primaryKey: true };
  const models = Object.keys(types).map((name) =>
    sequelize.define(name, { id }, { tableName: name, timestamps: false }),
  );
  for (const model of models) {
    for (const target of models) {
      if (model !== target)
        model.belongsTo(target, { as: `to_${target.name}`, foreignKey: 'id', constraints: false });
    }
  }
  const database = openDatabase(own.target, { readOnly: true, statementTimeoutMs: 5000 });
  graph = schemaGraph(joinSchema(detailModels(sequelize), await readAllTables(database)));
  await database.close();
});
afterAll(() => own.drop());

function warningsBetween(from: string, to: string): readonly string[] {
  const { paths } = findPaths(graph, { from, to });
  return (paths[0]?.warnings ?? []).flatMap(({ code, message }) => (code === 'incomparable' ? message : []));
}

/** What the server knows nothing of is not claimed: a domain is an integer's, a list is compared with nothing else here. */
const untold = new Set(['domain', 'list']);

test('joins that the server refuses are warned of, and those that it runs are not', async () => {
  const wrong: string[] = [];
  const told = Object.keys(types).filter((name) => !untold.has(name));
  for (const [place, from] of told.entries()) {
    for (const to of told.slice(place + 1)) {
      const [path] = findPaths(graph, { from, to }).paths;
      const isRun = await own.execute(path?.sql ?? '').then(
        () => true,
        (error: unknown) => {
          expect(String(error)).toContain('operator does not exist');
          return false;
        },
      );
      if (isRun !== (warningsBetween(from, to).length === 0)) wrong.push(`${from} ${to}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('a domain and an array are not warned of: what they are compared with is not known', () => {
  expect(warningsBetween('domain', 'whole')).toEqual([]);
  expect(warningsBetween('list', 'words')).toEqual([]);
});

test('the warning has both columns with their types, and says what fails', () => {
  expect(warningsBetween('unique', 'whole')).toEqual([
    '"id" of "unique" is uuid, "id" of "whole" is integer, and PostgreSQL does not compare them: ' +
      'until both have one type the joins fail, as does an include of "to_whole" without an "on" of its own.',
  ]);
});

test('what models alone say of a type is not warned of: the table may have another one', () => {
  const sequelize = new Sequelize({ dialect: 'postgres', logging: false });
  const Person = sequelize.define('Person', { id: { type: DataTypes.UUID, primaryKey: true } });
  const Letter = sequelize.define('Letter', { personId: DataTypes.STRING });
  Letter.belongsTo(Person, { as: 'person', foreignKey: 'personId' });
  const alone = schemaGraph(joinSchema(detailModels(sequelize), []));
  const [path] = findPaths(alone, { from: 'Letter', to: 'Person' }).paths;
  expect(path?.warnings).toEqual([]);
});
