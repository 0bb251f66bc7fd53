/** Pages of groups: counted off, because a bookmark of an aggregate would move with every row that comes in. */
import { readPaged, type PartRequest } from '../keyset/read-paged.ts';
import { pageRows, type PageRow } from '../keyset/row-parts.ts';
import type { TotalOrder } from '../keyset/table-order.ts';
import type { Page, PageColumn, QuerySpec, Value } from '../query-spec.ts';

/** What one statement of a page gave. */
export interface GroupPart extends Pick<Page, 'sql' | 'shortSql' | 'durationMs'> {
  readonly rows: readonly (readonly Value[])[];
}

const groupOrder: TotalOrder = {
  type: 'offset',
  terms: [],
  asked: 0,
  why: 'groups are made of all rows each time',
};

export async function readGroupPage(
  spec: QuerySpec,
  columns: readonly PageColumn[],
  read: (request: Pick<PartRequest, 'limit' | 'offset'>) => Promise<GroupPart>,
  count: () => Promise<number>,
): Promise<Page> {
  const parts: GroupPart[] = [];
  const paged = await readPaged<PageRow>(spec, groupOrder, {
    async read(request) {
      const part = await read(request);
      parts.push(part);
      return part.rows.map((values): PageRow => ({ values, clipped: [], bookmark: null }));
    },
    count,
  });
  const { hasBefore, hasAfter, paging } = paged;
  return {
    hasBefore,
    hasAfter,
    paging,
    columns,
    sql: parts.map(({ sql }) => sql).join(';\n'),
    shortSql: parts.map((part) => part.shortSql.replace(/;\s*$/, '')).join(';\n'),
    durationMs: parts.reduce((total, { durationMs }) => total + durationMs, 0),
    ...pageRows(paged.rows),
  };
}
