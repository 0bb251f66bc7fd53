/** A rehearsal through the host process. */
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type HostSession, openHostSession } from '../../src/host/client.ts';
import { projectFolder } from '../cli/project-folder.ts';
import { sessionOptions } from '../session/test-session.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

const hostFile = resolve(import.meta.dirname, '../../dist/host.mjs');

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.execute('CREATE TABLE products (id serial PRIMARY KEY)');
});
afterAll(async () => {
  await database.drop();
});

function open(directory: string): HostSession {
  const session = openHostSession(sessionOptions({ directory, url: database.url }), { hostFile });
  onTestFinished(() => session.close());
  return session;
}

describe('a session in a host process', () => {
  it('rehearses there, tells each pass here, and leaves the database as it was', async () => {
    const directory = await projectFolder({
      'migrations/1-color.js': `
        module.exports = {
          up: (queryInterface) => queryInterface.addColumn('products', 'color', 'text'),
          down: (queryInterface) => queryInterface.removeColumn('products', 'color'),
        };`,
    });
    const session = open(directory);
    const seen: string[] = [];
    const request = {
      kind: 'migrations',
      direction: 'up',
      selection: { type: 'all' },
      isRoundTrip: true,
    } as const;
    const { verdict, entries, catalogHash } = await session.rehearse(request, {
      onRehearsal: (event) => {
        if (event.type === 'pass-finished') seen.push(`${event.pass.direction} ${event.pass.status}`);
      },
    });
    expect(verdict).toBe('fine');
    expect(seen).toEqual(['up done', 'down done', 'up done']);
    expect(entries).toMatchObject([{ name: '1-color.js', roundTrip: { isRestored: true } }]);
    expect(catalogHash.after).toBe(catalogHash.before);
    const { rows } = await session.run(
      `SELECT to_regclass('"SequelizeMeta"') IS NULL, count(*) FILTER (WHERE attname = 'color')::int
         FROM pg_attribute WHERE attrelid = 'products'::regclass`,
    );
    expect(rows).toEqual([[true, 0]]);
  });

  it('cancels a rehearsal that is given up, and rolls it back', async () => {
    const directory = await projectFolder({
      'migrations/1-slow.js': `
        module.exports = {
          async up(queryInterface) {
            await queryInterface.addColumn('products', 'size', 'text');
            await queryInterface.sequelize.query('SELECT pg_sleep(60)');
          },
        };`,
    });
    const session = open(directory);
    const controller = new AbortController();
    const request = {
      kind: 'migrations',
      direction: 'up',
      selection: { type: 'all' },
      isRoundTrip: false,
    } as const;
    const { entries, catalogHash } = await session.rehearse(request, {
      signal: controller.signal,
      onRehearsal: ({ type }) => {
        if (type === 'statement-executed') controller.abort();
      },
    });
    expect(entries[0]?.passes[0]?.error).toMatchObject({ kind: 'interrupted' });
    expect(catalogHash.after).toBe(catalogHash.before);
  });
});
