/** Names that were changed in the models: what a comparison alone can only take for one thing dropped and another one made. */
import { quoteIdentifier } from '../../database/quote.ts';
import { openDatabase } from '../../database/client.ts';
import { type ScratchOptions, withScratchCopy } from '../../database/scratch/scratch-database.ts';
import { readSnapshot } from '../../database/snapshot/read-snapshot.ts';
import type { Snapshot } from '../../database/snapshot/snapshot.ts';
import type { ConnectionTarget } from '../../database/target.ts';
import { ConsoleError, nearestNames } from '../../errors.ts';
import type { Change } from './change.ts';
import { scratchMode } from './models-schema.ts';
import type { SchemaState, TableName, TableState } from './schema-state.ts';
import { placeSql } from './sql-names.ts';

export type Rename = Extract<Change, { type: 'rename-table' | 'rename-column' }>;

/** Throws `rename-invalid` where there is no such table or column, or the new name is taken. */
export function readRenames(written: readonly string[], live: SchemaState): readonly Rename[] {
  const renames = written.map((text) => readRename(text, live));
  const tables = renames.filter((rename) => rename.type === 'rename-table');
  // Columns are renamed in tables that have their new names already.
  const columns = renames.flatMap((rename): readonly Rename[] => {
    if (rename.type !== 'rename-column') return [];
    const { schema, table } = rename.place;
    const to = tables.find(({ schema: own, from }) => own === schema && from === table)?.to ?? table;
    return [{ ...rename, place: { schema, table: to } }];
  });
  return [...tables, ...columns];
}

function readRename(text: string, live: SchemaState): Rename {
  const at = text.lastIndexOf(':');
  const [from, to] = [text.slice(0, at), text.slice(at + 1)];
  if (at <= 0 || to === '')
    throw invalid(text, 'Write it as `--rename users.name:full_name`, or `--rename users:people`.');
  const table = live.tables.find((candidate) => namesOf(candidate).includes(from));
  if (table !== undefined) {
    const { schema, table: own } = table;
    const name = lastOf(to, [`${schema}.`]);
    if (live.tables.some((other) => other.schema === schema && other.table === name))
      throw invalid(text, `There is a table "${name}" already.`);
    return { type: 'rename-table', schema, from: own, to: name };
  }
  for (const candidate of live.tables) {
    const prefixes = namesOf(candidate).map((name) => `${name}.`);
    const column = candidate.columns.find(({ name }) =>
      prefixes.some((prefix) => from === `${prefix}${name}`),
    );
    if (column === undefined) continue;
    const name = lastOf(to, prefixes);
    if (candidate.columns.some((other) => other.name === name))
      throw invalid(text, `There is a column "${name}" in "${candidate.table}" already.`);
    const place = { schema: candidate.schema, table: candidate.table };
    return { type: 'rename-column', place, from: column.name, to: name };
  }
  const known = live.tables.flatMap((candidate) => [
    candidate.table,
    ...candidate.columns.map(({ name }) => `${candidate.table}.${name}`),
  ]);
  const near = nearestNames(from, known).map((name) => `"${name}"`);
  throw invalid(
    text,
    near.length === 0 ? `The database has no "${from}".` : `Did you mean ${near.join(' or ')}?`,
  );
}

function namesOf({ schema, table }: TableState): readonly string[] {
  return schema === 'public' ? [table, `public.${table}`] : [`${schema}.${table}`];
}

function lastOf(name: string, prefixes: readonly string[]): string {
  const prefix = prefixes.find((candidate) => name.startsWith(candidate));
  return prefix === undefined ? name : name.slice(prefix.length);
}

function invalid(text: string, remedy: string): ConsoleError {
  return new ConsoleError(`\`--rename ${text}\` names nothing that can be renamed so.`, {
    code: 'rename-invalid',
    kind: 'usage',
    remedy,
  });
}

/** The database's schema as it is after the renames: the server itself says how definitions read then, in a copy without rows. */
export async function renamedSnapshot(
  source: ConnectionTarget,
  renames: readonly Rename[],
  { elsewhere, signal }: Pick<ScratchOptions, 'elsewhere' | 'signal'>,
): Promise<Snapshot> {
  const options = { largestCopyBytes: 0, elsewhere, signal, select: (whole: Snapshot) => whole };
  return withScratchCopy(source, options, async ({ target }) => {
    const database = openDatabase(target, scratchMode, { maxConnections: 1 });
    try {
      return await database.withConnection(async (connection) => {
        for (const rename of renames) await connection.query(renameSql(rename));
        return readSnapshot(connection);
      });
    } finally {
      await database.close();
    }
  });
}

function renameSql(rename: Rename): string {
  if (rename.type === 'rename-table')
    return `ALTER TABLE ${placeSql({ schema: rename.schema, table: rename.from })} RENAME TO ${quoteIdentifier(rename.to)}`;
  return `ALTER TABLE ${placeSql(rename.place)} RENAME COLUMN ${quoteIdentifier(rename.from)} TO ${quoteIdentifier(rename.to)}`;
}

/** A column that goes and one that comes, of one type, in one table: each once, as `--rename` takes it. */
export function possibleRenames(changes: readonly Change[]): readonly string[] {
  const taken = new Set<Change>();
  return changes.flatMap((gone) => {
    if (gone.type !== 'drop-column') return [];
    const come = changes.find(
      (change) =>
        change.type === 'add-column' &&
        !taken.has(change) &&
        change.place.schema === gone.place.schema &&
        change.place.table === gone.place.table &&
        change.column.type === gone.column.type,
    );
    if (come?.type !== 'add-column') return [];
    taken.add(come);
    const { schema, table } = gone.place;
    const place = schema === 'public' ? table : `${schema}.${table}`;
    return [`${place}.${gone.column.name}:${come.column.name}`];
  });
}

/** What a table is called before the renames. */
export function tableBefore({ schema, table }: TableName, renames: readonly Rename[]): TableName {
  const renamed = renames.find(
    (rename) => rename.type === 'rename-table' && rename.schema === schema && rename.to === table,
  );
  return { schema, table: renamed?.from ?? table };
}

export function columnBefore(place: TableName, column: string, renames: readonly Rename[]): string {
  const renamed = renames.find(
    (rename) =>
      rename.type === 'rename-column' &&
      rename.place.schema === place.schema &&
      rename.place.table === place.table &&
      rename.to === column,
  );
  return renamed?.from ?? column;
}
