import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { endSession } from '../../../src/database/activity/end-session.ts';
import type { ActivityView, SessionRow } from '../../../src/database/activity/activity.ts';
import { readActivity } from '../../../src/database/activity/read-activity.ts';
import { type Database, openDatabase } from '../../../src/database/client.ts';
import { type KeptConnection, keepConnection } from '../../support/execute.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';

let scratch: TestDatabase;
let database: Database;
let opened: KeptConnection[] = [];

beforeAll(async () => {
  scratch = await createTestDatabase();
  await scratch.execute(`CREATE SCHEMA shop; CREATE TABLE shop.orders (id int PRIMARY KEY, note text);
    INSERT INTO shop.orders SELECT n, 'x' FROM generate_series(1, 1000) n; CREATE INDEX orders_note ON shop.orders (note)`);
  await scratch.execute('VACUUM ANALYZE shop.orders');
  database = openDatabase(
    scratch.target,
    { readOnly: true, statementTimeoutMs: null },
    { maxConnections: 1 },
  );
});
afterEach(async () => {
  await Promise.all(opened.map((connection) => connection.close().catch(() => undefined)));
  opened = [];
});
afterAll(async () => {
  await database.close();
  await scratch.drop();
});

async function connect(name: string): Promise<KeptConnection> {
  const connection = keepConnection(scratch.target);
  opened.push(connection);
  await connection.execute(`SET application_name = '${name}'`);
  return connection;
}

async function until(isSo: (view: ActivityView) => boolean): Promise<ActivityView> {
  for (;;) {
    const view = await readActivity(database);
    if (isSo(view)) return view;
    await new Promise((wait) => setTimeout(wait, 20));
  }
}

const waits = (count: number) => (view: ActivityView) =>
  view.sessions.filter(({ blockedBy }) => blockedBy.length > 0).length === count;

function named(view: ActivityView, name: string): SessionRow {
  const found = view.sessions.find(({ application }) => application === name);
  if (found === undefined) throw new Error(`no session "${name}"`);
  return found;
}

