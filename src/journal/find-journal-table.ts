/**
 * The table in which a project's own runner keeps its journal, when the one that is configured does not exist: known by the
 * names in it, which are those of the files. Reads the catalog and counts; writes nothing.
 */
import type { JournalStorage } from '../project/project.ts';
import { quoteIdentifier } from '../database/quote.ts';
import type { RunStatement } from './journal-storage/journal-storage.ts';
import type { JournalFileName } from './list-files.ts';
import { recordableNames } from './match-recorded.ts';

/** A column that runners keep names in, the usual one first; small tables only, for a journal is one. */
const candidatesSql = `
  SELECT n.nspname::text, c.relname::text, a.attname::text
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
   WHERE c.relkind IN ('r', 'p') AND c.relnatts <= 6 AND t.typname IN ('varchar', 'text')
     AND n.nspname !~ '^(pg_|information_schema$)' AND lower(a.attname) = ANY ($1)
     AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')
   ORDER BY array_position($1, lower(a.attname)::text), c.relname !~* 'meta|migrat|seed', n.nspname, c.relname
   LIMIT 50`;

const columnNames = ['name', 'version', 'migration', 'filename', 'file_name', 'file', 'migration_name'];

/** Null when no table has any of the names. */
export async function findJournalTable(
  files: readonly JournalFileName[],
  run: RunStatement,
): Promise<Extract<JournalStorage, { type: 'sequelize' }> | null> {
  if (files.length === 0) return null;
  const names = files.flatMap(({ name }) => recordableNames(name));
  let best: Extract<JournalStorage, { type: 'sequelize' }> | null = null;
  let most = 0;
  for (const row of await run(candidatesSql, [columnNames])) {
    const [schema = '', table = '', column = ''] = row.map(String);
    const place = [schema, table].map(quoteIdentifier).join('.');
    const [counted] = await run(
      `SELECT count(*)::int FROM ${place} WHERE ${quoteIdentifier(column)}::text = ANY ($1)`,
      [names],
    );
    const count = Number(counted?.[0] ?? 0);
    if (count <= most) continue;
    most = count;
    best = { type: 'sequelize', table, schema, ...(column === 'name' ? {} : { column }) };
  }
  return best;
}
