/**
 * One entry, one step: loaded, run in the safest manner it allows, recorded, timed. A manner that turns out impossible has been
 * rolled back whole before the next one is tried.
 */
import type { Sequelize } from 'sequelize';
import type { Database } from '../database/client.ts';
import type { Project } from '../project/project.ts';
import { type AttemptOutcome, runAtomically } from './atomic-transaction.ts';
import type { ExecutedStatement, JournalKind, StepResult } from './journal.ts';
import type { JournalStore, RunStatement } from './journal-storage/journal-storage.ts';
import { loadMigration } from './load-migration.ts';
import type { JournalLock } from './lock.ts';
import type { PlannedEntry } from './plan.ts';
import { runPlainly } from './plain-run.ts';
import { reportStepError } from './step-error.ts';
import type { StepManner } from './transaction-gate.ts';
import { abortError } from './until-aborted.ts';
import { wasCommitted } from './was-committed.ts';

/** What the steps of one run share. */
export interface StepRun {
  readonly project: Project;
  readonly kind: JournalKind;
  readonly direction: 'up' | 'down';
  readonly sequelize: Sequelize;
  readonly database: Database;
  readonly store: JournalStore;
  readonly lock: JournalLock;
  readonly signal: AbortSignal | undefined;
  readonly statements: StatementLog;
  /** Told before a step runs outside a transaction. */
  readonly onPlain: (name: string) => void;
}

/** The statements of the step that runs now; the instance's logging fills it too. */
export interface StatementLog {
  readonly add: (statement: ExecutedStatement) => void;
  /** Those since the last call, in the order they ended. */
  readonly take: () => readonly ExecutedStatement[];
}

/** Never rejects: a failure is a result. */
export async function runStep(run: StepRun, entry: PlannedEntry): Promise<StepResult> {
  const startedAt = performance.now();
  run.statements.take();
  const outcome = await attempt(run, entry);
  return {
    name: entry.name,
    direction: run.direction,
    status: outcome.type,
    durationMs: Math.round(performance.now() - startedAt),
    wasAtomic: outcome.wasAtomic,
    statements: run.statements.take(),
    error:
      outcome.type === 'done'
        ? null
        : reportStepError(outcome.error, {
            kind: run.kind,
            entry,
            direction: run.direction,
            target: run.database.target,
            root: run.project.root,
          }),
  };
}

async function attempt(
  run: StepRun,
  entry: PlannedEntry,
): Promise<Exclude<AttemptOutcome, { type: 'start-over' }>> {
  const { project, kind, direction, sequelize, store, lock, signal, statements } = run;
  try {
    if (signal?.aborted === true) throw abortError();
    await lock.assertHeld();
    const migration = await loadMigration(project, kind, entry, direction);
    const work = {
      sequelize,
      migrate: () => migration.run(sequelize),
      record: (runStatement: RunStatement) =>
        store[direction === 'up' ? 'record' : 'remove'](entry.recordedAs ?? entry.name, runStatement),
      wasCommitted: (transactionId: string) => wasCommitted(run.database, transactionId),
      gate: { name: entry.name, signal, report: statements.add },
    };
    let manner: StepManner = migration.mayRunInTransaction ? 'transaction' : 'plain';
    for (;;) {
      if (manner === 'plain') run.onPlain(entry.name);
      const outcome = await runInManner(work, store, manner);
      if (outcome.type !== 'start-over') return outcome;
      manner = outcome.manner;
      statements.take();
    }
  } catch (error) {
    // Nothing has run yet.
    return { type: 'failed', wasAtomic: true, error };
  }
}

type Work = Parameters<typeof runAtomically>[0];

async function runInManner(work: Work, store: JournalStore, manner: StepManner): Promise<AttemptOutcome> {
  if (manner === 'plain') return runPlainly(work);
  const isGuarded = manner === 'guarded';
  if (store.isTransactional) return runAtomically(work, isGuarded);
  // A file cannot join the transaction: the name goes in once the step is committed.
  const outcome = await runAtomically({ ...work, record: () => Promise.resolve() }, isGuarded);
  if (outcome.type !== 'done') return outcome;
  try {
    await work.record(() => Promise.reject(new Error('a journal file needs no statements')));
    return { type: 'done', wasAtomic: false };
  } catch (error) {
    return { type: 'failed', wasAtomic: false, error };
  }
}
