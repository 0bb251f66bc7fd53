/** What both stages of a rehearsal need: an instance whose clients are watched, cancelled by the signal and closed at the end. */
import type { Sequelize } from 'sequelize';
import type { Database } from '../../database/client.ts';
import type { Snapshot } from '../../database/snapshot/snapshot.ts';
import type { ConnectionTarget } from '../../database/target.ts';
import type { Project } from '../../project/project.ts';
import { openInstance } from '../migration-instance.ts';
import type { PlannedEntry } from '../plan.ts';
import { reportStepError } from '../step-error.ts';
import type { StepConnection } from '../step-journal.ts';
import { openRecorder, type PassRecorder, type RecorderOptions } from './record-pass.ts';
import type { RehearsedEntries } from './rehearse-entries.ts';
import type { RehearsalEvent, RehearsalRequest } from './rehearsal.ts';
import { watchClients } from './watch-clients.ts';

/** What a rehearsal goes by, wherever it happens. */
export interface Rehearsal {
  readonly project: Project;
  readonly request: RehearsalRequest;
  readonly connection: StepConnection;
  readonly signal: AbortSignal | undefined;
  readonly emit: (event: RehearsalEvent) => void;
}

export interface InstancePlace {
  readonly connection: StepConnection;
  /** Our own connections to the same database. */
  readonly database: Database;
  /** The tables in it are those whose locks count. */
  readonly before: Snapshot;
  readonly prepare?: RecorderOptions['prepare'];
  /** JournalLock's; null on a copy, which nobody else knows of. */
  readonly joinStatement: string | null;
}

export async function withInstance<T>(
  { project, signal, emit }: Rehearsal,
  { connection, database, before, prepare, joinStatement }: InstancePlace,
  work: (sequelize: Sequelize, recorder: PassRecorder) => Promise<T>,
): Promise<T> {
  const recorder = openRecorder({
    database,
    tables: before.objects
      .filter(({ type }) => type === 'table' || type === 'materialized-view')
      .map(({ schema, name }) => ({ schema, table: name })),
    onStatement: (statement) => {
      emit({ type: 'statement-executed', statement });
      connection.onStatement(statement);
    },
    prepare,
  });
  // What the instance logs of itself is what the recorder sees.
  const unseen = { ...connection, onStatement: () => undefined };
  const instance = await openInstance(project, unseen, database, joinStatement);
  watchClients(instance.sequelize, recorder.watch);
  const cancel = (): void => {
    // A server that cannot be reached to cancel has lost the statement's connection too.
    instance.cancelStatements().catch(() => undefined);
  };
  signal?.addEventListener('abort', cancel);
  try {
    signal?.throwIfAborted();
    return await work(instance.sequelize, recorder);
  } finally {
    signal?.removeEventListener('abort', cancel);
    await instance.close();
  }
}

export function entriesOf(
  { project, request, emit }: Rehearsal,
  entries: readonly PlannedEntry[],
  target: ConnectionTarget,
): RehearsedEntries {
  const { kind, direction, isRoundTrip } = request;
  return {
    entries,
    direction,
    isRoundTrip,
    emit,
    report: (error, entry, to) =>
      reportStepError(error, { kind, entry, direction: to, target, root: project.root }),
  };
}
