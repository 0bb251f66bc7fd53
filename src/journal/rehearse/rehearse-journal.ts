/**
 * The walk of a rehearsal: lock, read the journal, plan, run the passes in one transaction and roll back; where a step refuses that,
 * once more on a copy. Writes nothing that stays, not even the journal's own table. It holds the journal's lock while it is in the real
 * database, so that neither a migrator nor another rehearsal meets it half-way.
 */
import { openDatabase, type Database } from '../../database/client.ts';
import { catalogHash } from '../../database/snapshot/catalog-hash.ts';
import { difference } from '../../database/snapshot/difference.ts';
import { readSnapshot } from '../../database/snapshot/read-snapshot.ts';
import type { Snapshot } from '../../database/snapshot/snapshot.ts';
import type { ConnectionTarget } from '../../database/target.ts';
import type { Project } from '../../project/project.ts';
import { filesFromGit } from '../git/files-from-git.ts';
import type { LockHolder } from '../journal.ts';
import { lockTimeoutOf } from '../lock-timeout.ts';
import { withJournalLock } from '../lock.ts';
import { type PlannedEntry, plan } from '../plan.ts';
import { readJournal } from '../read-journal.ts';
import { requireFolder, type StepConnection } from '../step-journal.ts';
import { rehearseOnCopy } from './rehearse-on-copy.ts';
import { movedSequences, readSequences, sequenceProtection } from './protect-sequences.ts';
import { rehearseEntries } from './rehearse-entries.ts';
import type {
  MovedSequence,
  RehearsalEvent,
  RehearsalOutcome,
  RehearsalPlace,
  RehearsalRequest,
  RehearsedEntry,
} from './rehearsal.ts';
import { NeedsCopy } from './stage.ts';
import { onTransactionStage } from './transaction-stage.ts';
import { entriesOf, type InstancePlace, type Rehearsal, withInstance } from './with-instance.ts';

export interface RehearsalOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: ((event: RehearsalEvent) => void) | undefined;
  /** How long to wait for a migrator that is at work, 60 s unless said otherwise. */
  readonly lockTimeoutMs?: number | undefined;
  /** Another server, where a copy can be made when the real one lets us create no database. */
  readonly scratchServer?: (() => Promise<ConnectionTarget>) | undefined;
  /** 512 MB unless said otherwise: copying takes a second or two for that, and new connections wait as long. */
  readonly largestCopyBytes?: number | undefined;
}

const defaultStatementLockMs = 2_000;
const defaultLargestCopyBytes = 512 * 1024 * 1024;

interface DatabaseState {
  readonly snapshot: Snapshot;
  readonly sequences: ReadonlyMap<string, MovedSequence>;
}

/** What was planned under the lock, and how far it came there. */
interface Attempt {
  readonly before: DatabaseState;
  readonly planned: readonly PlannedEntry[];
  readonly passedOver: readonly string[];
  readonly result: readonly RehearsedEntry[] | NeedsCopy;
  /** Removes what was taken from git, once nothing is run any more. */
  readonly removeFiles: () => Promise<void>;
}

/**
 * A failing pass, and a way back that does not lead back, are outcomes. Rejects as stepJournal() does when nothing could be started,
 * and when no copy could be made where one is needed.
 */
export async function rehearseJournal(
  project: Project,
  request: RehearsalRequest,
  connection: StepConnection,
  options: RehearsalOptions = {},
): Promise<RehearsalOutcome> {
  requireFolder(project, request.kind);
  const emit = options.onEvent ?? (() => undefined);
  const rehearsal: Rehearsal = { project, request, connection, signal: options.signal, emit };
  // Closed before a copy is made: the server copies no database that is in use.
  const attempt = await withDatabase(connection, (database) =>
    attemptUnderLock(rehearsal, options, database),
  );
  const { before, passedOver } = attempt;
  const { place, entries } = await finish(rehearsal, options, attempt).finally(attempt.removeFiles);
  const after = await withDatabase(connection, readState);
  return {
    place,
    entries,
    passedOver,
    verdict: verdictOf(entries),
    changedMeanwhile: difference(before.snapshot, after.snapshot),
    movedSequences: movedSequences(before.sequences, after.sequences),
    catalogHash: { before: catalogHash(before.snapshot), after: catalogHash(after.snapshot) },
  };
}

