/** Several migrators at once, and a migrator that is interrupted. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/client.ts';
import type { JournalEvent } from '../../src/journal/journal.ts';
import { withJournalLock } from '../../src/journal/lock.ts';
import { CuttableProxy } from '../support/cuttable-proxy.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { all, fixtureProject, next, only, states, step, view } from './fixture-project.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await database.drop();
});

const journal = {
  kind: 'migrations',
  storage: { type: 'sequelize', table: 'SequelizeMeta', schema: null },
} as const;

/** Holds the journal's lock until the returned function is called. */
async function holdLock(): Promise<() => Promise<void>> {
  const holder = openDatabase(database.target, { readOnly: false, statementTimeoutMs: null });
  let letGo = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let holding: Promise<void> = Promise.resolve();
  await new Promise<void>((held) => {
    holding = withJournalLock(holder, journal, { timeoutMs: 1000, onWait: () => undefined }, () => {
      held();
      return released;
    });
  });
  return async () => {
    letGo();
    await holding;
    await holder.close();
  };
}

describe('two migrators at once', () => {
  it('run each migration exactly once, and the second one waits and plans again', async () => {
    await database.execute('CREATE TABLE runs (name text)');
    const project = fixtureProject({ migrations: 'round' });
    const events: JournalEvent['type'][] = [];
    const onEvent = ({ type }: JournalEvent) => events.push(type);
    const outcomes = await Promise.all(
      [1, 2].map(() => step(project, database.target, 'up', all, { onEvent })),
    );
    expect(outcomes.map(({ results }) => results.length).sort()).toEqual([0, 5]);
    expect(outcomes.flatMap(({ results }) => results.filter(({ status }) => status === 'failed'))).toEqual(
      [],
    );
    expect(events.filter((type) => type === 'lock-awaited')).toHaveLength(1);
    expect(await database.execute('SELECT name FROM runs ORDER BY name')).toEqual(
      ['1', '2', '3', '4', '5'].map((name) => ({ name })),
    );
  });

  it('that ask for one step each take two different ones', async () => {
    await database.execute('CREATE TABLE runs (name text)');
    const project = fixtureProject({ migrations: 'round' });
    const outcomes = await Promise.all([1, 2].map(() => step(project, database.target, 'up', next(1))));
    expect(outcomes.flatMap(({ results }) => results.map(({ name }) => name)).sort()).toEqual([
      '1-counts.js',
      '2-counts.js',
    ]);
  });

  it('on two journals of one database do not wait for each other', async () => {
    await database.execute('CREATE TABLE runs (name text); CREATE TABLE plants (name text)');
    const release = await holdLock();
    const { results } = await step(fixtureProject({ seeders: 'seeders' }), database.target, 'up', all, {
      kind: 'seeders',
      lockTimeoutMs: 0,
    });
    expect(results.map(({ status }) => status)).toEqual(['done', 'done']);
    await release();
  });
});

describe('a connection that works on for a migrator that is gone', () => {
  it('is waited for, and named when it takes too long', async () => {
    await database.execute('CREATE TABLE runs (name text)');
    const project = fixtureProject({ migrations: 'round' });
    const opened = openDatabase(database.target, { readOnly: false, statementTimeoutMs: null });
    let joinStatement = '';
    await withJournalLock(opened, journal, { timeoutMs: 1000, onWait: () => undefined }, async (lock) => {
      joinStatement = lock.joinStatement;
    });
    await opened.withConnection(async (worker) => {
      await worker.query(`BEGIN; ${joinStatement}`);
      const { rows } = await worker.query('SELECT pg_backend_pid()');
      const events: JournalEvent['type'][] = [];
      const onEvent = ({ type }: JournalEvent) => events.push(type);
      await expect(
        step(project, database.target, 'up', all, { lockTimeoutMs: 100, onEvent }),
      ).rejects.toMatchObject({
        code: 'journal-locked',
        remedy: expect.stringContaining(`pg_terminate_backend(${String(rows[0]?.[0])})`) as unknown,
      });
      expect(events).toEqual(['lock-awaited']);
      const waiting = step(project, database.target, 'up', all);
      await worker.query(`INSERT INTO runs VALUES ('of the one that is gone')`);
      await worker.query('COMMIT');
      await worker.query('SELECT pg_advisory_unlock_all()');
      expect((await waiting).results).toHaveLength(5);
    });
    await opened.close();
  });

  it('is ended by the server soon after its client has gone', async () => {
    const proxy = await CuttableProxy.open(database.target);
    const project = fixtureProject({ migrations: 'slow' });
    await step(project, proxy.target, 'up', only('2'), {
      onEvent: (event) => {
        if (event.type === 'statement-executed' && event.statement.sql.startsWith('CREATE TABLE slept'))
          setTimeout(() => {
            proxy.sever();
          }, 200);
      },
    });
    await expect
      .poll(
        () => database.execute(`SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(60)%'`),
        {
          timeout: 10_000,
        },
      )
      .toEqual([]);
    await proxy.close();
  });
});

