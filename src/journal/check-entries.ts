/**
 * What only loading an entry's file shows: that it cannot be loaded, or has no `down`. Loading executes the file's own top level
 * and what it imports, so it is done when it is asked for, never for a listing.
 */
import { openDatabase } from '../database/client.ts';
import { reportError } from '../errors.ts';
import { guardLoading, type LoadingProcess } from '../project/modules/guard-loading.ts';
import type { Project } from '../project/project.ts';
import { findEntry } from './find-entry.ts';
import type { EntryCheck, JournalKind, JournalView } from './journal.ts';
import { loadMigration } from './load-migration.ts';
import { openInstance } from './migration-instance.ts';
import type { PlannedEntry } from './plan.ts';
import type { StepConnection } from './step-journal.ts';

/**
 * One check for each entry that has a file, or for those that `names` means, in the order of the journal. Sockets and exits of
 * what is loaded are kept from happening; neither `up` nor `down` is called, and nothing is connected to.
 */
export async function checkEntries(
  project: Project,
  view: JournalView,
  names: readonly string[] | null,
  connection: StepConnection,
  process: LoadingProcess | null,
): Promise<readonly EntryCheck[]> {
  const wanted = names === null ? null : new Set(names.map((name) => findEntry(view, name).name));
  const database = openDatabase(connection.target, connection.mode, { maxConnections: 1 });
  // What a file makes of Sequelize while it loads stays in memory: it is to go where a step would have it go.
  const instance = await openInstance(project, connection, database, null);
  try {
    const { root, allowSockets } = project;
    return await guardLoading({ root, process, allowSockets }, async () => {
      const checks: EntryCheck[] = [];
      for (const { name, path } of view.entries) {
        if (path !== null && wanted?.has(name) !== false)
          checks.push(await check(project, view.kind, { name, path }));
      }
      return checks;
    });
  } finally {
    await instance.close();
    await database.close();
  }
}

async function check(project: Project, kind: JournalKind, entry: PlannedEntry): Promise<EntryCheck> {
  const { name } = entry;
  try {
    const { whyOutside } = await loadMigration(project, kind, entry, 'up');
    const mayRunInTransaction = whyOutside === null;
    const isReversible = await loadMigration(project, kind, entry, 'down').then(
      () => true,
      () => false,
    );
    return { name, flags: isReversible ? [] : ['irreversible'], problem: null, mayRunInTransaction };
  } catch (error) {
    return { name, flags: ['unreadable'], problem: reportError(error), mayRunInTransaction: null };
  }
}
