import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type HostSession, openHostSession } from '../../src/host/client.ts';
import { specFor } from '../../src/queries/query-spec.ts';
import type { SessionEvent } from '../../src/session-shapes.ts';
import { modelsIndex, projectFolder } from '../cli/project-folder.ts';
import { sessionOptions, type TestSessionOptions } from '../session/test-session.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

const repository = resolve(import.meta.dirname, '../..');
const hostFile = resolve(repository, 'dist/host.mjs');

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.execute(`
    CREATE TABLE products (id serial PRIMARY KEY, name text, price bigint, photo bytea, made timestamptz);
    INSERT INTO products (name, price, photo, made) VALUES ('tea', 9007199254740993, '\\x00ff', '2026-01-09T12:00:00Z');
  `);
});
afterAll(async () => {
  await database.drop();
});

/** A loaded machine takes its time. */
const patiently = { timeout: 10_000 };

interface OpenHost {
  readonly session: HostSession;
  readonly events: SessionEvent[];
}

const sessions: HostSession[] = [];
afterEach(async () => {
  await Promise.all(sessions.splice(0).map((session) => session.close()));
});

function openHost(options: TestSessionOptions): OpenHost {
  const session = openHostSession(sessionOptions(options), { hostFile });
  const events: SessionEvent[] = [];
  session.onEvent((event) => events.push(event));
  sessions.push(session);
  return { session, events };
}

