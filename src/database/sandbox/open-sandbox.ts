/**
 * Opens a sandbox on a Sequelize instance: one transaction that holds everything until it is committed. Nothing is written anywhere
 * else, so a process that is lost leaves nothing: the server rolls back.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Sequelize, Transaction } from 'sequelize';
import { ConsoleError } from '../../errors.ts';
import type { Database } from '../client.ts';
import { databaseError } from '../database-error.ts';
import { readSnapshotWithin } from '../snapshot/read-snapshot.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { interceptInstance } from '../transaction/intercept-statements.ts';
import { untilAborted } from '../transaction/until-aborted.ts';
import { askConnection } from './own-connection.ts';
import { reviewSandbox } from './review.ts';
import { openSandboxGate, type SandboxLine } from './sandbox-gate.ts';
import type { Sandbox } from './sandbox.ts';

/** Rows of each table that a review tells one by one. */
export const rowLimit = 1000;
/** Until a cancelled statement has ended. */
const cancelLimitMs = 2000;

/**
 * `database` is another connection to the same database: the review reads there what was before, and statements are cancelled over
 * it. Rejects when no transaction can be had.
 */
export async function openSandbox(sequelize: Sequelize, database: Database): Promise<Sandbox> {
  const transaction = await sequelize.transaction();
  const ask = askConnection(transaction);
  let opening: { readonly processId: number; readonly before: Snapshot };
  try {
    opening = await begin(ask);
  } catch (error) {
    await transaction.rollback().catch(() => undefined);
    throw databaseError(error, { target: database.target });
  }
  const { processId, before } = opening;
  const gate = openSandboxGate(transaction);
  const interception = interceptInstance(sequelize, gate);
  const standing: SandboxLine[] = [];
  let state: Sandbox['state'] = 'open';
  let count = 0;
  let turn: Promise<unknown> = Promise.resolve();

  /** Lines, reviews and ends take turns. */
  function inOrder<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work, work);
    turn = mine.catch(() => undefined);
    return mine;
  }

  async function own(sql: string): Promise<void> {
    try {
      await gate.inTurn(() => ask(sql));
    } catch (error) {
      if (state === 'open') end('lost');
      throw databaseError(error, { target: database.target });
    }
  }

  function end(how: Exclude<Sandbox['state'], 'open'>): void {
    state = how;
    standing.length = 0;
    gate.close();
    interception.release();
  }

  async function takeBack(line: SandboxLine): Promise<void> {
    line.isOver = true;
    if (gate.isBusy()) await cancelRunning();
    await own(`ROLLBACK TO SAVEPOINT ${line.savepoint}; RELEASE SAVEPOINT ${line.savepoint}`);
  }

  /** A statement that does not end keeps the connection: then the sandbox is lost with it. */
  async function cancelRunning(): Promise<void> {
    await database.cancelBackend(processId);
    const settled = gate.settled().then(() => true);
    if (await Promise.race([settled, delay(cancelLimitMs, false, { ref: false })])) return;
    end('lost');
    throw lostSandbox();
  }

  const sandbox: Sandbox = {
    get lines() {
      return standing.length;
    },
    get state() {
      return state;
    },
    line: (work, signal) =>
      inOrder(async () => {
        requireOpen(state);
        count += 1;
        const line: SandboxLine = { savepoint: `seqscope_line_${count}`, isOver: false };
        await own(`SAVEPOINT ${line.savepoint}`);
        try {
          const value = await untilAborted(
            interception.run(() => gate.runLine(line, work)),
            signal,
          );
          await untilAborted(gate.settled(), signal);
          standing.push(line);
          return value;
        } catch (error) {
          await takeBack(line);
          throw error;
        }
      }),
    undo: () =>
      inOrder(async () => {
        requireOpen(state);
        const line = standing.pop();
        if (line === undefined) return false;
        await takeBack(line);
        return true;
      }),
    review: () =>
      inOrder(async () => {
        requireOpen(state);
        return gate.inTurn(() => reviewSandbox({ ask, database, before, rowLimit }));
      }),
    commit: () =>
      inOrder(async () => {
        requireOpen(state);
        await gate.settled();
        end('committed');
        try {
          await transaction.commit();
        } catch (error) {
          state = 'rolled-back';
          throw databaseError(error, { target: database.target });
        }
      }),
    rollback: () =>
      inOrder(async () => {
        if (state !== 'open') return;
        if (gate.isBusy()) await cancelRunning().catch(() => undefined);
        end('rolled-back');
        await giveBack(transaction);
      }),
  };
  return sandbox;
}

/**
 * Beside what is asked, has the server end a statement soon after its client has gone, where it can (client_connection_check_interval,
 * PostgreSQL manual, 20.3.2: from 14 on, not on every system).
 */
async function begin(
  ask: ReturnType<typeof askConnection>,
): Promise<{ readonly processId: number; readonly before: Snapshot }> {
  const [row] = await ask(`SELECT pg_backend_pid()::text,
    CASE WHEN current_setting('client_connection_check_interval', true) IS NOT NULL AND version() ~ 'linux'
         THEN set_config('client_connection_check_interval', '500', true) END`);
  return { processId: Number(row?.[0]), before: await readSnapshotWithin((sql) => ask(sql)) };
}

async function giveBack(transaction: Transaction): Promise<void> {
  try {
    await transaction.rollback();
  } catch {
    // Sequelize has closed the connection, and the server rolls back for it.
  }
}

function requireOpen(state: Sandbox['state']): void {
  if (state === 'open') return;
  if (state === 'lost') throw lostSandbox();
  throw new ConsoleError('The sandbox has ended.', {
    code: 'sandbox-ended',
    remedy: 'Open another one.',
  });
}

function lostSandbox(): ConsoleError {
  return new ConsoleError('The sandbox lost its connection; the server has rolled everything back.', {
    code: 'sandbox-lost',
    kind: 'connection',
    remedy: 'Open another one: nothing of this one was kept.',
  });
}
