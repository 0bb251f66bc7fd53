import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { specFor } from '../../src/queries/query-spec.ts';
import { projectFolder } from '../cli/project-folder.ts';
import { testSession, type TestSession } from './test-session.ts';

// Short: a unix socket's path has 107 bytes.
let home: string;
let directory: string;

beforeAll(async () => {
  home = await mkdtemp('/tmp/sqs-');
  directory = await projectFolder({
    'config/config.js': `module.exports = { test: { url: 'postgres://nobody@db.invalid/shop', dialect: 'postgres' } };`,
    'models/product.js': `module.exports = (sequelize, DataTypes) =>
      sequelize.define('Product', { name: DataTypes.STRING }, { tableName: 'products', timestamps: false });`,
    'migrations/1-products.js': `module.exports = {
      up: (q, S) => q.createTable('products', { id: { type: S.INTEGER, primaryKey: true, autoIncrement: true }, name: S.STRING }),
      down: (q) => q.dropTable('products') };`,
    'seeders/1-tea.js': `module.exports = { up: (q) => q.bulkInsert('products', [{ name: 'tea' }]), down: async () => {} };`,
  });
});

afterAll(async () => {
  await rm(home, { recursive: true, force: true });
});

function embeddedSession(options: { prepare?: boolean; reset?: boolean; readOnly?: boolean }): TestSession {
  const folders = { XDG_STATE_HOME: home, XDG_CACHE_HOME: home, XDG_RUNTIME_DIR: join(home, 'r') };
  return testSession({ directory, embedded: true, variables: folders, ...options });
}

const products = specFor({ type: 'model', name: 'Product' });

describe('a session on the embedded server', () => {
  it('runs any project there, in an empty database of its own, whatever its settings say', async () => {
    const { session, events } = embeddedSession({});
    const status = await session.database();
    expect(status).toMatchObject({
      embedded: true,
      database: expect.stringMatching(/^shop_[0-9a-f]{6}$/) as unknown,
    });
    expect(status.serverVersion).toMatch(/^\d+/);
    expect(await session.tables()).toEqual([]);
    expect((await session.models()).problems).toEqual([]);
    expect(await session.journal('migrations')).toMatchObject({ entries: [{ state: 'pending' }] });
    expect(events.some((event) => event.type === 'preparing')).toBe(true);
    expect(await session.dropDatabase()).toEqual({ database: status.database, dropped: true });
    await session.close();
  });

  it('is prepared when asked to, before the first row is read', async () => {
    const { session, events } = embeddedSession({ prepare: true });
    expect((await session.page(products)).rows).toEqual([[1, 'tea']]);
    const steps = events.flatMap((event) => (event.type === 'preparing' ? [event.step] : []));
    expect(steps.slice(-3)).toEqual([
      expect.stringMatching(/^Creating "shop_/),
      'Migrating 1-products.js',
      'Seeding 1-tea.js',
    ]);
    expect(await session.journal('migrations')).toMatchObject({ entries: [{ state: 'executed' }] });
    await session.close();
  });

  it('keeps its rows from one session to the next, until it is reset', async () => {
    const second = embeddedSession({ prepare: true });
    await second.session.run(`INSERT INTO products (name) VALUES ('coffee')`);
    await second.session.close();
    const third = embeddedSession({ prepare: true });
    expect((await third.session.count(products)).count).toBe(2);
    await third.session.close();
    const reset = embeddedSession({ prepare: true, reset: true });
    expect((await reset.session.count(products)).count).toBe(1);
    await reset.session.close();
  });

  it('may be read-only and prepared all the same', async () => {
    const { session } = embeddedSession({ prepare: true, readOnly: true });
    expect((await session.page(products)).rows).toEqual([[1, 'tea']]);
    await expect(session.run('DELETE FROM products')).rejects.toMatchObject({
      details: { sqlState: '25006' },
    });
    await session.close();
  });
});
