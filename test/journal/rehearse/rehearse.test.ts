/** Rehearsals inside one transaction: what they tell, and that nothing of them stays. */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestDatabase } from '../../support/postgres.ts';
import { fixtureProject, next, only, step } from '../fixture-project.ts';
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

describe('a rehearsed migration', () => {
  it('tells every statement with its time and the rows it wrote', async () => {
    const { entries, verdict, place } = await rehearse(database, 'inside', { selection: next(1) });
    expect({ verdict, place }).toEqual({ verdict: 'fine', place: { type: 'transaction' } });
    const statements = entries[0]?.passes[0]?.statements ?? [];
    expect(statements.map(({ command, rows }) => [command, rows])).toEqual([
      ['ALTER', null],
      ['UPDATE', 100],
      ['CREATE', null],
    ]);
    expect(statements[1]?.sql).toBe('UPDATE pets SET age = length(name)');
    for (const { durationMs } of statements) expect(durationMs).toBeGreaterThan(0);
  });

  it('tells the locks on tables that were there, since which statement and for how long', async () => {
    const { entries } = await rehearse(database, 'inside', { selection: next(2) });
    const [first, second] = entries.map(({ passes }) => passes[0]);
    const exclusive = first?.locks.find(({ mode }) => mode === 'AccessExclusiveLock');
    expect(exclusive).toMatchObject({ schema: 'public', table: 'pets', statement: 0, isHeldBefore: false });
    expect(exclusive?.heldMs).toBeGreaterThan(0);
    expect(exclusive?.heldMs).toBeLessThanOrEqual(first?.durationMs ?? 0);
    expect(new Set(second?.locks.map(({ table }) => table))).toEqual(new Set(['owners']));
  });

  it('tells what becomes of the schema, entry by entry', async () => {
    const { entries } = await rehearse(database, 'inside', { selection: next(3) });
    expect(
      entries.map(({ name, passes }) => [name, ...passes.flatMap((pass) => named(pass.difference))]),
    ).toEqual([
      ['01-add-age.js', '+ column age', '+ index pets_age'],
      ['02-own-transaction.js', '+ column city'],
      ['03-forgets-type.js', '+ enum mood', '+ column mood'],
    ]);
  });

  it('fails as it would, with the entries before it told', async () => {
    const { entries, verdict } = await rehearse(database, 'inside');
    expect(verdict).toBe('failed');
    expect(entries.map(({ name, passes }) => [name, passes.at(-1)?.status])).toEqual([
      ['01-add-age.js', 'done'],
      ['02-own-transaction.js', 'done'],
      ['03-forgets-type.js', 'done'],
      ['04-drops-name.js', 'done'],
      ['05-no-down.js', 'done'],
      ['06-after-all.js', 'done'],
      ['07-fails.js', 'failed'],
    ]);
    const last = entries.at(-1)?.passes[0];
    expect(last?.error).toMatchObject({ code: 'unique-violated', details: { sqlState: '23505' } });
    expect(last?.statements.map(({ command }) => command)).toEqual(['CREATE', '']);
    expect(named(last?.difference ?? { added: [], removed: [], changed: [] })).toEqual([]);
  });

  it('leaves the database bit for bit as it was: catalog, rows, row versions, sequences', async () => {
    const { changedMeanwhile, movedSequences, catalogHash } = await rehearse(database, 'inside', {
      isRoundTrip: true,
    });
    expect({ changed: named(changedMeanwhile), movedSequences }).toEqual({ changed: [], movedSequences: [] });
    expect(catalogHash.after).toBe(catalogHash.before);
    expect(await everythingIn(database)).toEqual(untouched);
  });
});

