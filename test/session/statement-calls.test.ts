import { join, resolve } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { includeOf, specFor } from '../../src/queries/query-spec.ts';
import type { ExportRequest } from '../../src/queries/export/export-request.ts';
import type { Session } from '../../src/session.ts';
import type { SessionEvent } from '../../src/session-shapes.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { ritualityWithFolder } from '../support/rituality-with-folder.ts';
import { projectFolder } from '../cli/project-folder.ts';
import { testSession } from './test-session.ts';

const repository = resolve(import.meta.dirname, '../..');
const users = specFor({ type: 'model', name: 'User' }, 20);
const csv: ExportRequest = { spec: users, format: 'csv', isRaw: false, hasHeader: true };

const rituality = ritualityWithFolder();

type Executed = Extract<SessionEvent, { readonly type: 'statement-executed' }>;

const executed = (events: readonly SessionEvent[]): readonly Executed[] =>
  events.filter((event): event is Executed => event.type === 'statement-executed');

describe('the log of a session', () => {
  it.each<[string, (session: Session) => Promise<unknown>]>([
    ['a page', (session) => session.page({ ...users, includes: [includeOf('devices')] })],
    ['a count', (session) => session.count(users)],
    ['a count up to a number', (session) => session.countUpTo(users, 100)],
    ['an estimate', (session) => session.estimate(users)],
    [
      'an export to a file',
      (session) =>
        session.export({ ...csv, file: { path: join(rituality.folder, 'users.csv'), overwrites: true } }),
    ],
    ['an export', (session) => session.exportTo(csv, async () => undefined)],
    ['a scope lens', (session) => session.scopeLens(users)],
    ['a saved query', (session) => session.runSavedQuery('users-by-role', {})],
  ])('has the statements of %s under one call', async (_what, call) => {
    const { session, events } = testSession({ directory: repository, url: rituality.database.url });
    await session.models();
    await session.tables();
    events.length = 0;
    await call(session);
    const calls = executed(events).map((event) => event.call);
    expect(calls.length).toBeGreaterThan(0);
    expect(calls).not.toContain(null);
    expect(new Set(calls).size).toBe(1);
  });

  it('has the statements of two calls at once apart', async () => {
    const { session, events } = testSession({ directory: repository, url: rituality.database.url });
    await session.models();
    events.length = 0;
    await Promise.all([session.count(users), session.page(users)]);
    expect(new Set(executed(events).map((event) => event.call)).size).toBe(2);
  });

  it('names what one call reads once a row, with the association that would save it', async () => {
    const shop = await createTestDatabase();
    await shop.execute(`
      CREATE TABLE shops (id int PRIMARY KEY);
      CREATE TABLE orders (id int PRIMARY KEY, shop_id int REFERENCES shops);
      INSERT INTO shops SELECT generate_series(1, 6);
    `);
    const directory = await projectFolder({
      'models/index.js': `
        const { Sequelize, DataTypes } = require('sequelize');
        const sequelize = new Sequelize(${JSON.stringify(shop.url)}, { logging: false });
        const id = { type: DataTypes.INTEGER, primaryKey: true };
        const Shop = sequelize.define('Shop', { id }, { tableName: 'shops', timestamps: false });
        const Order = sequelize.define('Order', { id }, { tableName: 'orders', timestamps: false });
        Shop.hasMany(Order, { as: 'orders', foreignKey: { name: 'shopId', field: 'shop_id' } });
        module.exports = { sequelize };
      `,
      'queries/ordered.js': `
        module.exports = async ({ Shop }) => {
          const shops = await Shop.findAll();
          for (const shop of shops) await shop.getOrders();
          return shops;
        };
      `,
    });
    const { session, events } = testSession({ directory, url: shop.url });
    await session.runSavedQuery('ordered', {});
    const repeats = await vi.waitUntil(() => events.find(({ type }) => type === 'repeats-recognised'), {
      timeout: 15_000,
    });
    const [{ call } = { call: null }] = executed(events).filter(({ by }) => by === 'models');
    expect(repeats).toMatchObject({
      call,
      repeats: [
        { count: 6, text: 'N+1: orders was read 6 times by shop_id, once a row: include "orders" of Shop.' },
      ],
    });
    await session.close();
    await shop.drop();
  });
});
