/**
 * JSON and JSON lines. A row becomes an object with its columns' names as keys, in their order: for a model, byte for
 * byte what `JSON.stringify` makes of what the same Sequelize call returns, but for numbers within JSON: those keep their digits.
 */
import type { PageColumn, Value } from '../queries/query-spec.ts';
import { jsonText } from './json-text.ts';

/** What every tabular format is made from. `rows[i][j]` belongs to `columns[j]`. */
export interface RowSet {
  readonly columns: readonly Pick<PageColumn, 'name' | 'kind'>[];
  readonly rows: readonly (readonly Value[])[];
}

/** One JSON text and a line feed; `indent` spaces a level, 0 for a single line. */
export function jsonDocument(value: object, indent = 0): string {
  return `${jsonText(value, indent)}\n`;
}

/** An array of row objects. */
export function jsonRows(set: RowSet, indent = 0): string {
  return jsonDocument(rowObjects(set), indent);
}

/** One row object a line; nothing for no rows. */
export function jsonLines(set: RowSet): string {
  return rowObjects(set)
    .map((row) => `${jsonText(row)}\n`)
    .join('');
}

/** The rows as objects that `JSON.stringify` writes as the formats above do. */
export function rowObjects({ columns, rows }: RowSet): readonly object[] {
  const keys = uniqueNames(columns.map((column) => column.name));
  return rows.map((row) => {
    // Without a prototype, so that a column called __proto__ is a key like any other.
    const object: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    keys.forEach((key, index) => {
      object[key] = jsonValue(row[index]);
    });
    return object;
  });
}

/** Bytes as Node writes a Buffer (`{"type":"Buffer","data":[…]}`), as Sequelize's own rows come out. */
function jsonValue(value: Value | undefined): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toJSON() : value;
}

/** `select 1 as a, 2 as a` gives `a` and `a_2`: no value is lost to its namesake. */
function uniqueNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let count = 2; taken.has(unique); count += 1) unique = `${name}_${String(count)}`;
    taken.add(unique);
    return unique;
  });
}
