import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { includeOf, specFor } from '../../src/queries/query-spec.ts';
import { modelsIndex, projectFolder } from '../cli/project-folder.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { ritualityDatabase } from '../support/rituality.ts';
import { testSession } from './test-session.ts';

const repository = resolve(import.meta.dirname, '../..');

let rituality: TestDatabase;
let shop: TestDatabase;
beforeAll(async () => {
  [rituality, shop] = await Promise.all([ritualityDatabase(), createTestDatabase()]);
  await shop.execute('CREATE TABLE products (id serial PRIMARY KEY, name text)');
  await shop.execute(`INSERT INTO products (name) SELECT 'tea ' || n FROM generate_series(1, 7) AS n`);
});
afterAll(async () => {
  await Promise.all([rituality.drop(), shop.drop()]);
});

describe('what a page tells of its statements', () => {
  it('is each with its time and rows, the one of a separate association too', async () => {
    const { session } = testSession({ directory: repository, url: rituality.url });
    const includes = [{ ...includeOf('devices'), isSeparate: true }];
    const spec = { ...specFor({ type: 'model', name: 'User' } as const, 3), includes };
    const { sent } = await session.page(spec);
    expect(sent?.repeats).toEqual([]);
    expect(sent?.statements.map(({ sql }) => /FROM "(\w+)"/.exec(sql)?.[1])).toEqual([
      'users',
      'user_devices',
    ]);
    expect(sent?.statements[0]).toMatchObject({ rowCount: 4, durationMs: expect.any(Number) as unknown });
  });

  it('is the statement of the rows alone for a table, not what was read of the catalog', async () => {
    const { session } = testSession({ directory: repository, url: rituality.url });
    const { sent } = await session.page(specFor({ type: 'table', schema: 'public', name: 'roles' }, 2));
    expect(sent?.statements).toMatchObject([{ sql: expect.stringContaining('"roles"') as unknown }]);
  });

  it('is of each page its own, however many are read at once', async () => {
    const { session } = testSession({ directory: repository, url: rituality.url });
    const pages = await Promise.all(
      (['User', 'Role', 'UserDevice'] as const).map((name) =>
        session.page(specFor({ type: 'model', name }, 2)),
      ),
    );
    for (const { sent, sql } of pages) expect(sent?.statements.map((each) => each.sql)).toEqual([sql]);
  });

  it('names what is read once a row', async () => {
    const hook = `sequelize.models.Product.addHook('afterFind', async (rows) => {
      for (const { id } of rows) await sequelize.query('SELECT name FROM products WHERE id = ' + id);
    });`;
    const directory = await projectFolder({
      'models/index.js': modelsIndex(shop.url).replace('module.exports', `${hook}\nmodule.exports`),
    });
    const { session } = testSession({ directory });
    const { sent } = await session.page(specFor({ type: 'model', name: 'Product' }, 10));
    expect(sent?.statements).toHaveLength(8);
    expect(sent?.repeats.map(({ text }) => text)).toEqual([
      'N+1: products was read 7 times by id, once a row.',
    ]);
  });

  it('is told of a saved query that reads by itself', async () => {
    const query = `module.exports.default = async ({ Product }) => {
      const rows = await Product.findAll({ attributes: ['id'], raw: true });
      for (const { id } of rows) await Product.findAll({ where: { id }, raw: true });
      return rows;
    };`;
    const directory = await projectFolder({
      'models/index.js': modelsIndex(shop.url),
      'queries/one-by-one.js': query,
    });
    const { session } = testSession({ directory });
    const outcome = await session.runSavedQuery('one-by-one', {});
    const sent = outcome.type === 'page' ? outcome.page.sent : undefined;
    expect(sent?.statements.map(({ rowCount }) => rowCount)).toEqual([7, 1, 1, 1, 1, 1, 1, 1]);
    expect(sent?.repeats).toMatchObject([{ count: 7, table: 'products', columns: ['id'] }]);
  });
});
