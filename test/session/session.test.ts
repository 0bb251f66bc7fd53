import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConsoleError } from '../../src/errors.ts';
import { specFor } from '../../src/queries/query-spec.ts';
import { modelsIndex, projectFolder } from '../cli/project-folder.ts';
import { createTestDatabase, executeOn, testServer, type TestDatabase, urlOf } from '../support/postgres.ts';
import { ritualityDatabase } from '../support/rituality.ts';
import { testSession } from './test-session.ts';

const repository = resolve(import.meta.dirname, '../..');
const nowhere = 'postgres://postgres@127.0.0.1:1/nowhere';
const user = { type: 'model', name: 'User' } as const;

let database: TestDatabase;
beforeAll(async () => {
  database = await ritualityDatabase();
});
afterAll(async () => {
  await database.drop();
});

describe('a session on the Rituality project', () => {
  it('says what it found', async () => {
    const { session } = testSession({ directory: repository, url: database.url });
    const project = await session.project();
    expect(project).toMatchObject({ root: repository, name: 'seqscope', environment: 'test' });
    expect(project.paths.models).toBe(join(repository, 'src/models'));
    expect(project.choices.map(({ what }) => what)).toContain('database');
  });

  it('says where it is connected, and is known there by name', async () => {
    const { session } = testSession({ directory: repository, url: database.url });
    expect(await session.database()).toMatchObject({
      database: database.target.database,
      host: database.target.host,
      serverVersion: expect.stringMatching(/^15\.\d+$/) as unknown,
      readOnly: false,
      embedded: false,
    });
    const { rows } = await session.run('SHOW application_name');
    expect(rows).toEqual([['seqscope']]);
  });

  it('loads the models without connecting', async () => {
    const { session, events } = testSession({ directory: repository, url: nowhere });
    const { models, problems } = await session.models();
    expect(models.map(({ name }) => name)).toEqual(['Role', 'User', 'UserDevice', 'UserPermission']);
    expect(problems).toEqual([]);
    expect(events).toEqual([]);
    await expect(session.tables()).rejects.toMatchObject({ kind: 'connection' });
  });

  it('names the model before a table once models are loaded, and loads none to list tables', async () => {
    const { session } = testSession({ directory: repository, url: database.url });
    const before = await session.tables();
    expect(before.map(({ name }) => name)).toContain('users');
    expect(before.every(({ model }) => model === null)).toBe(true);
    await session.models();
    const after = await session.tables();
    expect(after.find(({ name }) => name === 'users')?.model).toBe('User');
  });

  it('reads a page, its count and its statement through the model', async () => {
    const { session, events } = testSession({ directory: repository, url: database.url });
    const spec = { ...specFor(user, 5), scopes: [{ name: 'active', arguments: [] }] };
    const page = await session.page(spec);
    expect(page.rows).toHaveLength(5);
    expect(page.hasAfter).toBe(true);
    expect((await session.compile(spec)).sql).toMatch(/^SELECT .* ORDER BY "User"."id" ASC LIMIT 5;$/);
    const { count } = await session.count(spec);
    const [counted] = await database.execute(
      `SELECT count(*)::int AS n FROM users WHERE status = 'active' AND NOT deleted AND deleted_at IS NULL`,
    );
    expect(count).toBe(counted?.n);
    expect(events.filter((event) => event.type === 'statement-executed')).toContainEqual(
      expect.objectContaining({ by: 'models', sql: page.sql }),
    );
  });

  it('tells statements of the console from those of the models', async () => {
    const { session, events } = testSession({ directory: repository, url: database.url });
    await session.run('SELECT 42');
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'statement-executed', by: 'console', sql: 'SELECT 42' }),
    );
  });

  it('joins a model with its table, and does without the table where the server is away', async () => {
    const { session } = testSession({ directory: repository, url: database.url });
    const described = await session.describeModel('User');
    expect(described.table?.indexes.length).toBeGreaterThan(0);
    await expect(session.describeModel('Usr')).rejects.toMatchObject({
      code: 'unknown-model',
      remedy: expect.stringContaining('User') as unknown,
    });
    const away = testSession({ directory: repository, url: nowhere });
    expect((await away.session.describeModel('User')).table).toBeNull();
  });

  it('describes a table, and lists the nearest to one that is not there', async () => {
    const { session } = testSession({ directory: repository, url: database.url });
    await session.models();
    expect(await session.describeTable('public', 'users')).toMatchObject({ name: 'users', model: 'User' });
    await expect(session.describeTable('public', 'user')).rejects.toMatchObject({
      code: 'unknown-table',
      remedy: expect.stringContaining('"public.users"') as unknown,
    });
  });

  it('cancels a query on the server', async () => {
    const { session } = testSession({ directory: repository, url: database.url });
    await session.database();
    const controller = new AbortController();
    const sleeping = session.run('SELECT pg_sleep(30)', { signal: controller.signal });
    setTimeout(() => controller.abort(), 100);
    await expect(sleeping).rejects.toThrow();
    const [running] = await database.execute(
      `SELECT count(*)::int AS n FROM pg_stat_activity
        WHERE datname = current_database() AND state = 'active' AND query LIKE '%pg_sleep(30)' AND pid <> pg_backend_pid()`,
    );
    expect(running?.n).toBe(0);
  });
});

