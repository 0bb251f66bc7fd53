/**
 * The walk that executes and reverts: lock, read the journal, plan, and one step after the other until the first failure. The plan
 * is made under the lock, so that a migrator that waited does not repeat what the other one did.
 */
import { existsSync } from 'node:fs';
import { openDatabase, type Database } from '../database/client.ts';
import type { ConnectionTarget } from '../database/target.ts';
import { ConsoleError } from '../errors.ts';
import type { ConnectionOverride } from '../project/load/connection-override.ts';
import type { JournalStorage, Project } from '../project/project.ts';
import type {
  ExecutedStatement,
  JournalEvent,
  JournalKind,
  JournalView,
  LockHolder,
  StepOutcome,
  StepRequest,
  StepResult,
} from './journal.ts';
import { filesFromGit } from './git/files-from-git.ts';
import { openHistory } from './history/open-history.ts';
import { openStorage } from './journal-storage/open-storage.ts';
import { lockTimeoutOf } from './lock-timeout.ts';
import { type JournalLock, withJournalLock } from './lock.ts';
import { nameToRecord } from './match-recorded.ts';
import { openInstance } from './migration-instance.ts';
import { type PlannedEntry, plan } from './plan.ts';
import { readJournal } from './read-journal.ts';
import { runStep, type StatementLog } from './run-step.ts';

export type StepConnection = ConnectionOverride & {
  readonly target: ConnectionTarget;
  /** Who steps, name and version, for the history. */
  readonly tool?: string | undefined;
};

export interface StepOptions {
  /** Cancels the running statement on the server; its step fails with `interrupted` and is rolled back. */
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: ((event: JournalEvent) => void) | undefined;
  /** How long to wait for another migrator, 60 s unless said otherwise. */
  readonly lockTimeoutMs?: number | undefined;
}

/**
 * Steps as the request says. A failing step is an outcome; rejects with a ConsoleError when nothing could be started: no folder,
 * no connection, `journal-locked`, a name that is unknown or in the wrong state, or an AbortError while waiting for the lock.
 */
export async function stepJournal(
  project: Project,
  request: StepRequest,
  connection: StepConnection,
  options: StepOptions = {},
): Promise<StepOutcome> {
  const { kind } = request;
  const emit = options.onEvent ?? (() => undefined);
  requireFolder(project, kind);
  const timeoutMs = lockTimeoutOf(request, options.lockTimeoutMs);
  const database = openDatabase(connection.target, connection.mode, { maxConnections: 2 });
  try {
    const lockOptions = {
      timeoutMs,
      onWait: (holder: LockHolder | null) => {
        emit({ type: 'lock-awaited', holder, timeoutMs });
      },
      signal: options.signal,
    };
    return await withJournalLock(
      database,
      { kind, storage: project.storage[kind] },
      lockOptions,
      async (lock, lockConnection) => {
        const walk = async (asked: StepRequest): Promise<StepOutcome> => {
          const listed = await readJournal(project, kind, lockConnection);
          const found = await filesFromGit(project, listed, asked);
          try {
            const { entries: planned, passedOver } = plan(found.view, asked);
            const entries = asked.direction === 'up' ? planned.map(named(project, found.view)) : planned;
            if (entries.length === 0) return { results: [], passedOver };
            const { storage } = listed;
            const walking = { database, lock, storage, entries };
            const results = await runEntries(project, asked, connection, options.signal, emit, walking);
            return { results, passedOver };
          } finally {
            await found.remove();
          }
        };
        const outcome = await walk(request);
        return request.isRedone === true ? redo(outcome, kind, walk) : outcome;
      },
    );
  } finally {
    await database.close();
  }
}

/** Executes again, oldest first, what was reverted. */
async function redo(
  down: StepOutcome,
  kind: JournalKind,
  walk: (request: StepRequest) => Promise<StepOutcome>,
): Promise<StepOutcome> {
  const names = down.results.map(({ name }) => name);
  if (names.length === 0 || down.results.some(({ status }) => status === 'failed')) return down;
  const up = await walk({ kind, direction: 'up', selection: { type: 'only', names: names.reverse() } });
  return { results: [...down.results, ...up.results], passedOver: down.passedOver };
}

/** Gives an entry that is to be executed the name under which the project's own tool would record it. */
function named(project: Project, { kind, entries }: JournalView): (entry: PlannedEntry) => PlannedEntry {
  const executed = entries.filter((entry) => entry.state === 'executed');
  const isSourceOfBuild = project.sourcesOfBuild?.includes(kind) === true;
  return (entry) => {
    const recordedAs = nameToRecord(entry.name, executed, isSourceOfBuild);
    return recordedAs === entry.name ? entry : { ...entry, recordedAs };
  };
}

interface Walk {
  readonly database: Database;
  readonly lock: JournalLock;
  readonly storage: JournalStorage;
  readonly entries: readonly PlannedEntry[];
}

async function runEntries(
  project: Project,
  { kind, direction }: StepRequest,
  connection: StepConnection,
  signal: AbortSignal | undefined,
  emit: (event: JournalEvent) => void,
  { database, lock, storage, entries }: Walk,
): Promise<readonly StepResult[]> {
  const statements = openStatementLog(emit);
  const onStatement = (statement: ExecutedStatement) => {
    statements.add(statement);
    connection.onStatement(statement);
  };
  const instance = await openInstance(project, { ...connection, onStatement }, database, lock.joinStatement);
  const cancel = () => {
    // A server that cannot be reached to cancel has lost the statement's connection too.
    instance.cancelStatements().catch(() => undefined);
  };
  signal?.addEventListener('abort', cancel);
  try {
    const { sequelize } = instance;
    const store = openStorage(storage);
    const history = await openHistory(project, kind, storage, connection.tool);
    const run = {
      project,
      kind,
      direction,
      sequelize,
      database,
      store,
      history,
      lock,
      signal,
      statements,
      emit,
    };
    const results: StepResult[] = [];
    for (const entry of entries) {
      emit({ type: 'step-started', name: entry.name, direction });
      const result = await runStep(run, entry);
      results.push(result);
      emit({ type: 'step-finished', result });
      if (result.status === 'failed') break;
    }
    return results;
  } finally {
    signal?.removeEventListener('abort', cancel);
    await instance.close();
  }
}

function openStatementLog(emit: (event: JournalEvent) => void): StatementLog {
  let statements: ExecutedStatement[] = [];
  return {
    add(statement) {
      statements.push(statement);
      emit({ type: 'statement-executed', statement });
    },
    take() {
      const taken = statements;
      statements = [];
      return taken;
    },
  };
}

/** Throws `migrations-folder-missing` or `seeders-folder-missing` for a project that has nothing to step. */
export function requireFolder(project: Project, kind: JournalKind): void {
  const folder = project.paths[kind];
  if (folder !== null && (kind === 'migrations' || existsSync(folder))) return;
  throw new ConsoleError(`"${project.name}" has no ${kind} folder.`, {
    code: `${kind}-folder-missing`,
    kind: 'usage',
    remedy: `Name it with "--${kind}-path DIR", or as "${kind}-path" in .sequelizerc.`,
  });
}
