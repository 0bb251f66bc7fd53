/** What the live catalog says of the tables that migrations touch: sizes by the planner's estimate, columns, indexes, checks. */
import {
  type CatalogTable,
  type CatalogTableDescription,
  readTable,
  readTables,
} from '../../database/catalog.ts';
import type { Database } from '../../database/client.ts';
import { quoteQualified } from '../../database/quote.ts';
import { isSameTable, type TableName } from './sql/operation.ts';

export interface KnownTable {
  readonly description: CatalogTableDescription;
  /** Whether it has any row; null when that could not be asked. */
  readonly hasRows: boolean | null;
  /** Definitions of its validated CHECK constraints, as pg_get_constraintdef() gives them. */
  readonly checks: readonly string[];
}

export interface KnownTables {
  /** False when there is no database to ask: then nothing is known of any table. */
  readonly isReachable: boolean;
  readonly find: (table: TableName) => KnownTable | null;
}

export const noTables: KnownTables = { isReachable: false, find: () => null };

/** Reads those of `tables` that exist. Rejects when the database cannot be asked. */
export async function readKnownTables(
  database: Database,
  tables: readonly TableName[],
): Promise<KnownTables> {
  const all = await readTables(database);
  const wanted = new Set(tables.map((table) => tableIn(all, table)).filter((found) => found !== null));
  const known: KnownTable[] = [];
  for (const table of wanted) {
    const description = await readTable(database, table.schema, table.name);
    if (description !== null) known.push(await withRows(database, description));
  }
  return {
    isReachable: true,
    find(table) {
      const found = tableIn(all, table);
      return (
        known.find(({ description: { schema, name } }) => schema === found?.schema && name === found.name) ??
        null
      );
    },
  };
}

/** Without a schema the one in `public` is meant, else the only one of that name. */
export function tableIn(all: readonly CatalogTable[], table: TableName): CatalogTable | null {
  const usual = all.find((candidate) => isSameTable(table, candidate));
  if (usual !== undefined && (table.schema !== null || usual.schema === 'public')) return usual;
  const alike = all.filter(({ schema, name }) => name === table.name && (table.schema ?? schema) === schema);
  return alike.length === 1 ? (alike[0] ?? null) : null;
}

async function withRows(database: Database, description: CatalogTableDescription): Promise<KnownTable> {
  const { schema, name } = description;
  const relation = quoteQualified(schema, name);
  const { rows: checks } = await database.query(
    `SELECT pg_catalog.pg_get_constraintdef(oid) FROM pg_catalog.pg_constraint
      WHERE conrelid = $1::regclass AND contype = 'c' AND convalidated`,
    [relation],
  );
  const hasRows = await database.query(`SELECT EXISTS (SELECT 1 FROM ${relation})`).then(
    ({ rows }) => rows[0]?.[0] === true,
    () => null,
  );
  return { description, hasRows, checks: checks.map(([text]) => String(text)) };
}
