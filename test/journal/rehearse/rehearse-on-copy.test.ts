/** Rehearsals of what cannot run inside a transaction: on a copy, which is gone afterwards. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, executeOn, testServer, type TestDatabase } from '../../support/postgres.ts';
import { next, only } from '../fixture-project.ts';
import { expectNoScratchLeft } from '../../support/scratch-databases.ts';
import { everythingIn, named, petsDatabase, rehearse } from './rehearsed-database.ts';

let database: TestDatabase;
let untouched: unknown;
beforeAll(async () => {
  database = await petsDatabase();
  untouched = await everythingIn(database);
});
afterAll(async () => {
  await database.drop();
});

/** Somebody else's connection, which keeps the server from copying. */
async function whileConnected<T>(to: TestDatabase, work: () => Promise<T>): Promise<T> {
  const other = new pg.Client({ ...to.target, password: '', ssl: false });
  await other.connect();
  try {
    return await work();
  } finally {
    await other.end();
  }
}

describe('what cannot run inside a transaction', () => {
  it('is rehearsed on a copy with all rows when nobody is connected', async () => {
    const { place, verdict, entries } = await rehearse(database, 'outside', {
      isRoundTrip: true,
      selection: next(1),
    });
    expect(place).toMatchObject({ type: 'copy', how: 'template', isEmbedded: false });
    expect(place.type === 'copy' && place.why).toContain('01-index.js');
    expect(verdict).toBe('fine');
    const [up, down] = entries[0]?.passes ?? [];
    expect(up?.isAtomic).toBe(false);
    expect(up?.statements.map(({ command, rows }) => [command, rows])).toEqual([
      ['ALTER', null],
      ['UPDATE', 100],
      ['CREATE', null],
    ]);
    expect(up?.locks).toContainEqual(
      expect.objectContaining({ table: 'pets', mode: 'AccessExclusiveLock', statement: 0 }),
    );
    expect(up?.locks).toContainEqual(
      expect.objectContaining({ table: 'pets', mode: 'ShareUpdateExclusiveLock', statement: 2 }),
    );
    expect(named(up?.difference ?? { added: [], removed: [], changed: [] })).toEqual([
      '+ column tag',
      '+ index pets_tag',
    ]);
    expect(down?.status).toBe('done');
  });

  it('is rehearsed on a rebuilt schema, with empty tables, when somebody is', async () => {
    const { place, verdict, entries } = await whileConnected(database, () =>
      rehearse(database, 'outside', { selection: next(1) }),
    );
    expect(place).toMatchObject({
      type: 'copy',
      how: 'schema',
      missing: { added: [], removed: [], changed: [] },
    });
    expect(verdict).toBe('fine');
    expect(entries[0]?.passes[0]?.statements[1]).toMatchObject({ command: 'UPDATE', rows: 0 });
  });

  it('is rehearsed on a rebuilt schema when the database is too big to copy', async () => {
    const { place } = await rehearse(database, 'outside', { selection: next(1), largestCopyBytes: 1 });
    expect(place).toMatchObject({ type: 'copy', how: 'schema' });
  });

  it('may say so itself, and a way back that throws is told', async () => {
    const { place, verdict, entries } = await rehearse(database, 'outside', {
      isRoundTrip: true,
      selection: only('02'),
    });
    expect(place.type === 'copy' && place.why).toBe(
      '"02-says-so.js" runs outside a transaction: it exports `transaction = false`',
    );
    expect(verdict).toBe('failed');
    expect(
      entries[0]?.passes.map(({ direction, status, isAtomic }) => [direction, status, isAtomic]),
    ).toEqual([
      ['up', 'done', false],
      ['down', 'failed', false],
    ]);
  });

  it('is rehearsed on another server when this one lets us create no database', async () => {
    const own = await createTestDatabase();
    const role = `nobody_${randomBytes(4).toString('hex')}`;
    await own.execute(
      `CREATE ROLE ${role} LOGIN; CREATE TABLE pets (id integer, name text); ALTER TABLE pets OWNER TO ${role}; GRANT ALL ON SCHEMA public TO ${role}`,
    );
    const limited = { ...own, target: { ...own.target, user: role } };
    await expect(rehearse(limited, 'outside', { selection: next(1) })).rejects.toMatchObject({
      details: { sqlState: '42501' },
    });
    const { place, verdict } = await rehearse(limited, 'outside', {
      selection: next(1),
      scratchServer: () => Promise.resolve(testServer()),
    });
    expect(place).toMatchObject({ type: 'copy', how: 'schema', isEmbedded: true });
    expect(verdict).toBe('fine');
    await own.execute(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
    await own.drop();
  });
});

describe('afterwards', () => {
  it('the copy is gone and the database as it was', async () => {
    await rehearse(database, 'outside', { selection: next(1) });
    await expectNoScratchLeft();
    expect(await everythingIn(database)).toEqual(untouched);
  });

  it('the copy is gone too when it was told to end', async () => {
    const stop = new AbortController();
    const rehearsing = rehearse(database, 'outside', {
      signal: stop.signal,
      onEvent: ({ type }) => {
        if (type === 'statement-executed') stop.abort();
      },
    });
    await rehearsing.catch(() => undefined);
    await expectNoScratchLeft();
  });

  it('a copy that a killed process left is dropped by the next one', async () => {
    await executeOn(testServer(), 'CREATE DATABASE seqscope_rehearsal_00112233aabbccdd');
    await executeOn(testServer(), 'CREATE DATABASE seqscope_rehearsal_of_mine');
    await rehearse(database, 'outside', { selection: next(1) });
    const left = await executeOn(
      testServer(),
      `SELECT datname FROM pg_database WHERE datname IN ('seqscope_rehearsal_00112233aabbccdd', 'seqscope_rehearsal_of_mine')`,
    );
    await executeOn(testServer(), 'DROP DATABASE seqscope_rehearsal_of_mine');
    expect(left).toEqual([{ datname: 'seqscope_rehearsal_of_mine' }]);
  });
});
