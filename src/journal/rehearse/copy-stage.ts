/**
 * A stage on a copy of the database, where a step runs exactly as it would in the real one: atomically where it can, statement by
 * statement where it cannot. Only the journal is left alone.
 */
import type { Sequelize } from 'sequelize';
import type { Database } from '../../database/client.ts';
import { readSnapshot } from '../../database/snapshot/read-snapshot.ts';
import { type AttemptOutcome, runAtomically } from '../atomic-transaction.ts';
import { leftIndex } from '../left-index.ts';
import { loadMigration } from '../load-migration.ts';
import { runPlainly } from '../plain-run.ts';
import type { PlannedEntry } from '../plan.ts';
import type { StepManner } from '../transaction-gate.ts';
import { fateOfCommit } from '../was-committed.ts';
import type { PassRecord, PassRecorder } from './record-pass.ts';
import type { PassRun, Stage, StageContext } from './stage.ts';

export interface CopyStageOptions extends StageContext {
  readonly sequelize: Sequelize;
  /** Our own connections to the copy. */
  readonly database: Database;
  readonly recorder: PassRecorder;
}

export function copyStage(options: CopyStageOptions): Stage {
  const { database } = options;
  return {
    snapshot: () => database.withConnection(readSnapshot),
    mark: () => Promise.resolve(() => Promise.resolve(false)),
    async run(entry, direction): Promise<PassRun> {
      const startedAt = performance.now();
      const { outcome, record } = await attemptPass(options, entry, direction);
      return {
        status: outcome.type,
        isAtomic: outcome.wasAtomic,
        error: outcome.type === 'done' ? null : outcome.error,
        durationMs: performance.now() - startedAt,
        record,
        canGoOn: outcome.type === 'done' || outcome.wasAtomic,
      };
    },
  };
}

type FinalOutcome = Exclude<AttemptOutcome, { type: 'start-over' }>;

/** As run-step.ts does it. */
async function attemptPass(
  { project, kind, signal, sequelize, database, recorder }: CopyStageOptions,
  entry: PlannedEntry,
  direction: 'up' | 'down',
): Promise<{ readonly outcome: FinalOutcome; readonly record: PassRecord }> {
  try {
    const migration = await loadMigration(project, kind, entry, direction);
    let manner: StepManner = migration.whyOutside === null ? 'transaction' : 'plain';
    for (;;) {
      const holdsEach = manner === 'plain';
      const records: PassRecord[] = [];
      const work = {
        sequelize,
        migrate: () => {
          recorder.begin({ holdsEach });
          return migration.run(sequelize);
        },
        // What follows is ours: the checks of a COMMIT, and the COMMIT.
        record: {
          write: () => {
            records.push(recorder.end());
            return Promise.resolve();
          },
          remembered: () => null,
        },
        fateOfCommit: (transactionId: string) => fateOfCommit(database, transactionId),
        // Nobody else knows of the copy.
        isHeldSql: 'true',
        leftIndex: (sql: string) => leftIndex(database, sql),
        gate: { name: entry.name, signal, report: () => undefined },
      };
      const outcome = await runInManner(work, manner);
      records.push(recorder.end());
      if (outcome.type === 'start-over') manner = outcome.manner;
      else return { outcome, record: records[0] ?? recorder.end() };
    }
  } catch (error) {
    return { outcome: { type: 'failed', wasAtomic: true, error }, record: recorder.end() };
  }
}

type Work = Parameters<typeof runAtomically>[0] & Parameters<typeof runPlainly>[0];

function runInManner(work: Work, manner: StepManner): Promise<AttemptOutcome> {
  return manner === 'plain' ? runPlainly(work) : runAtomically(work, manner === 'guarded');
}
