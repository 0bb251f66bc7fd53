import { afterAll, beforeAll, expect, test } from 'vitest';
import { findProject } from '../../../src/project/find-project.ts';
import { openSequelize } from '../../../src/project/load/open-sequelize.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { ask } from '../support/load.ts';
import { fixture, projectOptions } from '../support/options.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("openSequelize makes an instance of the project's settings without its models", async () => {
  const project = await findProject(projectOptions(fixture('factories')), {});
  const statements: string[] = [];
  const sequelize = await openSequelize(project, {
    target: database.target,
    mode: { readOnly: false, statementTimeoutMs: null },
    onStatement: ({ sql }) => statements.push(sql),
  });
  expect(sequelize.models).toEqual({});
  expect(sequelize.define('LineItem', { unitPrice: 'money' }).getAttributes().unitPrice?.field).toBe(
    'unit_price',
  );
  expect(await ask({ sequelize }, 'SELECT current_database() AS name')).toEqual([
    { name: database.target.database },
  ]);
  expect(statements).toContain('SELECT current_database() AS name');
});
