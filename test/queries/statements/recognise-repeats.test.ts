/** Statements as Sequelize sends them, one a row. */
import { describe, expect, it } from 'vitest';
import { recogniseRepeats } from '../../../src/queries/statements/recognise-repeats.ts';
import { shapeOf } from '../../../src/queries/statements/statement-shape.ts';
import type { AssociationSummary, AttributeSummary, ModelSummary } from '../../../src/schema/description.ts';

const attribute = (name: string, column: string): AttributeSummary => ({
  name,
  column,
  type: 'UUID',
  isNullable: false,
  isPrimaryKey: name === 'id',
  isUnique: false,
  defaultValue: null,
  enumValues: null,
  references: null,
  comment: null,
  validations: [],
});

const association = (
  name: string,
  type: AssociationSummary['type'],
  target: string,
  foreignKey: string,
): AssociationSummary => ({
  name,
  type,
  target,
  foreignKey,
  sourceKey: 'id',
  targetKey: 'id',
  through: null,
  otherKey: null,
  isSingular: type !== 'hasMany',
});

const model = (
  name: string,
  table: string,
  attributes: readonly AttributeSummary[],
  associations: readonly AssociationSummary[],
): Pick<ModelSummary, 'name' | 'table' | 'attributes' | 'associations'> => ({
  name,
  table,
  attributes,
  associations,
});

const models = [
  model(
    'User',
    'users',
    [attribute('id', 'id')],
    [association('devices', 'hasMany', 'UserDevice', 'userId')],
  ),
  model(
    'UserDevice',
    'user_devices',
    [attribute('id', 'id'), attribute('userId', 'user_id')],
    [association('user', 'belongsTo', 'User', 'userId')],
  ),
];

const times = (count: number, sql: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => ({ sql: sql(n), durationMs: 2 }));
const devicesOf = (n: number) =>
  `SELECT "id", "user_id" AS "userId" FROM "user_devices" AS "UserDevice" WHERE "UserDevice"."user_id" = 'u-${n}';`;

describe('recogniseRepeats', () => {
  it('names the table, the column and the association of rows read once a row', () => {
    const list = { sql: 'SELECT "id" FROM "users" AS "User" LIMIT 50;', durationMs: 1 };
    const [repeat, ...others] = recogniseRepeats([list, ...times(50, devicesOf)], models);
    expect(others).toEqual([]);
    expect(repeat).toMatchObject({
      count: 50,
      totalMs: 100,
      association: { model: 'User', name: 'devices' },
      text: 'N+1: user_devices was read 50 times by user_id, once a row: include "devices" of User.',
    });
  });

  it('names the association that a record belongs by', () => {
    const userOf = (n: number) => `SELECT "id" FROM "users" AS "User" WHERE "User"."id" = ${n};`;
    const list = { sql: 'SELECT "id" FROM "user_devices" AS "UserDevice";', durationMs: 1 };
    expect(recogniseRepeats([list, ...times(7, userOf)], models)[0]?.text).toBe(
      'N+1: users was read 7 times by id, once a row: include "user" of UserDevice.',
    );
  });

  it('says it without an association where the models tell none', () => {
    expect(recogniseRepeats(times(5, devicesOf))[0]?.text).toBe(
      'N+1: user_devices was read 5 times by user_id, once a row.',
    );
  });

  it('is silent about fewer than five, about the same statement again, and about writing', () => {
    expect(recogniseRepeats(times(4, devicesOf))).toEqual([]);
    expect(recogniseRepeats(times(9, () => devicesOf(1)))).toEqual([]);
    expect(recogniseRepeats(times(9, (n) => `INSERT INTO "users" VALUES (${n})`))).toEqual([]);
  });
});

describe('shapeOf', () => {
  it.each([
    ["SELECT 1 WHERE a = 'it''s' AND b = -2.5", 'SELECT ? WHERE a = ? AND b = ?'],
    ['SELECT * FROM "t1" WHERE "c2" IN (1, 2, 3)', 'SELECT * FROM "t1" WHERE "c2" IN (?)'],
    ['SELECT a FROM t WHERE a = $1 /* 7 */ AND b = true', 'SELECT a FROM t WHERE a = ? AND b = ?'],
    ["SELECT $q$x'1$q$, E'\\'2'", 'SELECT ?, ?'],
  ])('%s', (sql, text) => {
    expect(shapeOf(sql).text).toBe(text);
  });
});
