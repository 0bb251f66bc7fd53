/**
 * A journal as it stands: the files of the folder against the names recorded. Executes no file and writes nothing, not even the
 * journal's own table.
 */
import { setImmediate } from 'node:timers/promises';
import type { DatabaseConnection } from '../database/client.ts';
import type { JournalStorage, Project } from '../project/project.ts';
import { findJournalTable } from './find-journal-table.ts';
import { addHistory, flagEntries } from './entry-flags.ts';
import { checksumOfFile } from './history/checksum.ts';
import { historyTable } from './history/history-table.ts';
import type { JournalEntry, JournalKind, JournalView } from './journal.ts';
import type { RecordedNames, RunStatement } from './journal-storage/journal-storage.ts';
import { openStorage } from './journal-storage/open-storage.ts';
import {
  compareNames,
  type JournalFileName,
  listNestedFiles,
  listProjectFiles,
  withNestedFiles,
} from './list-files.ts';
import { matchRecorded } from './match-recorded.ts';

const filesAtOnce = 20;

/**
 * Connects only when a journal is kept in a table (seeders that are not recorded may be among the migrations of one). Where nothing names the table and the default one is not there, the one
 * that holds the names of the files is taken. Rejects when the folder named for the kind cannot be read.
 */
export async function readJournal(
  project: Project,
  kind: JournalKind,
  database: DatabaseConnection,
): Promise<JournalView> {
  const folder = project.paths[kind];
  const run = statementsOf(database);
  const files = await listProjectFiles(project, kind);
  const journal = await openJournal(project, kind, files, run);
  const { storage, storageWhy, exists } = journal;
  const names = await withoutOtherKind(project, kind, files, journal);
  const merged = mergeEntries(await withNested(folder, files, names), names);
  const keepsHistory = project.keepsHistory === true;
  const entries = keepsHistory ? await withHistory(kind, merged, storage, run) : merged;
  const view = { kind, entries, folder, storage, exists, ...(keepsHistory ? { keepsHistory } : {}) };
  return storageWhy === undefined ? view : { ...view, storageWhy };
}

interface OpenedJournal extends RecordedNames {
  readonly storage: JournalStorage;
  readonly storageWhy?: string | undefined;
}

async function openJournal(
  project: Project,
  kind: JournalKind,
  files: readonly JournalFileName[],
  run: RunStatement,
): Promise<OpenedJournal> {
  const storage = project.storage[kind];
  const recorded = await openStorage(storage).read(run);
  if (kind === 'seeders' && storage.type === 'none' && !('seederStorage' in project.settings)) {
    return (await seedersAmongMigrations(project, files, run)) ?? { storage, ...recorded };
  }
  const named = project.settings[`${kind === 'migrations' ? 'migration' : 'seeder'}StorageTableName`];
  if (
    storage.type !== 'sequelize' ||
    recorded.exists ||
    storage.isNamed === true ||
    typeof named === 'string'
  ) {
    return { storage, ...recorded };
  }
  const found = await findJournalTable(files, run);
  if (found === null) return { storage, ...recorded };
  return {
    storage: found,
    storageWhy: `there is no "${storage.table}", and this table holds the names of the files`,
    ...(await openStorage(found).read(run)),
  };
}

/** A runner that records its seeders as it does its migrations: known by their names in that journal. */
async function seedersAmongMigrations(
  project: Project,
  files: readonly JournalFileName[],
  run: RunStatement,
): Promise<OpenedJournal | null> {
  const { migrations: folder, seeders } = project.paths;
  const isTable = project.storage.migrations.type === 'sequelize';
  if (files.length === 0 || folder === null || folder === seeders || !isTable) return null;
  try {
    const migrations = await listProjectFiles(project, 'migrations');
    const journal = await openJournal(project, 'migrations', migrations, run);
    if (matchRecorded(files, journal.names).executed.size === 0) return null;
    return { ...journal, storageWhy: 'seeders are recorded among the migrations' };
  } catch {
    // Seeders that are not recorded need no database to be listed.
    return null;
  }
}

/** Folders below count when names were recorded for their files: then the project's own runner goes there. */
async function withNested(
  folder: string | null,
  files: readonly JournalFileName[],
  recorded: readonly string[],
): Promise<readonly JournalFileName[]> {
  const { orphaned } = matchRecorded(files, recorded);
  if (folder === null || orphaned.length === 0) return files;
  const nested = await listNestedFiles(folder);
  const isCounted = matchRecorded(nested, orphaned).executed.size > 0;
  return isCounted ? withNestedFiles(files, nested) : files;
}

/** A runner that records migrations and seeders in one table: each kind leaves the other's names alone. */
async function withoutOtherKind(
  project: Project,
  kind: JournalKind,
  files: readonly JournalFileName[],
  { names }: RecordedNames,
): Promise<readonly string[]> {
  const { orphaned } = matchRecorded(files, names);
  const other = kind === 'migrations' ? 'seeders' : 'migrations';
  const folder = project.paths[other];
  if (orphaned.length === 0 || folder === null || folder === project.paths[kind]) return names;
  const others = await listProjectFiles(project, other).catch(() => []);
  const stillOrphaned = new Set(matchRecorded(others, orphaned).orphaned);
  return names.filter((name) => stillOrphaned.has(name) || !orphaned.includes(name));
}

/** Reads the files that were executed, while the server looks for the history: text only, nothing is executed. */
async function withHistory(
  kind: JournalKind,
  entries: readonly JournalEntry[],
  storage: JournalStorage,
  run: RunStatement,
): Promise<readonly JournalEntry[]> {
  const executed = entries.filter(({ state }) => state !== 'pending');
  const [history, checksums] = await Promise.all([
    historyTable(kind, storage).read(run),
    checksumsOf(executed),
  ]);
  return addHistory(entries, history, checksums);
}

/** By entry name. Lets the server's answers in from time to time. */
async function checksumsOf(entries: readonly JournalEntry[]): Promise<ReadonlyMap<string, string>> {
  const checksums = new Map<string, string>();
  for (const [index, { name, path }] of entries.entries()) {
    if (index % filesAtOnce === 0) await setImmediate();
    const checksum = path === null ? null : checksumOfFile(path);
    if (checksum !== null) checksums.set(name, checksum);
  }
  return checksums;
}

/** Every file and every recorded name once, in the order of execution. */
export function mergeEntries(
  files: readonly JournalFileName[],
  recorded: readonly string[],
): readonly JournalEntry[] {
  const { executed, orphaned } = matchRecorded(files, recorded);
  const entries: JournalEntry[] = files.map(({ name, path }) => {
    const recordedAs = executed.get(name);
    if (recordedAs === undefined) return { name, state: 'pending', path };
    return recordedAs === name
      ? { name, state: 'executed', path }
      : { name, state: 'executed', path, recordedAs };
  });
  for (const name of orphaned) entries.push({ name, state: 'orphaned', path: null });
  return flagEntries(entries.sort((a, b) => compareNames(a.name, b.name)));
}

function statementsOf(database: DatabaseConnection): RunStatement {
  return async (sql, values = []) => (await database.query(sql, values)).rows;
}