/** What was learnt in the transaction; where a transaction would not do, on a copy. */
async function finish(
  rehearsal: Rehearsal,
  { scratchServer, largestCopyBytes }: RehearsalOptions,
  { planned, result }: Attempt,
): Promise<{ readonly place: RehearsalPlace; readonly entries: readonly RehearsedEntry[] }> {
  if (!(result instanceof NeedsCopy)) return { place: { type: 'transaction' }, entries: result };
  const why = result.message;
  rehearsal.emit({ type: 'copy-started', why });
  return rehearseOnCopy(rehearsal, planned, {
    why,
    elsewhere: scratchServer ?? null,
    largestCopyBytes: largestCopyBytes ?? defaultLargestCopyBytes,
  });
}

function attemptUnderLock(
  rehearsal: Rehearsal,
  options: RehearsalOptions,
  database: Database,
): Promise<Attempt> {
  const { project, request, emit } = rehearsal;
  const timeoutMs = lockTimeoutOf(request, options.lockTimeoutMs);
  const lockOptions = {
    timeoutMs,
    onWait: (holder: LockHolder | null) => {
      emit({ type: 'lock-awaited', holder, timeoutMs });
    },
    signal: options.signal,
  };
  const { kind } = request;
  const journal = { kind, storage: project.storage[kind] };
  return withJournalLock(database, journal, lockOptions, async (lock, lockConnection) => {
    const found = await filesFromGit(project, await readJournal(project, kind, lockConnection), request);
    try {
      const { entries: planned, passedOver } = plan(found.view, request);
      const before = await readState(database);
      const attempted = { before, planned, passedOver, removeFiles: found.remove };
      if (planned.length === 0) return { ...attempted, result: [] };
      const place = { database, before: before.snapshot, joinStatement: lock.joinStatement };
      return { ...attempted, result: await inTransaction(rehearsal, place, planned).catch(keepNeed) };
    } catch (error) {
      await found.remove();
      throw error;
    }
  });
}

function keepNeed(error: unknown): NeedsCopy {
  if (error instanceof NeedsCopy) return error;
  throw error;
}

function inTransaction(
  rehearsal: Rehearsal,
  { database, before, joinStatement }: Pick<InstancePlace, 'database' | 'before' | 'joinStatement'>,
  planned: readonly PlannedEntry[],
): Promise<readonly RehearsedEntry[]> {
  const { project, request, connection, signal } = rehearsal;
  const protection = sequenceProtection();
  const place = { connection, database, before, joinStatement, prepare: protection.prepare };
  return withInstance(rehearsal, place, (sequelize, recorder) => {
    // To PostgreSQL 0 is no limit (manual, 20.11).
    const lockTimeoutMs = Math.max(1, lockTimeoutOf(request, defaultStatementLockMs));
    const { kind } = request;
    const onRollback = protection.forget;
    return onTransactionStage(
      { project, kind, signal, sequelize, recorder, lockTimeoutMs, onRollback },
      (stage) => rehearseEntries(stage, entriesOf(rehearsal, planned, database.target)),
    );
  });
}

async function withDatabase<T>(
  { target, mode }: StepConnection,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const database = openDatabase(target, mode, { maxConnections: 2 });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

async function readState(database: Database): Promise<DatabaseState> {
  return {
    snapshot: await database.withConnection(readSnapshot),
    sequences: await readSequences(database),
  };
}

function verdictOf(entries: readonly RehearsedEntry[]): RehearsalOutcome['verdict'] {
  if (entries.some(({ passes }) => passes.some(({ status }) => status === 'failed'))) return 'failed';
  return entries.some(({ roundTrip }) => roundTrip?.isRestored === false) ? 'not-restored' : 'fine';
}
