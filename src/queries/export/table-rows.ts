/** The rows of a table without a model, as a statement that COPY can run. */
import type { Database } from '../../database/client.ts';
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
  const linked = await findLinkedTable(database, source, spec);
  const { relation } = linked;
  const { sql } = tablePageSql(
    { ...spec, clipBytes: null },
    linked,
    wholePart(spec, tableOrder(spec, relation)),
    new Date(),
    new LiteralWriter(),
  );
  return { sql, keeps: null, relation, columnOf: (name) => name };
}
