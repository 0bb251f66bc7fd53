/** Reads what each side says, all at the same time. What cannot be had is a remark, and its side is left out. */
import type { Sequelize } from 'sequelize';
import { type Database, openDatabase, type QueryOptions } from '../../database/client.ts';
import type { ScratchWays } from '../../database/scratch/scratch-database.ts';
import { readSnapshot } from '../../database/snapshot/read-snapshot.ts';
import type { Snapshot } from '../../database/snapshot/snapshot.ts';
import type { ConnectionTarget } from '../../database/target.ts';
import { ConsoleError, type ErrorReport } from '../../errors.ts';
import type { AnyModel } from '../../journal/from-models/model-instance.ts';
import { type ModelsSchema, readModelsSchema } from '../../journal/from-models/models-schema.ts';
import { nameOf } from '../../journal/from-models/sync-models.ts';
import type { JournalView } from '../../journal/journal.ts';
import { journalTables } from '../../journal/journal-tables.ts';
import { readJournal } from '../../journal/read-journal.ts';
import type { Project } from '../../project/project.ts';
import type { DriftProgress, DriftRequest, DriftSide } from './drift.ts';
import { remarksOn } from './remarks.ts';
import { type Replay, replayedNames, replayMigrations } from './replay.ts';

export interface DriftSurroundings extends ScratchWays {
  readonly target: ConnectionTarget;
  /** The instance with the models; null for a project without any, or where they are not asked. */
  readonly sequelize: Sequelize | null;
  /** What of the project did not load: models may be missing. */
  readonly problems: readonly ErrorReport[];
  readonly onProgress: (progress: DriftProgress) => void;
  /** Of the questions to the real database. */
  readonly each: QueryOptions;
}

export interface ReadSides {
  readonly database: Snapshot;
  readonly models: ModelsSchema | null;
  readonly replay: Replay | null;
  readonly isJournal: (table: string) => boolean;
  readonly pending: readonly string[];
  readonly incomplete: readonly DriftSide[];
  readonly remarks: readonly string[];
}

export async function readSides(
  project: Project,
  { sides, baseline = null, first = null }: DriftRequest,
  surroundings: DriftSurroundings,
): Promise<ReadSides> {
  const { target, sequelize, signal, elsewhere, isNeverHere, onScratch, dropLater, onProgress, each } =
    surroundings;
  const scratch = { signal, elsewhere, isNeverHere, onScratch, dropLater };
  const database = openDatabase(
    target,
    { readOnly: true, statementTimeoutMs: null },
    { maxConnections: 1, each },
  );
  const live = await readLive(project, database, onProgress).finally(() => database.close());
  const { snapshot, journals, unread, isJournal } = live;
  signal?.throwIfAborted();
  const isWanted = (side: DriftSide) => sides === null || sides.includes(side);
  const views = new Set(
    snapshot.objects
      .filter(({ type }) => type === 'view' || type === 'materialized-view')
      .map(({ name }) => name),
  );
  const isSkipped = (model: AnyModel) => isJournal(nameOf(model)) || views.has(nameOf(model));
  const counted = (side: DriftSide) => progressOf(side, onProgress);
  const readModels = async (): Promise<ModelsSchema | null> => {
    if (sequelize === null || !isWanted('models')) return null;
    const progress = counted('models');
    progress(null, null, false);
    const read = await readModelsSchema(sequelize, target, isSkipped, { ...scratch, live: snapshot });
    progress(null, null, true);
    return read;
  };
  const migrations = journals.find(({ kind }) => kind === 'migrations');
  const readMigrations = async (): Promise<Replay | null> => {
    const isAny = migrations?.entries.some(({ path }) => path !== null) === true;
    if (migrations === undefined || !isAny || !isWanted('migrations')) return null;
    const progress = counted('migrations');
    const { executed, pending } = replayedNames(migrations, first);
    const total = executed.length + pending.length;
    progress(0, total, false);
    const options = {
      ...scratch,
      live: snapshot,
      instance: sequelize,
      baseline,
      first,
      onStep: (done: number, all: number) => {
        progress(done, all, false);
      },
    };
    const replay = await replayMigrations(project, target, migrations, options);
    progress(total, total, true);
    return replay;
  };
  // Either goes on to its end, also when the other one fails. What takes longest begins first.
  const [replay, models] = await Promise.allSettled([readMigrations(), readModels()]);
  return {
    database: snapshot,
    models: valueOf(models),
    replay: valueOf(replay),
    isJournal,
    pending: migrations === undefined ? [] : replayedNames(migrations, null).pending,
    ...remarksOn({
      journal: migrations,
      unread,
      models: valueOf(models),
      replay: valueOf(replay),
      lost: isWanted('models') ? surroundings.problems.filter(({ isNotice }) => isNotice !== true) : [],
      asked: sides,
    }),
  };
}

function valueOf<T>(settled: PromiseSettledResult<T>): T {
  if (settled.status === 'rejected') throw settled.reason;
  return settled.value;
}

function progressOf(
  side: DriftSide,
  onProgress: DriftSurroundings['onProgress'],
): (done: number | null, total: number | null, isFinished: boolean) => void {
  return (done, total, isFinished) => {
    onProgress({ side, done, total, isFinished });
  };
}

async function readLive(
  project: Project,
  database: Database,
  onProgress: DriftSurroundings['onProgress'],
): Promise<{
  readonly snapshot: Snapshot;
  readonly journals: readonly JournalView[];
  readonly unread: string | null;
  readonly isJournal: (table: string) => boolean;
}> {
  const progress = progressOf('database', onProgress);
  progress(null, null, false);
  const snapshot = await database.withConnection(readSnapshot);
  let unread: string | null = null;
  const journals = await Promise.all(
    (['migrations', 'seeders'] as const).map((kind) =>
      readJournal(project, kind, database).catch((error: unknown) => {
        // Models and the catalog can be compared by a role that may read no table.
        if (!(error instanceof ConsoleError) || error.code !== 'permission-denied') throw error;
        if (kind === 'migrations') unread = error.message;
        return null;
      }),
    ),
  );
  progress(null, null, true);
  const read = journals.filter((journal) => journal !== null);
  return { snapshot, journals: read, unread, isJournal: journalTables(project, read) };
}
