/** The rows that a search goes through: those of a table, or of a model with its scopes, read a stretch at a time. */
import type { Database } from '../../database/client.ts';
import type { Relation } from '../../database/relation.ts';
import type { PartRequest } from '../keyset/read-paged.ts';
import { pageRows } from '../keyset/row-parts.ts';
import type { TotalOrder } from '../keyset/table-order.ts';
import { modelRows } from '../model-rows.ts';
import type { Page, QuerySpec } from '../query-spec.ts';
import type { ModelReader } from '../model-reader.ts';
import { compileWithRelation, estimateModelRows, readModelPart } from '../read-model.ts';
import { estimateTableRows, findLinkedTable, readTablePart, type TableSource } from '../read-table.ts';
import { tableOrder } from '../table-sql.ts';

export interface SearchSource {
  readonly relation: Relation | null;
  /** How statements call the table. */
  readonly owner: string;
  readonly order: TotalOrder;
  /** The found rows among those of the request. */
  readonly read: (request: PartRequest, signal: AbortSignal) => Promise<Page>;
  /** The planner's number of the rows that are searched, which a filter may have made few; null where it has none. */
  readonly estimate: (signal: AbortSignal) => Promise<number | null>;
}

export async function tableSource(
  database: Database,
  source: TableSource,
  spec: QuerySpec,
): Promise<SearchSource> {
  const linked = await findLinkedTable(database, source, spec);
  const { relation } = linked;
  const order = tableOrder(spec, relation);
  // Every statement means the same instant by "7d".
  const now = new Date();
  return {
    relation,
    owner: relation.name,
    order,
    async read(request, signal) {
      const { rows, ...part } = await readTablePart(database, spec, linked, request, signal, now);
      return { ...pageRows(rows), ...loose(order), ...part };
    },
    estimate: async (signal) => (await estimateTableRows(database, source, unsearched(spec), signal)).rows,
  };
}

export async function modelSource(reader: ModelReader, spec: QuerySpec): Promise<SearchSource> {
  const { compiled, relation } = await compileWithRelation(reader, spec);
  const { order, model } = compiled;
  return {
    relation,
    owner: model.name,
    order,
    async read(request, signal) {
      const { rows, statement, short } = await readModelPart(reader, spec, compiled, request, signal);
      return {
        ...modelRows(compiled, rows, statement?.options ?? {}),
        ...loose(order),
        sql: statement?.sql ?? '',
        shortSql: short,
        durationMs: statement?.durationMs ?? 0,
      };
    },
    estimate: async (signal) => (await estimateModelRows(reader, unsearched(spec), signal)).rows,
  };
}

/** Found rows join no page by themselves. */
function loose(order: TotalOrder): Pick<Page, 'hasBefore' | 'hasAfter' | 'paging'> {
  const paging: Page['paging'] =
    order.type === 'keys' ? { method: 'keys' } : { method: 'offset', why: order.why };
  return { hasBefore: false, hasAfter: false, paging };
}

function unsearched({ search: _search, ...spec }: QuerySpec): QuerySpec {
  return spec;
}