/** A project whose models file does `before` and then defines `Product`. */
async function openProject(before = ''): Promise<OpenHost> {
  const directory = await projectFolder({ 'models/index.js': modelsIndex(database.url, before) });
  return openHost({ directory, url: database.url });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('a session in a host process', () => {
  it('answers as the session itself does, values intact', async () => {
    const { session } = await openProject();
    expect(await session.project()).toMatchObject({ name: 'shop' });
    const { rows } = await session.run('SELECT photo, made, NULL FROM products');
    const [photo, made, nothing] = rows[0] ?? [];
    expect(made).toEqual(new Date('2026-01-09T12:00:00Z'));
    expect(made).toBeInstanceOf(Date);
    expect(photo).toBeInstanceOf(Uint8Array);
    expect([...(photo as Uint8Array)]).toEqual([0, 255]);
    expect(nothing).toBeNull();
    const { models } = await session.models();
    expect(models.map(({ name }) => name)).toEqual(['Product']);
    expect((await session.page(specFor({ type: 'model', name: 'Product' }))).rows).toEqual([[1, 'tea']]);
  });

  it('completes a filter of a model and of a table', async () => {
    const { session } = await openProject();
    const model = { source: { type: 'model', name: 'Product' }, text: 'na', cursor: 2 } as const;
    expect(await session.completeFilter(model)).toEqual({
      from: 0,
      to: 2,
      candidates: [{ text: 'name', aside: 'varchar(255)' }],
    });
    const source = { type: 'table', schema: 'public', name: 'products' } as const;
    expect(await session.completeFilter({ source, text: 'pho', cursor: 3 })).toMatchObject({
      candidates: [{ text: 'photo', aside: 'bytea' }],
    });
    const gone = { ...source, name: 'gone' };
    expect(await session.completeFilter({ source: gone, text: 'x', cursor: 1 })).toMatchObject({
      candidates: [],
    });
  });

  it('exports there, tells its progress here, and leaves nothing of a cancelled export', async () => {
    const { session } = await openProject();
    const folder = await mkdtemp(join(tmpdir(), 'seqscope-host-export-'));
    const request = {
      spec: specFor({ type: 'table', schema: 'public', name: 'products' }, null),
      format: 'jsonl',
      isRaw: false,
      hasHeader: true,
    } as const;
    const told: number[] = [];
    const file = { path: join(folder, 'products.jsonl'), overwrites: false };
    const onProgress = ({ rowCount }: { rowCount: number }) => told.push(rowCount);
    expect(await session.export({ ...request, file }, { onProgress })).toMatchObject({ rowCount: 1 });
    expect(told.at(-1)).toBe(1);
    expect(await readFile(file.path, 'utf8')).toContain('"photo":"\\\\x00ff"');
    await expect(session.export({ ...request, file })).rejects.toMatchObject({ code: 'file-exists' });

    await database.execute(
      'CREATE VIEW endless AS SELECT pg_sleep(0.01)::text, n FROM generate_series(1, 100000) n',
    );
    const controller = new AbortController();
    const endless = session.export(
      {
        ...request,
        spec: specFor({ type: 'table', schema: 'public', name: 'endless' }, null),
        file: { path: join(folder, 'endless.jsonl'), overwrites: false },
      },
      { signal: controller.signal, onProgress: () => controller.abort() },
    );
    await expect(endless).rejects.toMatchObject({ kind: 'interrupted' });
    expect(await readdir(folder)).toEqual(['products.jsonl']);
    await rm(folder, { recursive: true });
  });

  it('rejects with the error that was made there, code and remedy included', async () => {
    const { session } = await openProject();
    await expect(session.run('SELEC 1')).rejects.toMatchObject({
      name: 'ConsoleError',
      details: { sqlState: '42601' },
    });
    await expect(session.describeModel('Prodct')).rejects.toMatchObject({
      code: 'unknown-model',
      kind: 'usage',
      remedy: expect.stringContaining('"Product"') as unknown,
    });
  });

  it('inspects the project beside what is open: the instance that is read with stays', async () => {
    const { session, events } = await openProject("console.log('loaded');");
    await session.models();
    expect(await session.inspectProject()).toMatchObject({ name: 'shop', counts: { models: 1 } });
    expect((await session.page(specFor({ type: 'model', name: 'Product' }))).rows).toHaveLength(1);
    expect(events.filter(({ type }) => type === 'project-printed' || type === 'host-exited')).toHaveLength(1);
  });

  it('remembers an allowed host when its process is started anew', async () => {
    const directory = await projectFolder({
      'config/config.js': "module.exports = { dialect: 'postgres', host: 'db.invalid', database: 'shop' };",
    });
    const { session } = openHost({ directory });
    await expect(session.database()).rejects.toMatchObject({ code: 'unconfirmed-host' });
    await session.allowHost('db.invalid');
    session.restart();
    await expect(session.database()).rejects.toMatchObject({ kind: 'connection' });
  });

  it('runs several calls at once', async () => {
    const { session } = await openProject();
    const answers = await Promise.all([1, 2, 3].map((n) => session.run(`SELECT ${n}, pg_sleep(0.05)`)));
    expect(answers.map(({ rows }) => rows[0]?.[0])).toEqual([1, 2, 3]);
  });

  it('cancels on the server when a call is given up', async () => {
    const { session } = await openProject();
    await session.database();
    const controller = new AbortController();
    const sleeping = session.run('SELECT pg_sleep(60)', { signal: controller.signal });
    setTimeout(() => controller.abort(), 100);
    await expect(sleeping).rejects.toMatchObject({ name: 'AbortError' });
    await expect
      .poll(() =>
        database.execute(`SELECT count(*)::int AS n FROM pg_stat_activity
          WHERE datname = current_database() AND state = 'active' AND query LIKE 'SELECT pg_sleep(60)%'`),
      )
      .toEqual([{ n: 0 }]);
    const given = new AbortController();
    given.abort();
    await expect(session.run('SELECT 1', { signal: given.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it('passes on what the project prints, and every statement', async () => {
    const { session, events } = await openProject(`console.log('hello'); console.error('careful');`);
    await session.models();
    await session.run('SELECT 7');
    expect(events).toContainEqual({ type: 'project-printed', stream: 'stdout', text: 'hello\n' });
    expect(events).toContainEqual({ type: 'project-printed', stream: 'stderr', text: 'careful\n' });
    expect(events).toContainEqual(expect.objectContaining({ type: 'statement-executed', sql: 'SELECT 7' }));
  });

  it('reports the events of a step while it runs', async () => {
    const directory = await projectFolder({
      'migrations/1-things.js': `module.exports = {
        up: (q, S) => q.createTable('things', { id: { type: S.INTEGER, primaryKey: true } }),
        down: (q) => q.dropTable('things') };`,
    });
    const { session } = openHost({ directory, url: database.url });
    const seen: string[] = [];
    const outcome = await session.step(
      { kind: 'migrations', direction: 'up', selection: { type: 'all' } },
      { onEvent: (event) => seen.push(event.type) },
    );
    expect(outcome.results).toMatchObject([{ name: '1-things.js', status: 'done' }]);
    expect(seen.filter((type) => !type.startsWith('statement-'))).toEqual(['step-started', 'step-finished']);
    expect(seen).toEqual(expect.arrayContaining(['statement-sent', 'statement-executed']));
  });

  it('lives through timers, forgotten promises and errors that nobody catches', async () => {
    const { session, events } = await openProject(`
      setInterval(() => {}, 1000);
      setTimeout(() => { throw new Error('the cache is away'); }, 1);
      Promise.reject(new Error('nobody waits for me'));
    `);
    await session.models();
    await expect
      .poll(
        () => events.map((event) => (event.type === 'project-printed' ? event.text : '')).join(''),
        patiently,
      )
      .toMatch(/(the cache is away[^]*nobody waits for me|nobody waits for me[^]*the cache is away)/);
    expect((await session.run('SELECT 1')).rows).toEqual([[1]]);
    expect(events.some((event) => event.type === 'host-exited')).toBe(false);
  });
});

describe('a host process that ends', () => {
  it('rejects the calls under way, says so once, and is replaced on the next call', async () => {
    const { session, events } = await openProject('process.reallyExit(3);');
    await session.database();
    const underWay = session.run('SELECT pg_sleep(60)');
    underWay.catch(() => undefined);
    await expect(session.models()).rejects.toMatchObject({
      code: 'host-exited',
      message: expect.stringContaining('exit code 3') as unknown,
      remedy: expect.stringContaining('"R"') as unknown,
    });
    await expect(underWay).rejects.toMatchObject({ code: 'host-exited' });
    expect(events.filter(({ type }) => type === 'host-exited')).toHaveLength(1);
    expect((await session.run('SELECT 5')).rows).toEqual([[5]]);
  });

  it('is another one after a restart, which loads the project anew', async () => {
    const { session, events } = await openProject(`console.log('loaded in', process.pid);`);
    await session.models();
    const waiting = session.run('SELECT pg_sleep(60)');
    waiting.catch(() => undefined);
    session.restart();
    await expect(waiting).rejects.toMatchObject({ code: 'host-restarted' });
    await session.models();
    const prints = events.flatMap((event) => (event.type === 'project-printed' ? [event.text] : []));
    expect(prints).toHaveLength(2);
    expect(prints[0]).not.toBe(prints[1]);
    expect(events.filter(({ type }) => type === 'host-exited')).toEqual([]);
  });

  it('is gone when `close` resolves, though the project loops for ever', async () => {
    const { session, events } = await openProject(`process.stdout.write(String(process.pid)); for (;;);`);
    const looping = session.models();
    looping.catch(() => undefined);
    await expect.poll(() => events.length, patiently).toBeGreaterThan(0);
    const [first] = events;
    const pid = Number(first?.type === 'project-printed' ? first.text : 0);
    expect(isAlive(pid)).toBe(true);
    await session.close();
    expect(isAlive(pid)).toBe(false);
    await expect(looping).rejects.toMatchObject({ code: 'host-restarted' });
  });

  it('leaves when the console dies without a word', async () => {
    const { fork } = await import('node:child_process');
    const directory = await projectFolder({
      'console.mjs': `
        import { fork } from 'node:child_process';
        const host = fork(${JSON.stringify(hostFile)}, [], { serialization: 'advanced' });
        process.send(host.pid);
        setInterval(() => {}, 1000);
      `,
    });
    const console = fork(`${directory}/console.mjs`);
    const pid = await new Promise<number>((done) =>
      console.on('message', (message) => done(Number(message))),
    );
    await delay(300);
    expect(isAlive(pid)).toBe(true);
    console.kill('SIGKILL');
    await expect.poll(() => isAlive(pid), patiently).toBe(false);
  });
});
