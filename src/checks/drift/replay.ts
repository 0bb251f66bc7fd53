/**
 * What the migrations produce: all of them run in a scratch database as they would be in a new one, and what is there then. The files of
 * the project run, so that what fails in one is an outcome.
 */
import type { Sequelize } from 'sequelize';
import { type Database, openDatabase } from '../../database/client.ts';
import { type ScratchWays, withScratchCopy } from '../../database/scratch/scratch-database.ts';
import { readSnapshot } from '../../database/snapshot/read-snapshot.ts';
import type { Snapshot } from '../../database/snapshot/snapshot.ts';
import type { ConnectionTarget } from '../../database/target.ts';
import { ConsoleError, reportError, type ErrorReport } from '../../errors.ts';
import { findEntry } from '../../journal/find-entry.ts';
import type { JournalView, StepSelection } from '../../journal/journal.ts';
import { plan } from '../../journal/plan.ts';
import { stepJournal } from '../../journal/step-journal.ts';
import type { JournalStorage, Project } from '../../project/project.ts';
import { leadElsewhere } from './lead-elsewhere.ts';

export interface Replay {
  /** After those that were executed in the real database; null when one of them failed. */
  readonly executed: Snapshot | null;
  /** After the pending ones too; the same where there are none, null when one failed. */
  readonly all: Snapshot | null;
  readonly failure: {
    readonly name: string;
    readonly isPending: boolean;
    readonly error: ErrorReport;
  } | null;
  readonly isElsewhere: boolean;
}

export interface ReplayOptions extends ScratchWays {
  /** The real database, as it is. */
  readonly live: Snapshot;
  /** The application's instance, where it is loaded. */
  readonly instance: Sequelize | null;
  readonly baseline: string | null;
  readonly first: string | null;
  readonly onStep: (done: number, total: number) => void;
}

const mode = { readOnly: false, statementTimeoutMs: null } as const;
const nothing: Snapshot = { objects: [] };

/**
 * In an empty database first. Where that fails, with the schemas and extensions that the real one has: somebody may have made them by
 * hand before the first migration.
 */
export async function replayMigrations(
  project: Project,
  source: ConnectionTarget,
  journal: JournalView,
  options: ReplayOptions,
): Promise<Replay> {
  const first = await replayUpon(nothing, project, source, journal, options);
  const ground = groundOf(options.live);
  if (first.failure === null || ground.objects.length === 0 || options.baseline !== null) return first;
  const second = await replayUpon(ground, project, source, journal, options);
  return second.failure === null || second.executed !== null ? second : first;
}

function groundOf({ objects }: Snapshot): Snapshot {
  return {
    objects: objects.filter(
      ({ type, name }) => type === 'extension' || (type === 'schema' && name !== 'public'),
    ),
  };
}

function replayUpon(
  ground: Snapshot,
  project: Project,
  source: ConnectionTarget,
  journal: JournalView,
  { elsewhere, signal, isNeverHere, onScratch, dropLater, instance, baseline, first, onStep }: ReplayOptions,
): Promise<Replay> {
  const scratch = {
    largestCopyBytes: 0,
    elsewhere,
    signal,
    isNeverHere,
    onScratch,
    dropLater,
    wanted: ground,
  };
  return withScratchCopy(source, scratch, async ({ target, isElsewhere }) => {
    const database = openDatabase(target, mode, { maxConnections: 1 });
    const restore = instance === null ? null : leadElsewhere(instance, target);
    try {
      const { executed, pending } = replayedNames(journal, first);
      if (baseline !== null) await runBaseline(database, baseline);
      const total = executed.length + pending.length;
      let done = 0;
      const run = async (selection: StepSelection) => {
        const request = { kind: 'migrations', direction: 'up', selection } as const;
        const connection = { target, mode, onStatement: () => undefined };
        const { results } = await stepJournal(scratchProject(project, journal.storage), request, connection, {
          signal,
          onEvent: (event) => {
            if (event.type === 'step-finished') onStep((done += 1), total);
          },
        });
        signal?.throwIfAborted();
        const failed = results.find(({ status }) => status === 'failed');
        return failed?.error == null ? null : { name: failed.name, error: failed.error };
      };
      const snapshot = () => database.withConnection(readSnapshot);
      const failure = executed.length === 0 ? null : await run({ type: 'only', names: executed });
      if (failure !== null)
        return { executed: null, all: null, failure: { ...failure, isPending: false }, isElsewhere };
      const after = await snapshot();
      if (pending.length === 0) return { executed: after, all: after, failure: null, isElsewhere };
      const late = await run({ type: 'only', names: pending });
      if (late !== null)
        return {
          // What none has made is not what the migrations say.
          executed: executed.length === 0 ? null : after,
          all: null,
          failure: { ...late, isPending: executed.length > 0 },
          isElsewhere,
        };
      return { executed: after, all: await snapshot(), failure: null, isElsewhere };
    } finally {
      await restore?.();
      await database.close();
    }
  });
}

/** Rejects with `baseline-failed`. What a dump says to psql alone is left out. */
async function runBaseline(database: Database, sql: string): Promise<void> {
  await database.query(sql.replaceAll(/^\\(?:un)?restrict .*$/gm, '')).catch((cause: unknown) => {
    const { message, details } = reportError(cause);
    throw new ConsoleError(`The baseline fails in an empty database: ${message}`, {
      code: 'baseline-failed',
      remedy: 'Give a dump without rows, which is SQL alone: `pg_dump --schema-only`.',
      details,
      cause,
    });
  });
}

/** The files to run, in the order of execution; `first` is a name or the beginning of one. */
export function replayedNames(
  view: JournalView,
  first: string | null,
): { readonly executed: readonly string[]; readonly pending: readonly string[] } {
  const start = first === null ? null : findEntry(view, first).name;
  const isIn = (name: string) => start === null || name >= start;
  const pending = plan(view, { kind: 'migrations', direction: 'up', selection: { type: 'all' } }).entries;
  return {
    executed: view.entries.flatMap(({ name, state, path }) =>
      state === 'executed' && path !== null && isIn(name) ? [name] : [],
    ),
    pending: pending.map(({ name }) => name).filter(isIn),
  };
}

/** A journal of its own, in the scratch database: never the file that the project may keep one in. */
function scratchProject(project: Project, storage: JournalStorage): Project {
  const migrations: JournalStorage =
    storage.type === 'sequelize' ? storage : { type: 'sequelize', table: 'SequelizeMeta', schema: null };
  return { ...project, keepsHistory: false, storage: { ...project.storage, migrations } };
}
