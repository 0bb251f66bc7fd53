/** The associations of a table without a model: its foreign keys, and those of other tables that refer to it. */
import type { Value } from '../../../queries/query-spec.ts';
import type { TableDescription } from '../../../schema/description.ts';

export interface TableLink {
  /** The constraint's name: unique together with `direction` and `table`. */
  readonly key: string;
  /** `to`: this table holds the key. `from`: the other one does. */
  readonly direction: 'to' | 'from';
  readonly schema: string;
  readonly table: string;
  /** Columns here and there that are equal, in the key's order. */
  readonly pairs: readonly { readonly own: string; readonly other: string }[];
}

interface Place {
  readonly schema: string;
  readonly name: string;
}

interface Descriptions {
  readonly descriptions: ReadonlyMap<string, TableDescription>;
}

/** What the catalog says of a table; undefined until it was read. */
export function tableNamed({ descriptions }: Descriptions, place: Place): TableDescription | undefined {
  return descriptions.get(tableKey(place));
}

export function tableKey({ schema, name }: Place): string {
  return JSON.stringify([schema, name]);
}

/** Where this table points first, then who points at it. */
export function linksOf({ foreignKeys, referencedBy }: TableDescription): readonly TableLink[] {
  const to = foreignKeys.map(
    ({ name, columns, referencedSchema, referencedTable, referencedColumns }): TableLink => ({
      key: name,
      direction: 'to',
      schema: referencedSchema,
      table: referencedTable,
      pairs: columns.map((own, index) => ({ own, other: referencedColumns[index] ?? '' })),
    }),
  );
  const from = referencedBy.map(({ name, schema, table, columns, referencedColumns }): TableLink => ({
    key: name,
    direction: 'from',
    schema,
    table,
    pairs: columns.map((other, index) => ({ own: referencedColumns[index] ?? '', other })),
  }));
  return [...to, ...from];
}

/** `customers` seen from an order's key; `orders` seen from the customer. A schema is named where it is another one. */
export function linkName({ schema, table }: TableLink, from: Place): string {
  return schema === from.schema ? table : `${schema}.${table}`;
}

/** `customer_id → id`, or `← customer_id` for a key that the other table holds. */
export function linkText({ direction, pairs }: TableLink): string {
  const own = pairs.map((pair) => pair.own).join(', ');
  const other = pairs.map((pair) => pair.other).join(', ');
  return direction === 'to' ? `${own} → ${other}` : `${own} ← ${other}`;
}

/** The filter that finds the rows at the other end; null when a value of the key is missing or cannot be written in one. */
export function linkFilter(
  { pairs }: TableLink,
  valueOf: (column: string) => Value | undefined,
): string | null {
  const terms: string[] = [];
  for (const { own, other } of pairs) {
    const text = valueText(valueOf(own));
    if (text === null) return null;
    terms.push(`${nameText(other)} = ${text}`);
  }
  return terms.join(' and ');
}

function nameText(name: string): string {
  return /^[a-z_][a-z0-9_]*$/i.test(name) && !words.has(name.toLowerCase()) ? name : quoted(name);
}

/** Words of the filter grammar: as a name they go in quotes. */
const words: ReadonlySet<string> = new Set(['and', 'or', 'not', 'in', 'is', 'between', 'null']);

/** Null for no value, and for what a filter has no way to say. */
function valueText(value: Value | undefined): string | null {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object') return null;
  return typeof value === 'string' ? quoted(value) : String(value);
}

function quoted(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  return `"${escaped.replaceAll('\n', '\\n').replaceAll('\t', '\\t').replaceAll('\r', '\\r')}"`;
}