describe('a read-only session', () => {
  it('reads, and has every write refused by the server', async () => {
    const { session } = testSession({ directory: repository, url: database.url, readOnly: true });
    expect((await session.database()).readOnly).toBe(true);
    expect((await session.page(specFor(user, 1))).rows).toHaveLength(1);
    await expect(session.run('DELETE FROM users')).rejects.toMatchObject({ details: { sqlState: '25006' } });
  });

  it('refuses steps, creating and dropping before anything is sent', async () => {
    const { session, events } = testSession({ directory: repository, url: nowhere, readOnly: true });
    const request = { kind: 'migrations', direction: 'down', selection: { type: 'next', count: 1 } } as const;
    for (const refused of [session.step(request), session.createDatabase(), session.dropDatabase()]) {
      await expect(refused).rejects.toMatchObject({ code: 'read-only', kind: 'usage' });
    }
    expect(events).toEqual([]);
  });
});

describe('journals', () => {
  it('are read without creating their table, and without the models', async () => {
    const empty = await createTestDatabase();
    const directory = await projectFolder({
      'models/index.js': `throw new Error('loaded');`,
      'migrations/1-first.js': `module.exports = { up: async (q) => q.createTable('firsts', {}), down: async () => {} };`,
    });
    const { session } = testSession({ directory, url: empty.url });
    expect(await session.journal('migrations')).toMatchObject({
      exists: false,
      entries: [{ name: '1-first.js', state: 'pending' }],
    });
    expect(await empty.execute(`SELECT to_regclass('"SequelizeMeta"') AS meta`)).toEqual([{ meta: null }]);
    expect((await session.journalFile('migrations', '1-first.js')).text).toContain('createTable');
    await session.close();
    await empty.drop();
  });

  it('are stepped down and up, with events and statements on the way', async () => {
    const copy = await ritualityDatabase();
    const { session, events } = testSession({ directory: repository, url: copy.url });
    const seen: string[] = [];
    const last = { kind: 'migrations', selection: { type: 'next', count: 1 } } as const;
    const down = await session.step(
      { ...last, direction: 'down' },
      { onEvent: (event) => seen.push(event.type) },
    );
    expect(down.results).toMatchObject([
      { name: '20260109120004-create-user-devices.js', status: 'done', wasAtomic: true },
    ]);
    expect(seen).toContain('step-started');
    expect(seen.at(-1)).toBe('step-finished');
    expect(events).toContainEqual(expect.objectContaining({ type: 'statement-executed', by: 'journal' }));
    expect(await copy.execute(`SELECT to_regclass('user_devices') AS t`)).toEqual([{ t: null }]);
    const up = await session.step({ ...last, direction: 'up' });
    expect(up.results).toMatchObject([{ name: '20260109120004-create-user-devices.js', status: 'done' }]);
    await session.close();
    await copy.drop();
  });
});

