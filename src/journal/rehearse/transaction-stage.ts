/**
 * A stage in one transaction of the real database that ends in a rollback, whatever happens. The gate of an ordinary step keeps every
 * statement inside; what would leave is refused, and needs a copy.
 */
import type { Sequelize, Transaction } from 'sequelize';
import { readSnapshotWithin } from '../../database/snapshot/read-snapshot.ts';
import { statementsOf } from '../atomic-transaction.ts';
import { interceptStatements } from '../../database/transaction/intercept-statements.ts';
import type { RunStatement } from '../journal-storage/journal-storage.ts';
import { type LoadedMigration, loadMigration } from '../load-migration.ts';
import { guarded, openTransactionGate, type OtherManner } from '../transaction-gate.ts';
import type { PassRecord, PassRecorder } from './record-pass.ts';
import { NeedsCopy, type PassRun, type Stage, type StageContext } from './stage.ts';

export interface TransactionStageOptions extends StageContext {
  readonly sequelize: Sequelize;
  readonly recorder: PassRecorder;
  readonly lockTimeoutMs: number;
  /** Told after each rollback to a savepoint. */
  readonly onRollback: () => void;
}

/** A process that hangs must not keep its locks: then the server ends the session (PostgreSQL manual, 20.11). */
const idleTimeoutMs = 60_000;

type Attempt =
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly error: unknown }
  | { readonly type: 'other'; readonly other: OtherManner };

/** Runs `work`, then rolls everything back, also when it rejects. */
export async function onTransactionStage<T>(
  options: TransactionStageOptions,
  work: (stage: Stage) => Promise<T>,
): Promise<T> {
  const transaction = await options.sequelize.transaction();
  try {
    const run = statementsOf(options.sequelize, transaction);
    await run(`SET LOCAL lock_timeout = ${String(options.lockTimeoutMs)}`);
    await run(`SET LOCAL idle_in_transaction_session_timeout = ${String(idleTimeoutMs)}`);
    return await work(openStage(options, transaction, run));
  } finally {
    // A connection that is lost was rolled back by the server.
    await transaction.rollback().catch(() => undefined);
  }
}

function openStage(options: TransactionStageOptions, transaction: Transaction, run: RunStatement): Stage {
  const { project, kind, onRollback } = options;
  let marks = 0;

  async function backTo(savepoint: string): Promise<boolean> {
    try {
      await run(`ROLLBACK TO SAVEPOINT ${savepoint}`);
      onRollback();
      return true;
    } catch {
      return false;
    }
  }

  async function mark(): Promise<() => Promise<boolean>> {
    marks += 1;
    const savepoint = `seqscope_mark_${String(marks)}`;
    await run(`SAVEPOINT ${savepoint}`);
    return () => backTo(savepoint);
  }

  return {
    snapshot: () => readSnapshotWithin(run),
    mark,
    async run(entry, direction) {
      const startedAt = performance.now();
      const nothing: PassRecord = { statements: [], locks: [] };
      const finish = (attempt: Attempt, record: PassRecord, canGoOn: boolean): PassRun => ({
        status: attempt.type === 'done' ? 'done' : 'failed',
        isAtomic: true,
        error: attempt.type === 'failed' ? attempt.error : null,
        durationMs: performance.now() - startedAt,
        record,
        canGoOn,
      });
      let migration: LoadedMigration;
      try {
        migration = await loadMigration(project, kind, entry, direction);
      } catch (error) {
        return finish({ type: 'failed', error }, nothing, true);
      }
      if (migration.whyOutside !== null) throw new NeedsCopy(entry.name, migration.whyOutside);
      const back = await mark();
      for (const isGuarded of [false, true]) {
        const { attempt, record } = await attemptPass(
          options,
          transaction,
          run,
          entry.name,
          migration,
          isGuarded,
        );
        if (attempt.type === 'done') return finish(attempt, record, true);
        const canGoOn = await back();
        if (attempt.type === 'failed') return finish(attempt, record, canGoOn);
        const { manner, why } = attempt.other;
        if (manner === 'plain') throw new NeedsCopy(entry.name, why);
      }
      throw new Error('a guarded step is not guarded twice');
    },
  };
}

/** One manner of running it, as runAtomically() does it for an ordinary step. */
async function attemptPass(
  { sequelize, signal, recorder }: TransactionStageOptions,
  transaction: Transaction,
  run: RunStatement,
  name: string,
  migration: LoadedMigration,
  isGuarded: boolean,
): Promise<{ readonly attempt: Attempt; readonly record: PassRecord }> {
  const gate = openTransactionGate({ name, signal, report: () => undefined, transaction, isGuarded });
  const work = async (): Promise<void> => {
    await migration.run(sequelize);
    await gate.settled();
  };
  recorder.begin();
  let attempt: Attempt = { type: 'done' };
  try {
    await interceptStatements(sequelize, gate, work, signal);
  } catch (error) {
    attempt = { type: 'failed', error };
  }
  gate.close();
  const record = recorder.end();
  const other = gate.otherManner() ?? (attempt.type === 'done' && gate.isSpoilt() ? guarded : null);
  if (other !== null) return { attempt: { type: 'other', other }, record };
  if (attempt.type === 'done') {
    attempt = await checkDeferred(run).then(
      () => attempt,
      (error: unknown) => ({ type: 'failed', error }),
    );
  }
  return { attempt, record };
}

/** What a COMMIT would check; afterwards the constraints that are deferred from the start wait again. */
async function checkDeferred(run: RunStatement): Promise<void> {
  await run('SET CONSTRAINTS ALL IMMEDIATE');
  const rows = await run(
    `SELECT DISTINCT format('%I.%I', n.nspname, k.conname) AS name FROM pg_catalog.pg_constraint k
       JOIN pg_catalog.pg_namespace n ON n.oid = k.connamespace WHERE k.condeferred`,
  );
  const names = rows.map(([name]) => String(name));
  if (names.length > 0) await run(`SET CONSTRAINTS ${names.join(', ')} DEFERRED`);
}
