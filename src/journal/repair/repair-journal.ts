/**
 * Repair as it is done: planned from the journal as it stands, and applied under the lock, in one transaction, only when the journal
 * still asks for the same. Rows of the journal and of its history are all that is touched.
 */
import { type Database, type DatabaseConnection, openDatabase } from '../../database/client.ts';
import { ConsoleError } from '../../errors.ts';
import type { JournalStorage, Project } from '../../project/project.ts';
import { findInGit } from '../git/find-in-git.ts';
import { checksumOfFile } from '../history/checksum.ts';
import { openHistory } from '../history/open-history.ts';
import type { JournalEvent, JournalKind, JournalView, LockHolder } from '../journal.ts';
import type { RunStatement } from '../journal-storage/journal-storage.ts';
import { openStorage } from '../journal-storage/open-storage.ts';
import { lockTimeoutOf } from '../lock-timeout.ts';
import { withJournalLock } from '../lock.ts';
import { readJournal } from '../read-journal.ts';
import type { StepConnection } from '../step-journal.ts';
import { planRepair, rowsOf } from './plan-repair.ts';
import type { RepairAction, RepairPlan, RepairRequest } from './repair.ts';

export interface RepairOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: ((event: JournalEvent) => void) | undefined;
}

/** Writes nothing. Rejects with `journal-not-kept` where nothing is recorded, and for names as planRepair does. */
export async function proposeRepair(
  project: Project,
  request: RepairRequest,
  database: Database,
): Promise<RepairPlan> {
  const view = await readJournal(project, request.kind, database);
  requireStorage(view);
  const actions = actionsFor(project, view, request);
  const rows = rowsOf(actions);
  const orphans = view.entries.filter(
    ({ state, name }) => state === 'orphaned' && !rows.removed.includes(name),
  );
  const left = await Promise.all(
    orphans.map(async ({ name }) => ({
      name,
      inGit: await findInGit(view.folder ?? project.root, project.variables, name),
    })),
  );
  return { request, journal: journalText(view.storage), actions, ...rows, left };
}

/** Rejects with `journal-changed`, having written nothing, when the journal has moved on since the plan; as a step does for the lock. */
export async function applyRepair(
  project: Project,
  { request, actions }: RepairPlan,
  connection: StepConnection,
  { signal, onEvent }: RepairOptions = {},
): Promise<void> {
  const { kind } = request;
  const timeoutMs = lockTimeoutOf(request);
  const onWait = (holder: LockHolder | null) => onEvent?.({ type: 'lock-awaited', holder, timeoutMs });
  const database = openDatabase(connection.target, connection.mode, { maxConnections: 2 });
  try {
    const journal = { kind, storage: project.storage[kind] };
    await withJournalLock(database, journal, { timeoutMs, onWait, signal }, async (lock) => {
      const view = await readJournal(project, kind, database);
      const now = actionsFor(project, view, request);
      if (JSON.stringify(now) !== JSON.stringify(actions)) throw journalChanged(kind);
      await database.withConnection(async (own) => {
        await own.query('BEGIN');
        await lock.assertHeld();
        await write(project, view, actions, connection.tool, statementsOf(own));
        await own.query('COMMIT');
      });
    });
  } finally {
    await database.close();
  }
}

function actionsFor(project: Project, view: JournalView, request: RepairRequest): readonly RepairAction[] {
  const isKnown = view.entries.some(
    ({ state, history }) => state === 'orphaned' && history?.checksum != null,
  );
  const checksums = new Map<string, string>();
  for (const { name, path, state } of isKnown ? view.entries : []) {
    const checksum = state === 'pending' && path !== null ? checksumOfFile(path) : null;
    if (checksum !== null) checksums.set(name, checksum);
  }
  const hasOwnNames = project.runner != null || project.sourcesOfBuild?.includes(view.kind) === true;
  return planRepair(view, request, { checksums, hasOwnNames });
}

async function write(
  project: Project,
  view: JournalView,
  actions: readonly RepairAction[],
  tool: string | undefined,
  run: RunStatement,
): Promise<void> {
  await openStorage(view.storage).change(rowsOf(actions), run);
  const history = await openHistory(project, view.kind, view.storage, tool);
  if (history === null) return;
  for (const action of actions) {
    const name = action.type === 'rename' ? action.to : action.name;
    await history.add({ name, direction: action.type, durationMs: 0, ...fileNow(view, action) }, run);
  }
}

/** What is marked as executed counts as executed with the file as it is; what is renamed keeps what is known of it. */
function fileNow(
  { entries }: JournalView,
  action: RepairAction,
): { readonly checksum: string | null; readonly file?: string | undefined } {
  if (action.type === 'drop' || action.type === 'mark-pending') return { checksum: null };
  if (action.type === 'rename') {
    const before = entries.find(({ name, recordedAs }) => name === action.from || recordedAs === action.from);
    const { checksum = null, file = action.from } = before?.history ?? {};
    if (checksum !== null) return file === action.to ? { checksum } : { checksum, file };
  }
  const written = action.type === 'rename' ? action.to : action.name;
  const path = entries.find(({ name }) => name === written)?.path;
  return { checksum: path == null ? null : checksumOfFile(path) };
}

function requireStorage({ storage, kind }: JournalView): void {
  if (storage.type !== 'none') return;
  const key = kind === 'migrations' ? 'migrationStorage' : 'seederStorage';
  throw new ConsoleError(`Nothing is recorded of the ${kind}, so there is nothing to repair.`, {
    code: 'journal-not-kept',
    kind: 'usage',
    remedy: `Set \`${key}\` in the configuration to "sequelize" to have them recorded.`,
  });
}

function journalChanged(kind: JournalKind): ConsoleError {
  return new ConsoleError(
    `The journal of the ${kind} has changed since the repair was planned: nothing was written.`,
    {
      code: 'journal-changed',
      remedy: 'Look at the plan again with "seqscope db:migrate:repair".',
    },
  );
}

function journalText(storage: JournalStorage): string {
  if (storage.type === 'sequelize') {
    return storage.schema === null
      ? `table "${storage.table}"`
      : `table "${storage.schema}"."${storage.table}"`;
  }
  return storage.type === 'json' ? `file "${storage.path}"` : 'nothing';
}

function statementsOf(connection: DatabaseConnection): RunStatement {
  return async (sql, values = []) => (await connection.query(sql, values)).rows;
}
