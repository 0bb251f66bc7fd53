/**
 * The `sequelize` storage: a table with a `name` column, in the database that is migrated. What the table really looks like is
 * read from the catalog each time, because `db:migrate:schema:timestamps:add` gives it two more columns that must be filled.
 */
import { quoteIdentifier, quoteQualified } from '../../database/quote.ts';
import { ConsoleError } from '../../errors.ts';
import type { JournalStore, RowStatement, RunStatement } from './journal-storage.ts';

export interface TableName {
  readonly table: string;
  /** Null: the first schema of the search path, as the server resolves it. */
  readonly schema: string | null;
  /** The column of the names, "name" by default. */
  readonly column?: string | undefined;
  /** Columns of times that a new table gets. */
  readonly timeColumns?: readonly string[] | undefined;
}

/** A column that must be given a value: not null and without a default. */
interface RequiredColumn {
  readonly name: string;
  readonly isTime: boolean;
}

interface JournalColumns {
  readonly hasName: boolean;
  /** Names of all of them. */
  readonly names: readonly string[];
  readonly required: readonly RequiredColumn[];
}

export function tableStorage(journal: TableName): JournalStore {
  const table = quoteTable(journal);
  const nameColumn = columnOf(journal);
  const quotedName = quoteIdentifier(nameColumn);
  let seen: JournalColumns | null = null;

  function insertion(name: string, columns: JournalColumns): RowStatement {
    requireName(journal, columns);
    const others = columns.required.filter((column) => column.name !== nameColumn);
    const strange = others.find((column) => !column.isTime);
    if (strange !== undefined) throw strangeColumn(journal, strange.name);
    const names = [nameColumn, ...others.map((column) => column.name)].map(quoteIdentifier).join(', ');
    const values = ['$1', ...others.map(() => 'now()')].join(', ');
    return { sql: `INSERT INTO ${table} (${names}) VALUES (${values})`, values: [name] };
  }

  function deletion(name: string): RowStatement {
    return { sql: `DELETE FROM ${table} WHERE ${quotedName} = $1`, values: [name] };
  }

  const store: JournalStore = {
    isTransactional: true,
    async read(run) {
      const columns = await readColumns(journal, run);
      if (columns === null) return { names: [], exists: false };
      requireName(journal, columns);
      // As text, whose name is known: that of the column's own type would be asked for.
      const rows = await run(`SELECT ${quotedName}::text FROM ${table} ORDER BY ${quotedName}`);
      return { names: rows.map(([name]) => String(name)), exists: true };
    },
    async record(name, run) {
      const columns = (await readColumns(journal, run)) ?? (await createTable(journal, run));
      const { sql, values } = insertion(name, columns);
      await run(sql, values);
      seen = columns;
    },
    async remove(name, run) {
      const columns = await readColumns(journal, run);
      if (columns === null) return;
      const { sql, values } = deletion(name);
      await run(sql, values);
      seen = columns;
    },
    remembered(name, direction) {
      if (seen === null) return null;
      return [direction === 'up' ? insertion(name, seen) : deletion(name)];
    },
    async change({ removed, written }, run) {
      for (const name of removed) await store.remove(name, run);
      for (const name of written) await store.record(name, run);
    },
  };
  return store;
}

/** Null when there is no such table. A catalog query: it needs no privilege on the table and creates nothing. */
export async function readColumns(journal: TableName, run: RunStatement): Promise<JournalColumns | null> {
  const rows = await run(
    `SELECT a.attname::text AS name, a.attnotnull AND NOT a.atthasdef AND a.attidentity = '' AS is_required,
            t.typcategory = 'D' AS is_time
       FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
      WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`,
    [quoteTable(journal)],
  );
  if (rows.length === 0) return null;
  return {
    hasName: rows.some(([name]) => name === columnOf(journal)),
    names: rows.map(([name]) => String(name)),
    required: rows
      .filter(([, isRequired]) => isRequired === true)
      .map(([name, , isTime]) => ({ name: String(name), isTime: isTime === true })),
  };
}

/** The table as sequelize-cli makes it: one column, and times where they are asked for. */
export async function createTable(journal: TableName, run: RunStatement): Promise<JournalColumns> {
  if (journal.schema !== null) {
    // Asked first: CREATE SCHEMA IF NOT EXISTS needs the privilege to create even when there is nothing to create.
    const [row] = await run('SELECT to_regnamespace($1) IS NULL', [quoteIdentifier(journal.schema)]);
    if (row?.[0] === true) await run(`CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(journal.schema)}`);
  }
  const { timeColumns = [] } = journal;
  const times = timeColumns.map((name) => `, ${quoteIdentifier(name)} TIMESTAMP WITH TIME ZONE NOT NULL`);
  await run(
    `CREATE TABLE IF NOT EXISTS ${quoteTable(journal)} (${quoteIdentifier(columnOf(journal))} VARCHAR(255) NOT NULL PRIMARY KEY${times.join('')})`,
  );
  const names = [columnOf(journal), ...timeColumns];
  return { hasName: true, names, required: timeColumns.map((name) => ({ name, isTime: true })) };
}

function requireName(journal: TableName, columns: JournalColumns): void {
  if (columns.hasName) return;
  throw new ConsoleError(`The journal table ${quoteTable(journal)} has no column "${columnOf(journal)}".`, {
    code: 'journal-unreadable',
    kind: 'usage',
    remedy:
      'Set "migrationStorageTableName" (or "seederStorageTableName") in the configuration to a table of its own.',
  });
}

function strangeColumn(journal: TableName, column: string): ConsoleError {
  return new ConsoleError(
    `The journal table ${quoteTable(journal)} wants a value for "${column}" that nobody knows.`,
    {
      code: 'journal-unwritable',
      kind: 'usage',
      remedy: `Give the column a default: "ALTER TABLE ${quoteTable(journal)} ALTER COLUMN ${quoteIdentifier(column)} SET DEFAULT …".`,
    },
  );
}

export function quoteTable({ schema, table }: TableName): string {
  return schema === null ? quoteIdentifier(table) : quoteQualified(schema, table);
}

function columnOf({ column = 'name' }: TableName): string {
  return column;
}
