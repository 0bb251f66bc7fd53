/** The rows of a table without a model, as a statement that COPY can run. */
import type { Database } from '../../database/client.ts';
import { isGrouped } from '../grouping/grouped-columns.ts';
import { compileTableGroups } from '../grouping/group-table.ts';
import type { QuerySpec } from '../query-spec.ts';
import { wholePart } from '../keyset/read-paged.ts';
import { findLinkedTable, type TableSource } from '../read-table.ts';
import { tableOrder, tablePageSql } from '../table-sql.ts';
import { LiteralWriter } from './literal-writer.ts';
import type { StoredSource } from './stored-rows.ts';

/** Throws a ConsoleError for a table, column or filter that is not there or not right. */
export async function tableRows(
  database: Database,
  source: TableSource,
  spec: QuerySpec,
): Promise<StoredSource> {
  if (isGrouped(spec)) return groupRows(await compileTableGroups(database, source, spec));
  const linked = await findLinkedTable(database, source, spec);
  const { relation } = linked;
  const { sql } = tablePageSql(
    { ...spec, clipBytes: null },
    linked,
    wholePart(spec, tableOrder(spec, relation)),
    new Date(),
    new LiteralWriter(),
  );
  return {
    sql,
    keeps: null,
    relation: source.type === 'sql' ? 'result' : relation,
    columnOf: (name) => name,
  };
}

/** Groups belong to no table. */
export function groupRows(sql: string): StoredSource {
  return { sql: sql.replace(/;\s*$/, ''), keeps: null, relation: null, columnOf: (name) => name };
}
