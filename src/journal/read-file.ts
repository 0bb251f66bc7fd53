/** The text of one migration or seeder, for people to read. The file is never executed. */
import { readFile } from 'node:fs/promises';
import type { Database } from '../database/client.ts';
import { ConsoleError } from '../errors.ts';
import type { Project } from '../project/project.ts';
import { entryNoun, orphanedEntry } from './entry-errors.ts';
import { findEntry } from './find-entry.ts';
import type { JournalKind, JournalView } from './journal.ts';
import { listProjectFiles } from './list-files.ts';
import { mergeEntries, readJournal } from './read-journal.ts';

/** `path` is absolute; `text` is decoded as UTF-8. */
export interface JournalFile {
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

/**
 * `name` is a file name or an unambiguous beginning of one. The database is asked only when no file has that name, to tell an
 * orphaned entry from an unknown one; it may be away otherwise.
 */
export async function readJournalFile(
  project: Project,
  kind: JournalKind,
  name: string,
  database: Database,
): Promise<JournalFile> {
  const files = await listProjectFiles(project, kind);
  const entries = mergeEntries(files, []);
  const entry = findEntry(
    isKnown({ kind, entries }, name) ? { kind, entries } : await readJournal(project, kind, database),
    name,
  );
  if (entry.path === null) throw orphanedEntry(kind, [entry.name]);
  return { name: entry.name, path: entry.path, text: await readText(kind, entry.name, entry.path) };
}

/** An ambiguous name is known: the journal would not make it clearer. */
function isKnown(files: Pick<JournalView, 'kind' | 'entries'>, name: string): boolean {
  try {
    findEntry(files, name);
    return true;
  } catch (error) {
    return error instanceof ConsoleError && error.code.startsWith('ambiguous-');
  }
}

async function readText(kind: JournalKind, name: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new ConsoleError(`The ${entryNoun(kind)} "${name}" cannot be read.`, {
      code: `${entryNoun(kind)}-unreadable`,
      remedy: `Look at the file with "ls -l '${path}'".`,
      details: { file: path },
      cause,
    });
  }
}
