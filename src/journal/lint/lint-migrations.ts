/**
 * The lint of a project's migrations: each is recorded against nothing, its statements are read, and every rule looks at what
 * they would do. Writes nothing and executes no statement of a migration.
 */
import { readFile } from 'node:fs/promises';
import type { Database } from '../../database/client.ts';
import { ConsoleError, nearestNames } from '../../errors.ts';
import type { Project } from '../../project/project.ts';
import { findEntry } from '../find-entry.ts';
import type { JournalEntry } from '../journal.ts';
import { checkMigration } from './check-migration.ts';
import { openColumnStates } from './column-states.ts';
import type { LintedEntry, LintRequest, LintSettings } from './finding.ts';
import { type KnownTables, noTables, readKnownTables } from './known-tables.ts';
import type { ModelUse, Operation, ReadMigration } from './lint-rule.ts';
import { operationsIn } from './operations-in.ts';
import { type RecordedDirection, recordMigration, type TablesSoFar } from './record/record-migration.ts';
import { lintRules } from './rules.ts';
import type { TableName } from './sql/operation.ts';
import { loadSqlParser, type SqlParser } from './sql/parse-sql.ts';

export interface LintSurroundings {
  /** The journal's entries in order; without a journal every file as pending. */
  readonly entries: readonly JournalEntry[];
  /** Read only; null when there is none to ask. */
  readonly database: Database | null;
  readonly models: readonly ModelUse[] | null;
  readonly settings: LintSettings;
  /** Names of executed migrations whose files are not what was executed, as far as a history tells. */
  readonly changed?: ReadonlySet<string> | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Rejects with `unknown-migration`, `migration-ambiguous`, `orphaned-…` or `unknown-rule`; what a migration does is a finding. */
export async function lintMigrations(
  project: Project,
  request: LintRequest,
  surroundings: LintSurroundings,
): Promise<readonly LintedEntry[]> {
  const { entries, database, signal, changed = new Set() } = surroundings;
  const rules = chosenRules(request);
  const files = entries.filter(isFile);
  const selected = selectEntries(files, request, entries, changed);
  const [first] = selected;
  if (first === undefined) return [];
  const parser = await loadSqlParser();
  const isReplayed = selected.some(({ state }) => state === 'executed');
  const recorded: RecordedEntry[] = [];
  // The catalog says what there is before the first pending one, and nothing of what there was before the others.
  const atCatalog = { current: { startsFromNothing: database === null, touched: [] } };
  const replayed = { current: { startsFromNothing: true, touched: [] } };
  for (const entry of files.slice(isReplayed ? 0 : files.findIndex(({ state }) => state === 'pending'))) {
    signal?.throwIfAborted();
    const tables: TablesSoFar = entry.state === 'pending' ? atCatalog : replayed;
    const record = (direction: 'up' | 'down', state: TablesSoFar) =>
      recordMigration(project, 'migrations', entry, direction, { parser, catalog: database, tables: state });
    const isSelected = selected.includes(entry);
    recorded.push({
      entry,
      isSelected,
      source: await readFile(entry.path, 'utf8').catch(() => ''),
      up: await record('up', tables),
      down: isSelected ? await record('down', { ...tables }) : { type: 'missing' },
    });
  }
  const tables =
    database === null ? noTables : await readKnownTables(database, tablesIn(recorded.map(({ up }) => up)));
  const read = readOperations(recorded, changed, tables, parser);
  return read.flatMap(({ migration, isSelected }, index) => {
    if (!isSelected) return [];
    const following = read.slice(index + 1).flatMap((later) => later.migration.operations);
    return [checkMigration(migration, rules, { tables, following, ...sceneOf(surroundings) })];
  });
}

function sceneOf({ models, settings }: LintSurroundings) {
  return { models, settings, ruleIds: lintRules.map(({ id }) => id) };
}

type FileEntry = JournalEntry & { readonly path: string; readonly state: 'pending' | 'executed' };

function isFile(entry: JournalEntry): entry is FileEntry {
  return entry.path !== null && entry.state !== 'orphaned';
}

interface RecordedEntry {
  readonly entry: FileEntry;
  readonly isSelected: boolean;
  readonly source: string;
  readonly up: RecordedDirection;
  readonly down: RecordedDirection;
}

function selectEntries(
  files: readonly FileEntry[],
  { names, includesExecuted }: LintRequest,
  entries: readonly JournalEntry[],
  changed: ReadonlySet<string>,
): readonly FileEntry[] {
  if (names.length === 0)
    return files.filter(({ name, state }) => includesExecuted || state === 'pending' || changed.has(name));
  const chosen = new Set(names.map((name) => findEntry({ kind: 'migrations', entries }, name).name));
  return files.filter(({ name }) => chosen.has(name));
}

function chosenRules({ rules: ids }: LintRequest) {
  const known = lintRules.map(({ id }) => id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined) throw unknownRule(unknown, known);
  return lintRules.filter(({ id }) => ids.length === 0 || ids.includes(id));
}

/** `seqscope.config` names rules too. */
export function unknownRule(id: string, known: readonly string[]): ConsoleError {
  const [near] = nearestNames(id, known);
  return new ConsoleError(`There is no lint rule "${id}".`, {
    code: 'unknown-rule',
    kind: 'usage',
    remedy:
      near === undefined
        ? 'See `seqscope db:migrate:lint --list-rules`.'
        : `Did you mean "${near}"? See \`seqscope db:migrate:lint --list-rules\`.`,
  });
}

interface ReadEntry {
  readonly migration: ReadMigration;
  readonly isSelected: boolean;
}

/** In order, each column's state carried along; at the first pending migration the catalog says how columns are. */
function readOperations(
  recorded: readonly RecordedEntry[],
  changed: ReadonlySet<string>,
  tables: KnownTables,
  parser: SqlParser,
): readonly ReadEntry[] {
  let states = openColumnStates(null, parser);
  let isAtCatalog = false;
  return recorded.map(({ entry, isSelected, source, up, down }) => {
    if (entry.state === 'pending' && tables.isReachable && !isAtCatalog) {
      states = openColumnStates(tables, parser);
      isAtCatalog = true;
    }
    const operations: readonly Operation[] = up.type === 'recorded' ? operationsIn(up.recording, states) : [];
    const { name, path, state } = entry;
    return {
      isSelected,
      migration: { name, path, state, isChanged: changed.has(name), source, up, down, operations },
    };
  });
}

function tablesIn(directions: readonly RecordedDirection[]): readonly TableName[] {
  return directions.flatMap((direction) =>
    direction.type === 'recorded'
      ? operationsIn(direction.recording, null).flatMap(({ change }) =>
          'table' in change ? [change.table] : [],
        )
      : [],
  );
}
