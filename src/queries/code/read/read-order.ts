/** `order` in pasted code → order terms. */
import type { JoinedTable } from '../../joined-table.ts';
import { columnOfAttribute } from '../../model-attributes.ts';
import type { OrderTerm } from '../../query-spec.ts';
import { textOf, type ReadingOptions } from './reading.ts';
import type { Static } from './static.ts';

const directionWords = /^\s*(asc|desc)?\s*(?:nulls\s+(first|last))?\s*$/i;

export function readOrder(order: Static, { source, joined = null }: ReadingOptions): readonly OrderTerm[] {
  const items = order.type === 'list' ? order.items : [order];
  return items.flatMap((item): readonly OrderTerm[] => {
    const sql = textOf(item.type === 'method' && item.name === 'literal' ? item.arguments[0] : undefined);
    if (sql !== null) {
      // Where a table has no key, rows are told apart by where they lie; a page says that by itself.
      if (/^"[^"]+"\."ctid" ASC$/.test(sql)) return [];
      const term = joined === null ? null : joinedTerm(sql, joined);
      if (term !== null) return [term];
    }
    const parts = item.type === 'list' ? item.items : [item];
    const [name, word, ...others] = parts;
    const attribute = textOf(name) ?? columnOf(name);
    const direction = word === undefined ? 'ASC' : textOf(word);
    const words = direction === null ? null : directionWords.exec(direction);
    if (attribute === null || words === null || others.length > 0) {
      throw source.fault(
        item.at,
        'a query is ordered by attributes of its own rows',
        'Write it as in `[["createdAt", "DESC"]]`.',
      );
    }
    const nulls = words[2]?.toLowerCase();
    return [
      {
        attribute,
        direction: words[1]?.toLowerCase() === 'desc' ? 'desc' : 'asc',
        ...(nulls === undefined ? {} : { nulls: nulls === 'first' ? ('first' as const) : ('last' as const) }),
      },
    ];
  });
}

/** `"Placement"."row" DESC`, which has no other form. */
function joinedTerm(sql: string, joined: JoinedTable): OrderTerm | null {
  const [, table, column, direction, nulls] =
    /^"([^"]+)"\."([^"]+)" (ASC|DESC)(?: NULLS (FIRST|LAST))?$/.exec(sql) ?? [];
  const attribute = joined.names.find((name) => {
    const own = joined.attributeOf(name);
    return own !== null && table === joined.as && columnOfAttribute(joined.model, own) === column;
  });
  if (attribute === undefined) return null;
  return {
    attribute,
    direction: direction === 'DESC' ? 'desc' : 'asc',
    ...(nulls === undefined ? {} : { nulls: nulls === 'FIRST' ? ('first' as const) : ('last' as const) }),
  };
}

/** `col('name')`. */
function columnOf(value: Static | undefined): string | null {
  return value?.type === 'method' && value.name === 'col' ? textOf(value.arguments[0]) : null;
}
