/** The rows of a table without a model, as a statement that COPY can run. */
import type { Database } from '../../database/client.ts';
import { parseFilter } from '../filter/parse-filter.ts';
import { readLinkedTable } from '../filter/table-source.ts';
import { isPaged } from '../keyset/read-paged.ts';
import type { QuerySpec } from '../query-spec.ts';
import { findTable } from '../read-table.ts';
import { tableOrder, tablePageSql } from '../table-sql.ts';
import { LiteralWriter } from './literal-writer.ts';
import type { StoredSource } from './stored-rows.ts';

/** Throws a ConsoleError for a table, column or filter that is not there or not right. */
export async function tableRows(
  database: Database,
  source: { readonly schema: string; readonly name: string },
  spec: QuerySpec,
): Promise<StoredSource> {
  const table = await findTable(database, source);
  const linked = await readLinkedTable(database, table, parseFilter(spec.filter));
  const { terms, asked } = tableOrder(spec, table);
  const { sql } = tablePageSql(
    { ...spec, clipBytes: null },
    table,
    {
      stretch: null,
      terms: isPaged(spec) ? terms : terms.slice(0, asked),
      limit: spec.limit,
      offset: spec.place.type === 'offset' ? spec.place.offset : 0,
      withKeys: false,
    },
    linked,
    new Date(),
    new LiteralWriter(),
  );
  return { sql, keeps: null, relation: table, columnOf: (name) => name };
}
