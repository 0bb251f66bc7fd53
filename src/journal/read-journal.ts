/**
 * A journal as it stands: the files of the folder against the names recorded. Executes no file and writes nothing, not even the
 * journal's own table.
 */
import type { Database } from '../database/client.ts';
import type { Project } from '../project/project.ts';
import type { JournalEntry, JournalKind, JournalView } from './journal.ts';
import type { RunStatement } from './journal-storage/journal-storage.ts';
import { openStorage } from './journal-storage/open-storage.ts';
import { compareNames, listFiles, type JournalFileName } from './list-files.ts';

/** Connects only when the journal is kept in a table. Rejects when the folder named for the kind cannot be read. */
export async function readJournal(
  project: Project,
  kind: JournalKind,
  database: Database,
): Promise<JournalView> {
  const folder = project.paths[kind];
  const storage = project.storage[kind];
  const [files, recorded] = await Promise.all([
    folder === null ? [] : listFiles(folder, kind),
    openStorage(storage).read(statementsOf(database)),
  ]);
  return { kind, entries: mergeEntries(files, recorded.names), folder, storage, exists: recorded.exists };
}

/** Every file and every recorded name once, in the order of execution. */
export function mergeEntries(
  files: readonly JournalFileName[],
  recorded: readonly string[],
): readonly JournalEntry[] {
  const executed = new Set(recorded);
  const present = new Set(files.map((file) => file.name));
  const entries: JournalEntry[] = files.map(({ name, path }) => ({
    name,
    state: executed.has(name) ? 'executed' : 'pending',
    path,
  }));
  for (const name of executed) {
    if (!present.has(name)) entries.push({ name, state: 'orphaned', path: null });
  }
  return entries.sort((a, b) => compareNames(a.name, b.name));
}

function statementsOf(database: Database): RunStatement {
  return async (sql, values = []) => (await database.query(sql, values)).rows;
}
