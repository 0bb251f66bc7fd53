import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '../support/postgres.ts';
import { ritualityDatabase } from '../support/rituality.ts';
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