describe('activity', () => {
  it('shows who waits for whom as a tree, before the others, with the locks between them', async () => {
    const holder = await connect('holder');
    const first = await connect('first');
    const second = await connect('second');
    await connect('idle');
    await holder.execute(`BEGIN; LOCK TABLE shop.orders IN SHARE MODE`);
    const one = first.execute(`UPDATE shop.orders SET note = 'y' WHERE id = 1`);
    await until(waits(1));
    const two = second.execute('ALTER TABLE shop.orders ADD COLUMN more int');
    const view = await until(waits(2));
    expect(view.sessions.map(({ application, depth }) => [application, depth])).toEqual([
      ['holder', 0],
      ['first', 1],
      ['second', 2],
      ['idle', 0],
      ['seqscope', 0],
    ]);
    expect(named(view, 'holder')).toMatchObject({
      state: 'idle in transaction',
      keepsWaiting: 2,
      isOwn: false,
    });
    expect(named(view, 'first')).toMatchObject({ state: 'active', wait: 'Lock: relation', keepsWaiting: 1 });
    expect(named(view, 'second').blockedBy).toEqual([named(view, 'holder').pid, named(view, 'first').pid]);
    expect(view.locks.filter(({ isGranted }) => !isGranted)).toEqual([
      { pid: named(view, 'first').pid, target: 'shop.orders', mode: 'RowExclusiveLock', isGranted: false },
      {
        pid: named(view, 'second').pid,
        target: 'shop.orders',
        mode: 'AccessExclusiveLock',
        isGranted: false,
      },
    ]);
    await holder.execute('ROLLBACK');
    await Promise.all([one, two]);
    expect((await readActivity(database)).sessions.every(({ depth }) => depth === 0)).toBe(true);
  });

  it('says nothing before a lock: not even of a table that is held exclusively', async () => {
    const holder = await connect('holder');
    await holder.execute('BEGIN; LOCK TABLE shop.orders IN ACCESS EXCLUSIVE MODE');
    const view = await readActivity(database);
    expect(view.tables).toMatchObject([{ schema: 'shop', name: 'orders', rowEstimate: 1000 }]);
    expect(view.indexes).toMatchObject([
      { name: 'orders_pkey', isUnused: false },
      { name: 'orders_note', isUnused: true },
    ]);
    expect(view.statements).toBe(null);
    expect(view.connections.used).toBeLessThan(view.connections.most);
  });

  it('takes passwords out of statements', async () => {
    const holder = await connect('holder');
    await holder.execute(`BEGIN`);
    await holder.execute(`SELECT 'postgres://me:hunter2@host/db'`);
    expect(named(await readActivity(database), 'holder').statement).toBe(
      `SELECT 'postgres://me:***@host/db'`,
    );
  });

  it('tells a role that may not see others so, and what it may see', async () => {
    await connect('somebody');
    const name = `plain_${scratch.target.database}`;
    await scratch.execute(`CREATE ROLE ${name} LOGIN`);
    const plain = openDatabase(
      { ...scratch.target, user: name },
      { readOnly: true, statementTimeoutMs: null },
    );
    try {
      const view = await readActivity(plain);
      expect(view.remarks).toEqual([
        'This role may not see what other roles run: grant it pg_read_all_stats.',
      ]);
      expect(view.sessions.find(({ isHidden }) => isHidden)).toMatchObject({
        statement: null,
        state: null,
        backendStart: null,
      });
      const { pid, backendStart } = named(await readActivity(database), 'somebody');
      const request = { pid, backendStart: backendStart ?? '', way: 'terminate' } as const;
      // What it may not see it cannot name.
      expect(await endSession(plain, request)).toEqual({ status: 'gone' });
    } finally {
      await plain.close();
      await scratch.execute(`DROP ROLE ${name}`);
    }
  });

  it('ends the statement or the session of exactly that backend', async () => {
    const sleeper = await connect('sleeper');
    const sleeping = sleeper.execute('SELECT pg_sleep(60)').then(String, String);
    const isAsleep = (view: ActivityView) => named(view, 'sleeper').statement === 'SELECT pg_sleep(60)';
    const { pid, backendStart } = named(await until(isAsleep), 'sleeper');
    const start = backendStart ?? '';
    const before = start.replace(/^\d{4}/, '2001');
    const end = (way: 'cancel' | 'terminate', when = start) =>
      endSession(database, { pid, backendStart: when, way });
    expect(await end('terminate', before)).toEqual({ status: 'gone' });
    expect(await end('cancel')).toEqual({ status: 'told' });
    expect(await sleeping).toContain('canceling statement due to user request');
    expect(await sleeper.execute('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    const ending = sleeper.execute('SELECT pg_sleep(60)').then(String, String);
    await until(isAsleep);
    expect(await end('terminate')).toEqual({ status: 'told' });
    expect(await ending).toMatch(/terminat/i);
    expect(await end('terminate')).toEqual({ status: 'gone' });
  });

  it('says what a role that may not end a session lacks, and that nothing helps against a superuser', async () => {
    const name = `ending_${scratch.target.database}`;
    await scratch.execute(
      `CREATE ROLE ${name} LOGIN; CREATE ROLE ${name}_other LOGIN; GRANT pg_read_all_stats TO ${name}`,
    );
    const ending = openDatabase(
      { ...scratch.target, user: name },
      { readOnly: true, statementTimeoutMs: null },
    );
    const other = keepConnection({ ...scratch.target, user: `${name}_other` });
    try {
      await other.execute(`SET application_name = 'other'`);
      await connect('superuser');
      const view = await readActivity(ending);
      const end = (application: string) => {
        const { pid, backendStart } = named(view, application);
        return endSession(ending, { pid, backendStart: backendStart ?? '', way: 'cancel' });
      };
      await expect(end('other')).rejects.toMatchObject({
        message: `The role "${name}" may not end what "${name}_other" runs.`,
        remedy: `Let it: \`GRANT pg_signal_backend TO "${name}"\`. Or connect as "${name}_other".`,
      });
      await scratch.execute(`GRANT pg_signal_backend TO ${name}`);
      expect(await end('other')).toEqual({ status: 'told' });
      await expect(end('superuser')).rejects.toMatchObject({
        code: 'permission-denied',
        remedy: `Connect as a superuser: "${scratch.target.user}" is one, and nobody else may.`,
      });
    } finally {
      await Promise.all([ending.close(), other.close()]);
      await scratch.execute(`DROP ROLE ${name}; DROP ROLE ${name}_other`);
    }
  });

  it('tells our own connections from those of another seqscope, and ends none of them', async () => {
    await connect('seqscope');
    const beside = openDatabase(scratch.target, { readOnly: true, statementTimeoutMs: null });
    try {
      const { rows } = await beside.query('SELECT pg_backend_pid()');
      const { sessions } = await readActivity(database);
      const own = sessions.filter(({ isOwn }) => isOwn);
      expect(sessions.map(({ application }) => application)).toEqual(['seqscope', 'seqscope', 'seqscope']);
      expect(own.map(({ pid, isAsking }) => [isAsking, pid === rows[0]?.[0]]).sort()).toEqual([
        [false, true],
        [true, false],
      ]);
      for (const { pid, backendStart } of own) {
        const request = { pid, backendStart: backendStart ?? '', way: 'terminate' } as const;
        await expect(endSession(database, request)).rejects.toMatchObject({ code: 'own-session' });
      }
    } finally {
      await beside.close();
    }
  });

  it('lists the biggest tables first, their indexes counted', async () => {
    await scratch.execute(`CREATE TABLE shop.loaded (id int, note text); INSERT INTO shop.loaded SELECT n, 'x' FROM generate_series(1, 700) n;
      CREATE INDEX ON shop.loaded (id); CREATE INDEX ON shop.loaded (note); CREATE INDEX ON shop.loaded (note, id);`);
    await scratch.execute('VACUUM ANALYZE shop.loaded');
    const { tables } = await readActivity(database);
    expect(tables.map(({ name }) => name)).toEqual(['loaded', 'orders']);
    expect(tables[0]?.byteLength).toBeGreaterThan(tables[1]?.byteLength ?? Infinity);
  });
});
