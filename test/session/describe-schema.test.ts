import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '../support/postgres.ts';
import { ritualityDatabase } from '../support/rituality.ts';
import { schemaGraph } from '../../src/schema/graph/schema-graph.ts';
import { testSession } from './test-session.ts';

const repository = resolve(import.meta.dirname, '../..');
const nowhere = 'postgres://postgres@127.0.0.1:1/nowhere';

let database: TestDatabase;
beforeAll(async () => {
  database = await ritualityDatabase();
});
afterAll(async () => {
  await database.drop();
});

test('the schema has every model with its table and every table with its model, in one statement', async () => {
  const { session, events } = testSession({ directory: repository, url: database.url });
  const schema = await session.schema();
  expect(schema.models.map(({ model, table }) => [model.name, table?.name])).toEqual([
    ['Role', 'roles'],
    ['User', 'users'],
    ['UserDevice', 'user_devices'],
    ['UserPermission', 'user_permissions'],
  ]);
  expect(schema.tables.map(({ name, model }) => [name, model])).toEqual([
    ['SequelizeData', null],
    ['SequelizeMeta', null],
    ['roles', 'Role'],
    ['user_devices', 'UserDevice'],
    ['user_permissions', 'UserPermission'],
    ['users', 'User'],
  ]);
  expect(schema.tables).toContain(schema.models[0]?.table);
  expect(schema.journals).toEqual([
    { schema: 'public', name: 'SequelizeData' },
    { schema: 'public', name: 'SequelizeMeta' },
  ]);
  expect(schemaGraph(schema).nodes.map(({ id }) => id)).toEqual(schema.models.map(({ model }) => model.name));
  expect(schema).toMatchObject({ modelProblem: null, tableProblem: null });
  expect(events.filter(({ type }) => type === 'statement-executed')).toHaveLength(1);
});

test('without a server the schema has the models and says why there are no tables', async () => {
  const { session } = testSession({ directory: repository, url: nowhere });
  const schema = await session.schema();
  expect(schema.models).toHaveLength(4);
  expect(schema.models.every(({ table }) => table === null)).toBe(true);
  expect(schema.tableProblem).toMatchObject({ code: 'server-not-running' });
});

test('a model is joined with its table, field by field', async () => {
  const { session } = testSession({ directory: repository, url: database.url });
  const { model, fields, associationRules, indexes } = await session.describeModel('User');
  expect(fields.filter(({ differences }) => differences.length > 0)).toEqual([]);
  expect(fields.every(({ isInTable }) => isInTable === true)).toBe(true);
  expect(fields.filter(({ isSecret }) => isSecret).map(({ column }) => column)).toEqual(['password_hash']);
  const roleId = fields.find(({ attribute }) => attribute === 'roleId');
  expect(roleId).toMatchObject({
    column: 'role_id',
    refersTo: [{ schema: 'public', table: 'roles', column: 'id', associations: ['Role.users', 'User.role'] }],
  });
  const id = fields.find(({ attribute }) => attribute === 'id');
  expect(id?.referredBy.map(({ table, column }) => `${table}.${column}`)).toEqual([
    'user_devices.user_id',
    'user_permissions.user_id',
  ]);
  expect(associationRules.map(({ association, constraints }) => [association, constraints?.length])).toEqual(
    model.associations.map(({ name }) => [name, 1]),
  );
  expect(indexes.every(({ index }) => index !== null)).toBe(true);
});

test('each scope of a model says what it means in SQL, and nothing is executed', async () => {
  const { session, events } = testSession({ directory: repository, url: database.url });
  const { scopes, softDeleted } = await session.scopeMeanings('User');
  expect(scopes.map(({ name, isKnown, sql }) => [name, isKnown, sql])).toEqual([
    ['defaultScope', true, ''],
    ['active', true, `WHERE "User"."status" = 'active' AND "User"."deleted" = false`],
    ['verified', true, 'WHERE "User"."email_verified" = true'],
    ['registeredSince', false, ''],
    ['withPassword', true, ''],
  ]);
  expect(scopes[0]?.hiddenColumns).toEqual(['passwordHash']);
  expect(softDeleted).toBe('WHERE ("User"."deleted_at" IS NULL)');
  expect(events.filter(({ type }) => type === 'statement-executed')).toEqual([]);
});

test('a table and its columns name the migrations that made them', async () => {
  const { session } = testSession({ directory: repository, url: nowhere });
  const { made, columns, remarks } = await session.tableOrigin('public', 'users');
  expect(remarks).toEqual([]);
  expect(made?.migration).toMatch(/users/);
  expect(columns.every((column) => column.made !== null)).toBe(true);
  expect((await session.tableOrigin('public', 'unheard_of')).made).toBeNull();
});

test('statistics of columns are shares and samples, and keep the values of secrets to themselves', async () => {
  const { session } = testSession({ directory: repository, url: database.url });
  const statistics = await session.columnStatistics('public', 'users');
  const of = (name: string) => statistics.columns.find(({ column }) => column === name);
  expect(statistics.rowEstimate).toBeGreaterThan(0);
  expect(of('id')).toMatchObject({ nullShare: 0, isDistinct: true, isSecret: false });
  expect(of('status')?.commonValues.map(({ text }) => text)).toContain('active');
  expect(of('password_hash')).toMatchObject({ isSecret: true, commonValues: [], bounds: [] });
  await database.execute('ALTER TABLE users ALTER COLUMN status SET (n_distinct = -1); ANALYZE users');
  const { columns } = await session.columnStatistics('public', 'users');
  const status = columns.find(({ column }) => column === 'status');
  // Values that come again are not all different, whatever pg_stats was told.
  expect(status).toMatchObject({ isDistinct: false, distinctCount: null });
  expect(status?.commonValues.map(({ text }) => text)).toContain('active');
  await expect(session.columnStatistics('public', 'user')).rejects.toMatchObject({ code: 'unknown-table' });
});
