import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import type { ConnectionTarget } from '../../src/database/target.ts';
import { ConsoleError, reportError } from '../../src/errors.ts';
import type { StepOutcome } from '../../src/journal/journal.ts';
import {
  createWhenMissing,
  prepareDatabase,
  type PrepareOptions,
} from '../../src/session/prepare-database.ts';
import { executeOn, testServer } from '../support/postgres.ts';

const made: string[] = [];

function newTarget(): ConnectionTarget {
  const database = `test_prepared_${randomBytes(4).toString('hex')}`;
  made.push(database, `${database}_preparing`);
  return { ...testServer(), database };
}

afterAll(async () => {
  for (const name of made) await executeOn(testServer(), `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
});

async function databasesLike(target: ConnectionTarget): Promise<readonly string[]> {
  const rows = await executeOn(
    testServer(),
    `SELECT datname FROM pg_database WHERE datname LIKE '${target.database}%' ORDER BY 1`,
  );
  return rows.map(({ datname }) => String(datname));
}

const done: StepOutcome = { results: [], passedOver: [] };

/** What a project's migrations and seeders do, in two statements. */
const runAll: PrepareOptions['runAll'] = async (kind, target, onEvent) => {
  onEvent({ type: 'step-started', name: `1-${kind}.js`, direction: 'up' });
  await executeOn(
    target,
    kind === 'migrations'
      ? 'CREATE TABLE things (id int)'
      : 'INSERT INTO things SELECT generate_series(1, 300)',
  );
  return done;
};

const options = { reset: false, runAll, announce: () => undefined };

describe('preparing a database', () => {
  it('migrates, seeds and gathers statistics, announcing each step', async () => {
    const target = newTarget();
    const steps: string[] = [];
    await prepareDatabase({ ...options, target, announce: (step) => steps.push(step) });
    expect(steps).toEqual([
      `Creating "${target.database}"`,
      'Migrating 1-migrations.js',
      'Seeding 1-seeders.js',
    ]);
    expect(
      await executeOn(target, `SELECT reltuples::int AS n FROM pg_class WHERE relname = 'things'`),
    ).toEqual([{ n: 300 }]);
    expect(await databasesLike(target)).toEqual([target.database]);
  });

  it('leaves one that is there alone', async () => {
    const target = newTarget();
    await prepareDatabase({ ...options, target });
    await executeOn(target, 'DELETE FROM things');
    const steps: string[] = [];
    await prepareDatabase({ ...options, target, announce: (step) => steps.push(step) });
    expect(steps).toEqual([]);
    expect(await executeOn(target, 'SELECT count(*)::int AS n FROM things')).toEqual([{ n: 0 }]);
  });

  it('starts over when asked to', async () => {
    const target = newTarget();
    await prepareDatabase({ ...options, target });
    await executeOn(target, 'DELETE FROM things');
    await prepareDatabase({ ...options, target, reset: true });
    expect(await executeOn(target, 'SELECT count(*)::int AS n FROM things')).toEqual([{ n: 300 }]);
  });

  it('leaves nothing that looks finished when a step fails, and begins anew the next time', async () => {
    const target = newTarget();
    const error = reportError(
      new ConsoleError('Relation "things" already exists.', { code: 'relation-exists', remedy: 'Look.' }),
    );
    const failing: PrepareOptions['runAll'] = async (kind, building, onEvent) => {
      if (kind === 'migrations') return runAll(kind, building, onEvent);
      const failed = { name: '1-seeders.js', direction: 'up', status: 'failed', durationMs: 1 } as const;
      return { results: [{ ...failed, wasAtomic: true, statements: [], error }], passedOver: [] };
    };
    await expect(prepareDatabase({ ...options, target, runAll: failing })).rejects.toMatchObject({
      code: 'prepare-failed',
      message: 'The database could not be prepared: "1-seeders.js" failed: Relation "things" already exists.',
    });
    expect(await databasesLike(target)).toEqual([`${target.database}_preparing`]);
    await prepareDatabase({ ...options, target });
    expect(await databasesLike(target)).toEqual([target.database]);
  });

  it('is done once by two processes that start together', async () => {
    const target = newTarget();
    let runs = 0;
    const slowly: PrepareOptions['runAll'] = async (kind, building, onEvent) => {
      runs += 1;
      await delay(50);
      return runAll(kind, building, onEvent);
    };
    await Promise.all([1, 2].map(() => prepareDatabase({ ...options, target, runAll: slowly })));
    expect(runs).toBe(2);
    expect(await databasesLike(target)).toEqual([target.database]);
  });
});

describe('creating a database when it is missing', () => {
  it('creates it once, whoever else does the same', async () => {
    const target = newTarget();
    await Promise.all([1, 2, 3].map(() => createWhenMissing(target, false)));
    await createWhenMissing(target, false);
    expect(await databasesLike(target)).toEqual([target.database]);
  });

  it('makes it empty again on a reset', async () => {
    const target = newTarget();
    await createWhenMissing(target, false);
    await executeOn(target, 'CREATE TABLE things (id int)');
    await createWhenMissing(target, true);
    expect(await executeOn(target, `SELECT to_regclass('things') AS t`)).toEqual([{ t: null }]);
  });
});