describe('a round trip', () => {
  it('says of each entry whether its way back leads back', async () => {
    const { entries, verdict } = await rehearse(database, 'inside', { isRoundTrip: true });
    expect(verdict).toBe('failed');
    expect(
      entries.map(({ name, passes, roundTrip }) => [
        name,
        passes.map(({ direction, status }) => `${direction} ${status}`).join(', '),
        roundTrip?.isRestored ?? null,
        roundTrip === null ? [] : named(roundTrip.afterBack),
      ]),
    ).toEqual([
      ['01-add-age.js', 'up done, down done, up done', true, []],
      ['02-own-transaction.js', 'up done, down done, up done', true, []],
      ['03-forgets-type.js', 'up done, down done, up done', false, ['+ enum mood']],
      // Dropped and added again, it stands behind what migrations before this one have added.
      ['04-drops-name.js', 'up done, down done, up done', true, ['~ table pets']],
      ['05-no-down.js', 'up done, down failed', null, []],
      ['06-after-all.js', 'up done, down done, up done', true, []],
      ['07-fails.js', 'up failed', null, []],
    ]);
    expect(entries[4]?.passes[1]?.error?.code).toBe('migration-irreversible');
  });

  it('tells a lock that an earlier pass had taken at the statement that would take it', async () => {
    const { entries } = await rehearse(database, 'inside', { isRoundTrip: true, selection: only('01') });
    const [, down] = entries[0]?.passes ?? [];
    expect(down?.locks).toContainEqual(
      expect.objectContaining({ table: 'pets', mode: 'AccessExclusiveLock', isHeldBefore: true }),
    );
  });

  it('of an executed migration begins with the way down', async () => {
    const own = await petsDatabase();
    const project = fixtureProject({ migrations: 'rehearsed/inside' });
    await step(project, own.target, 'up', only('01'));
    const before = await everythingIn(own);
    const { entries, verdict } = await rehearse(own, 'inside', {
      direction: 'down',
      isRoundTrip: true,
      selection: next(1),
    });
    expect(verdict).toBe('fine');
    expect(entries[0]?.passes.map(({ direction }) => direction)).toEqual(['down', 'up', 'down']);
    expect(await everythingIn(own)).toEqual(before);
    await own.drop();
  });
});

describe('numbers drawn while rehearsing', () => {
  it('are drawn again: from serial and identity columns, and by nextval', async () => {
    const { verdict, movedSequences } = await rehearse(database, 'ids', { kind: 'seeders' });
    expect({ verdict, movedSequences }).toEqual({ verdict: 'fine', movedSequences: [] });
    expect(await everythingIn(database)).toEqual(untouched);
  });

  it('are lost where somebody else is drawing, and that is said', async () => {
    const own = await petsDatabase();
    const other = new pg.Client({ ...own.target, password: '', ssl: false });
    await other.connect();
    await other.query("BEGIN; SELECT nextval('loose')");
    const { verdict, movedSequences } = await rehearse(own, 'ids', { kind: 'seeders' });
    await other.end();
    expect(verdict).toBe('fine');
    expect(movedSequences).toEqual([{ schema: 'public', name: 'loose', from: '1', to: '2' }]);
    await own.drop();
  });
});

describe('beside others', () => {
  it('gives up on a table that somebody keeps locked, within its time', async () => {
    const other = new pg.Client({ ...database.target, password: '', ssl: false });
    await other.connect();
    await other.query('BEGIN; SELECT * FROM pets LIMIT 1');
    const { verdict, entries } = await rehearse(database, 'inside', {
      selection: next(1),
      statementLockMs: 50,
    });
    await other.end();
    expect(verdict).toBe('failed');
    expect(entries[0]?.passes[0]?.error?.details.sqlState).toBe('55P03');
  });

  it('waits for a migrator that is at work, and plans what that one leaves', async () => {
    const own = await petsDatabase();
    const slow = fixtureProject({ migrations: 'slow' });
    const events: string[] = [];
    const stop = new AbortController();
    let stepping: Promise<unknown> = Promise.resolve();
    await new Promise<void>((resolve) => {
      stepping = step(slow, own.target, 'up', only('2-sleeps-on-the-server.js'), {
        signal: stop.signal,
        onEvent: ({ type }) => {
          if (type === 'step-started') resolve();
        },
      });
    });
    await rehearse(own, 'inside', {
      selection: next(1),
      onEvent: ({ type }) => {
        events.push(type);
        stop.abort();
      },
    });
    await stepping;
    expect(events[0]).toBe('lock-awaited');
    await own.drop();
  });

  it('says when the database was changed behind its back', async () => {
    const own = await petsDatabase();
    const { changedMeanwhile } = await rehearse(own, 'inside', {
      selection: next(1),
      onEvent: ({ type }) => {
        if (type === 'pass-finished') void own.execute('CREATE TABLE surprise (id integer)');
      },
    });
    await sleep(100);
    expect([[], ['+ column id', '+ table surprise']]).toContainEqual(named(changedMeanwhile));
    await own.drop();
  });

  it('ends when it is told to, and leaves nothing', async () => {
    const stop = new AbortController();
    const { verdict, entries } = await rehearse(database, 'inside', {
      signal: stop.signal,
      onEvent: ({ type }) => {
        if (type === 'statement-executed') stop.abort();
      },
    });
    expect(verdict).toBe('failed');
    expect(entries[0]?.passes[0]?.error?.kind).toBe('interrupted');
    expect(await everythingIn(database)).toEqual(untouched);
  });
});