describe('a project that disagrees with itself', () => {
  it('is read where its models are, and the disagreement is named', async () => {
    const other = await createTestDatabase();
    await other.execute('CREATE TABLE products (id serial PRIMARY KEY, name text)');
    const directory = await projectFolder({
      'config/config.json': JSON.stringify({ test: { url: database.url, dialect: 'postgres' } }),
      'models/index.js': modelsIndex(other.url),
    });
    const { session } = testSession({ directory });
    const { problems } = await session.models();
    expect(problems).toMatchObject([{ code: 'targets-differ' }]);
    expect(problems[0]?.message).toContain(`"${other.target.database}"`);
    expect(problems[0]?.message).toContain(`"${database.target.database}"`);
    expect((await session.database()).database).toBe(database.target.database);
    expect((await session.describeModel('Product')).table?.name).toBe('products');
    expect((await session.page(specFor({ type: 'model', name: 'Product' }))).rows).toEqual([]);
    await session.close();
    await other.drop();
  });

  it('is one again under `--url`', async () => {
    const directory = await projectFolder({ 'models/index.js': modelsIndex(nowhere) });
    const { session } = testSession({ directory, url: database.url });
    expect((await session.models()).problems).toEqual([]);
    const page = session.page(specFor({ type: 'model', name: 'Product' }));
    await expect(page).rejects.toMatchObject({ details: { sqlState: '42P01' } });
  });
});

describe('a project without a configuration', () => {
  it('is followed to where its models connect', async () => {
    const directory = await projectFolder({ 'models/index.js': modelsIndex(database.url) });
    const { session } = testSession({ directory });
    expect((await session.database()).database).toBe(database.target.database);
  });

  it('asks for a database when its models do not say either', async () => {
    const directory = await projectFolder({ 'migrations/1-first.js': 'module.exports = {};' });
    const { session } = testSession({ directory });
    await expect(session.database()).rejects.toMatchObject({
      code: 'no-database-configured',
      kind: 'usage',
      remedy: expect.stringContaining('--url') as unknown,
    });
  });
});

describe('what failed once', () => {
  it('is tried again: models, after the file was mended', async () => {
    const directory = await projectFolder({ 'models/index.js': 'this is not JavaScript' });
    const { session } = testSession({ directory, url: database.url });
    await expect(session.models()).rejects.toBeInstanceOf(ConsoleError);
    await writeFile(join(directory, 'models/index.js'), modelsIndex(database.url));
    expect((await session.models()).models.map(({ name }) => name)).toEqual(['Product']);
  });

  it('is tried again: the project, after it was made', async () => {
    const directory = await projectFolder({ 'config/config.json': '{ not JSON' });
    const { session } = testSession({ directory });
    await expect(session.project()).rejects.toBeInstanceOf(ConsoleError);
    await rm(join(directory, 'config/config.json'));
    await writeFile(
      join(directory, 'config/config.json'),
      JSON.stringify({ test: { url: database.url, dialect: 'postgres' } }),
    );
    expect((await session.database()).database).toBe(database.target.database);
  });
});

describe("the project's database", () => {
  it('is created and dropped, once each', async () => {
    const target = { ...testServer(), database: `test_made_${process.pid}` };
    const { session } = testSession({ directory: repository, url: urlOf(target) });
    await expect(session.database()).rejects.toMatchObject({ details: { sqlState: '3D000' } });
    expect(await session.createDatabase()).toEqual({ database: target.database });
    await expect(session.createDatabase()).rejects.toMatchObject({ code: 'database-exists' });
    await session.database();
    expect(await session.dropDatabase()).toEqual({ database: target.database, dropped: true });
    expect(await session.dropDatabase()).toEqual({ database: target.database, dropped: false });
  });
});

describe('closing', () => {
  it('leaves no connection behind, and may be asked for twice', async () => {
    const copy = await ritualityDatabase();
    const { session } = testSession({ directory: repository, url: copy.url });
    await session.page(specFor(user, 1));
    await session.tables();
    await Promise.all([session.close(), session.close()]);
    // A backend notices its client's goodbye a moment later.
    await expect
      .poll(() =>
        executeOn(
          testServer(),
          `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = '${copy.target.database}'`,
        ),
      )
      .toEqual([{ n: 0 }]);
    await copy.drop();
  });

  it('stops telling a listener that left', async () => {
    const { session } = testSession({ directory: repository, url: database.url });
    let heard = 0;
    const stop = session.onEvent(() => (heard += 1));
    await session.run('SELECT 1');
    stop();
    await session.run('SELECT 2');
    expect(heard).toBe(1);
  });
});