describe('waiting for the lock', () => {
  it('ends after the time given, and says which backend holds it', async () => {
    const release = await holdLock();
    await expect(
      step(fixtureProject({ migrations: 'round' }), database.target, 'up', all, { lockTimeoutMs: 100 }),
    ).rejects.toMatchObject({
      code: 'journal-locked',
      remedy: expect.stringMatching(/pg_terminate_backend\(\d+\)/) as unknown,
    });
    await release();
  });

  it('ends at once when it is aborted', async () => {
    const release = await holdLock();
    const abort = new AbortController();
    const waiting = step(fixtureProject({ migrations: 'round' }), database.target, 'up', all, {
      signal: abort.signal,
      onEvent: () => {
        abort.abort();
      },
    });
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    await release();
  });
});

describe('an aborted run', () => {
  async function abortWhen(name: string, isReached: (event: JournalEvent) => boolean): Promise<void> {
    const abort = new AbortController();
    const project = fixtureProject({ migrations: 'slow' });
    const { results } = await step(project, database.target, 'up', only('1', name), {
      signal: abort.signal,
      onEvent: (event) => {
        // The statement after the one just reported is on the server by then.
        if (isReached(event)) setTimeout(() => abort.abort(), 200);
      },
    });
    expect(results).toMatchObject([
      { name: '1-quick.js', status: 'done' },
      { status: 'failed', wasAtomic: true, error: { code: 'interrupted', kind: 'interrupted' } },
    ]);
    expect(states(await view(project, database.target))).toEqual([
      '1-quick.js: executed',
      '2-sleeps-on-the-server.js: pending',
      '3-waits-elsewhere.js: pending',
    ]);
  }

  const creates = (table: string) => (event: JournalEvent) =>
    event.type === 'statement-executed' && event.statement.sql.startsWith(`CREATE TABLE ${table}`);

  it('cancels the statement on the server, rolls back and keeps the steps before it', async () => {
    await abortWhen('2', creates('slept'));
    expect(await database.execute("SELECT to_regclass('slept')::text AS slept")).toEqual([{ slept: null }]);
    expect(
      await database.execute("SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(60)%'"),
    ).toEqual([]);
  });

  it('does not wait for a migration that waits for something else', async () => {
    await abortWhen('3', creates('waited'));
    expect(await database.execute("SELECT to_regclass('waited')::text AS waited")).toEqual([
      { waited: null },
    ]);
  });
});

describe('a connection that is cut', () => {
  /** Ends the backends of this database for which the condition holds. */
  const cut = (condition: string) =>
    database.execute(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND ${condition}`,
    );

  it('fails the step and leaves nothing behind, when it is the migration’s', async () => {
    const project = fixtureProject({ migrations: 'slow' });
    const { results } = await step(project, database.target, 'up', only('1', '2'), {
      onEvent: (event) => {
        if (event.type === 'statement-executed' && event.statement.sql.startsWith('CREATE TABLE slept')) {
          setTimeout(() => void cut("query LIKE 'SELECT pg_sleep(60)%'"), 200);
        }
      },
    });
    expect(results).toMatchObject([
      { name: '1-quick.js', status: 'done' },
      { name: '2-sleeps-on-the-server.js', status: 'failed', wasAtomic: true, error: { kind: 'connection' } },
    ]);
    expect(await database.execute("SELECT to_regclass('slept')::text AS slept")).toEqual([{ slept: null }]);
    expect(await database.execute('SELECT name FROM "SequelizeMeta"')).toEqual([{ name: '1-quick.js' }]);
  });

  it('ends the run before the next step, when it is the one that holds the lock', async () => {
    await database.execute('CREATE TABLE runs (name text)');
    const project = fixtureProject({ migrations: 'round' });
    let cutting: Promise<unknown> = Promise.resolve();
    const { results } = await step(project, database.target, 'up', all, {
      onEvent: (event) => {
        if (event.type === 'step-started' && event.name === '2-counts.js')
          cutting = cut(
            `pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ExclusiveLock')`,
          );
      },
    });
    await cutting;
    expect(results.at(-1)).toMatchObject({
      status: 'failed',
      wasAtomic: true,
      error: { code: 'journal-lock-lost' },
    });
    const executed = results.filter(({ status }) => status === 'done').map(({ name }) => ({ name }));
    expect(executed.length).toBeLessThan(5);
    expect(await database.execute('SELECT name FROM "SequelizeMeta" ORDER BY name')).toEqual(executed);
  });
});
