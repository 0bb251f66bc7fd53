/**
 * One entry, one step: loaded, run in the safest manner it allows, recorded, timed. A manner that turns out impossible has been
 * rolled back whole before the next one is tried.
 */
import type { Sequelize } from 'sequelize';
import type { Database } from '../database/client.ts';
import type { Project } from '../project/project.ts';
import { type AttemptOutcome, runAtomically } from './atomic-transaction.ts';
import { checksumOfFile } from './history/checksum.ts';
import type { RunHistory } from './history/open-history.ts';
import type { ExecutedStatement, JournalEvent, JournalKind, StepResult } from './journal.ts';
import type { JournalStore } from './journal-storage/journal-storage.ts';
import { leftIndex } from './left-index.ts';
import { loadMigration } from './load-migration.ts';
import type { JournalLock } from './lock.ts';
import type { PlannedEntry } from './plan.ts';
import { runPlainly } from './plain-run.ts';
import type { StepRecord } from './record-step.ts';
import { reportStepError } from './step-error.ts';
import type { OtherManner, StepManner } from './transaction-gate.ts';
import { abortError } from '../database/transaction/until-aborted.ts';
import { fateOfCommit } from './was-committed.ts';

/** What the steps of one run share. */
export interface StepRun {
  readonly project: Project;
  readonly kind: JournalKind;
  readonly direction: 'up' | 'down';
  readonly sequelize: Sequelize;
  readonly database: Database;
  readonly store: JournalStore;
  /** Null where none is kept. */
  readonly history: RunHistory | null;
  readonly lock: JournalLock;
  readonly signal: AbortSignal | undefined;
  readonly statements: StatementLog;
  readonly emit: (event: JournalEvent) => void;
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
  const { project, kind, direction, sequelize, store, history, lock, signal, statements } = run;
  const startedAt = performance.now();
  const recordedName = entry.recordedAs ?? entry.name;
  try {
    if (signal?.aborted === true) throw abortError();
    const checksum = history === null ? null : checksumOfFile(entry.path);
    const migration = await loadMigration(project, kind, entry, direction);
    const nameRecord: StepRecord = {
      write: (runStatement) => store[direction === 'up' ? 'record' : 'remove'](recordedName, runStatement),
      remembered: () => store.remembered(recordedName, direction),
    };
    const historyRecord = historyOf(history, () => ({
      name: recordedName,
      direction,
      durationMs: performance.now() - startedAt,
      checksum,
      file: entry.name === recordedName ? undefined : entry.name,
    }));
    const work = {
      sequelize,
      migrate: () => migration.run(sequelize),
      nameRecord,
      historyRecord,
      fateOfCommit: (transactionId: string) => fateOfCommit(run.database, transactionId),
      isHeldSql: lock.isHeldSql,
      leftIndex: (sql: string) => leftIndex(run.database, sql),
      gate: {
        name: entry.name,
        signal,
        report: statements.add,
        announce: (sql: string) => run.emit({ type: 'statement-sent', sql }),
      },
    };
    const { whyOutside } = migration;
    let next: OtherManner = { manner: whyOutside === null ? 'transaction' : 'plain', why: whyOutside ?? '' };
    for (;;) {
      const { manner, why } = next;
      if (manner === 'plain') run.emit({ type: 'transaction-left', name: entry.name, why });
      const outcome = await runInManner(work, store, manner);
      if (outcome.type !== 'start-over') return outcome;
      next = outcome;
      statements.take();
    }
  } catch (error) {
    // Nothing has run yet.
    return { type: 'failed', wasAtomic: true, error };
  }
}

function historyOf(history: RunHistory | null, row: () => Parameters<RunHistory['add']>[0]): StepRecord {
  if (history === null) return { write: () => Promise.resolve(), remembered: () => [] };
  return {
    write: (run) => history.add(row(), run),
    remembered() {
      const statement = history.remembered(row());
      return statement === null ? null : [statement];
    },
  };
}

type Work = Omit<Parameters<typeof runAtomically>[0] & Parameters<typeof runPlainly>[0], 'record'> & {
  readonly nameRecord: StepRecord;
  readonly historyRecord: StepRecord;
};

async function runInManner(work: Work, store: JournalStore, manner: StepManner): Promise<AttemptOutcome> {
  const record = inOrder(work.nameRecord, work.historyRecord);
  if (manner === 'plain') return runPlainly({ ...work, record });
  const isGuarded = manner === 'guarded';
  if (store.isTransactional) return runAtomically({ ...work, record }, isGuarded);
  // A file cannot join the transaction: the name goes in once the step is committed.
  const outcome = await runAtomically({ ...work, record: work.historyRecord }, isGuarded);
  if (outcome.type !== 'done') return outcome;
  try {
    await work.nameRecord.write(() => Promise.reject(new Error('a journal file needs no statements')));
    return { type: 'done', wasAtomic: false };
  } catch (error) {
    return { type: 'failed', wasAtomic: false, error };
  }
}

function inOrder(first: StepRecord, second: StepRecord): StepRecord {
  return {
    async write(run) {
      await first.write(run);
      await second.write(run);
    },
    remembered() {
      const [before, after] = [first.remembered(), second.remembered()];
      return before === null || after === null ? null : [...before, ...after];
    },
  };
}
