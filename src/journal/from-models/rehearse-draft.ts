/**
 * The proof of a drafted migration: `up`, `down` and `up` again in one transaction of the real database, which is rolled back. What is
 * there after the first `up` is compared with what the models ask for.
 */
import { openDatabase } from '../../database/client.ts';
import { catalogHash } from '../../database/snapshot/catalog-hash.ts';
import { readSnapshot } from '../../database/snapshot/read-snapshot.ts';
import type { Snapshot } from '../../database/snapshot/snapshot.ts';
import { type ErrorReport, reportError } from '../../errors.ts';
import type { Project } from '../../project/project.ts';
import type { LockHolder } from '../journal.ts';
import { withJournalLock } from '../lock.ts';
import type { PlannedEntry } from '../plan.ts';
import { sequenceProtection } from '../rehearse/protect-sequences.ts';
import { rehearseEntries } from '../rehearse/rehearse-entries.ts';
import type { RehearsalEvent, RehearsalRequest, RehearsedEntry } from '../rehearse/rehearsal.ts';
import { NeedsCopy, type Stage } from '../rehearse/stage.ts';
import { onTransactionStage } from '../rehearse/transaction-stage.ts';
import { entriesOf, type Rehearsal, withInstance } from '../rehearse/with-instance.ts';
import { defaultLockTimeoutMs } from '../lock-timeout.ts';
import type { StepConnection } from '../step-journal.ts';

export interface DraftRehearsal {
  readonly entry: RehearsedEntry | null;
  /** What it looked like when `up` had run for the first time; null when that failed. */
  readonly afterUp: Snapshot | null;
  readonly error: ErrorReport | null;
  readonly catalogHash: { readonly before: string; readonly after: string };
}

export interface DraftRehearsalOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: ((event: RehearsalEvent) => void) | undefined;
}

/** How long a statement may wait for somebody else's lock. */
const statementLockMs = 2_000;

const request: RehearsalRequest = {
  kind: 'migrations',
  direction: 'up',
  selection: { type: 'all' },
  isRoundTrip: true,
};

export async function rehearseDraft(
  project: Project,
  entry: PlannedEntry,
  connection: StepConnection,
  { signal, onEvent = () => undefined }: DraftRehearsalOptions,
): Promise<DraftRehearsal> {
  const rehearsal: Rehearsal = { project, request, connection, signal, emit: onEvent };
  const database = openDatabase(connection.target, connection.mode, { maxConnections: 2 });
  const lockOptions = {
    timeoutMs: defaultLockTimeoutMs,
    onWait: (holder: LockHolder | null) => {
      onEvent({ type: 'lock-awaited', holder, timeoutMs: defaultLockTimeoutMs });
    },
    signal,
  };
  const journal = { kind: 'migrations', storage: project.storage.migrations } as const;
  const snapshots: Snapshot[] = [];
  try {
    const before = await database.withConnection(readSnapshot);
    const result = await withJournalLock(database, journal, lockOptions, (lock) => {
      const { prepare, forget: onRollback } = sequenceProtection();
      const place = { connection, database, before, joinStatement: lock.joinStatement, prepare };
      return withInstance(rehearsal, place, (sequelize, recorder) =>
        onTransactionStage(
          {
            project,
            kind: 'migrations',
            signal,
            sequelize,
            recorder,
            lockTimeoutMs: statementLockMs,
            onRollback,
          },
          (stage) =>
            rehearseEntries(noting(stage, snapshots), entriesOf(rehearsal, [entry], database.target)),
        ),
      );
    }).catch((error: unknown) => {
      if (error instanceof NeedsCopy) return error;
      throw error;
    });
    const after = await database.withConnection(readSnapshot);
    const hashes = { before: catalogHash(before), after: catalogHash(after) };
    if (result instanceof NeedsCopy)
      return { entry: null, afterUp: null, error: reportError(result), catalogHash: hashes };
    const [rehearsed] = result;
    const [first] = rehearsed?.passes ?? [];
    return {
      entry: rehearsed ?? null,
      // The one before the first pass is the first.
      afterUp: first?.status === 'done' ? (snapshots[1] ?? null) : null,
      error: rehearsed?.passes.find(({ status }) => status === 'failed')?.error ?? null,
      catalogHash: hashes,
    };
  } finally {
    await database.close();
  }
}

/** Keeps what the stage shows of itself. */
function noting(stage: Stage, snapshots: Snapshot[]): Stage {
  return {
    ...stage,
    snapshot: async () => {
      const snapshot = await stage.snapshot();
      snapshots.push(snapshot);
      return snapshot;
    },
  };
}
