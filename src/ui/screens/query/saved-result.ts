/** What running a saved query of the project gives the console: a query, a table, or values that fold. */
import type { Page, QuerySpec, Value } from '../../../queries/query-spec.ts';

export type SavedResult =
  | { readonly type: 'spec'; readonly spec: QuerySpec }
  /** Rows of plain values, drawn as a table. */
  | { readonly type: 'table'; readonly text: string }
  /** Anything else that it read: records that hold others, one value, nothing at all. */
  | { readonly type: 'value'; readonly value: Value };

/** True where each value has its place in a line: records without others inside them. */
export function isTabular({ columns, rows }: Page): boolean {
  return rows.length > 0 && !isSingleValue(columns, rows) && rows.every((row) => row.every(isFlat));
}

/** The records as they were; of one record that alone, and of a value what it is. */
export function valueOf({ columns, rows }: Page): Value {
  const [row] = rows;
  if (row === undefined) return null;
  if (isSingleValue(columns, rows)) return row[0] ?? null;
  const records = rows.map((cells) =>
    Object.fromEntries(columns.map(({ name }, index) => [name, cells[index] ?? null])),
  );
  return records.length === 1 ? (records[0] ?? null) : records;
}

/** What is no record comes as a column of this name. */
function isSingleValue(columns: Page['columns'], rows: Page['rows']): boolean {
  return rows.length === 1 && columns.length === 1 && columns[0]?.name === 'value';
}

function isFlat(value: Value): boolean {
  return typeof value !== 'object' || value === null || value instanceof Date || value instanceof Uint8Array;
}
