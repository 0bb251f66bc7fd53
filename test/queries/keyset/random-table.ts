/**
 * Tables of random columns, keys and rows, with as many ties and NULLs as a page boundary can fall into, and orders over them.
 */
import type { OrderTerm } from '../../../src/queries/query-spec.ts';

export type Random = (limit: number) => number;

export interface RandomTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly keys: readonly string[];
  /** CREATE TABLE and its first rows. */
  readonly sql: string;
  /** An INSERT of `count` rows, whose keys nobody had before. */
  readonly insert: (count: number) => string;
}

/** Types with an order, each with SQL of a value out of a few: ties are the rule. */
const types: readonly (readonly [string, (random: Random) => string])[] = [
  ['integer', (random) => String(random(4) - 2)],
  ['bigint', (random) => `${random(3)}000000000000007`],
  ['numeric', (random) => ["'1.10'", "'1.1'", "'-0.000000000000000001'", "'NaN'"][random(4)] ?? '0'],
  ['double precision', (random) => ["'0.1'", "'NaN'", "'-Infinity'", "'1e300'"][random(4)] ?? '0'],
  ['text', (random) => ["''", "'a'", "'B'", "'Ä'", "'it''s'", "E'\\\\n'", "'a b'"][random(7)] ?? "''"],
  ['varchar(3)', (random) => ["'x'", "'xy '", "'$1'"][random(3)] ?? "''"],
  ['char(4)', (random) => ["'x'", "'xy'"][random(2)] ?? "''"],
  ['boolean', (random) => (random(2) === 0 ? 'true' : 'false')],
  ['date', (random) => ["'2024-02-29'", "'infinity'", "'0044-03-15 BC'"][random(3)] ?? "'2000-01-01'"],
  [
    'timestamptz',
    (random) =>
      ["'2025-01-01 00:00:00.000001+00'", "'2025-01-01 00:00:00.000002+00'", "'-infinity'"][random(3)] ??
      'now()',
  ],
  ['interval', (random) => ["'1 mon'", "'30 days'", "'1 day'"][random(3)] ?? "'0'"],
  ['uuid', (random) => `'00000000-0000-4000-8000-00000000000${random(3)}'`],
  ['integer[]', (random) => ["'{}'", "'{1,NULL}'", "'{1,2}'"][random(3)] ?? "'{}'"],
  ['jsonb', (random) => [`'{"a":1}'`, `'[]'`, `'null'`][random(3)] ?? `'{}'`],
  ['bytea', (random) => [`'\\x00'`, `'\\x'`, `'\\xff'`][random(3)] ?? `'\\x'`],
  ['inet', (random) => [`'10.0.0.1'`, `'::1'`][random(2)] ?? `'::1'`],
  ['numrange', (random) => [`'[1,2)'`, `'empty'`][random(2)] ?? `'empty'`],
  ['mood', (random) => [`'sad'`, `'fine'`, `'it''s ok'`][random(3)] ?? `'sad'`],
];

/** The enum that a column may have. */
export const typesSql = `CREATE TYPE mood AS ENUM ('sad', 'fine', 'it''s ok')`;

export function randomTable(name: string, random: Random, rows: number): RandomTable {
  const data = Array.from({ length: 1 + random(3) }, (_, index) => {
    const [type = 'integer', value = () => '0'] = types[random(types.length)] ?? [];
    return { name: ['a', 'B c', 'Q$1 ?:x'][index] ?? 'd', type, value, isNullable: random(3) > 0 };
  });
  const keyCount = random(4) === 0 ? 0 : 1 + random(2);
  const keys = ['id', 'Second'].slice(0, keyCount);
  // A table without a key still needs something its rows are recognised by: `id` is a column of its own.
  const columns = ['id', ...(keyCount === 2 ? ['Second'] : []), ...data.map((column) => column.name)];
  let next = 0;
  const row = (): string => {
    next += 1;
    const values = data.map(({ value, isNullable }) =>
      isNullable && random(3) === 0 ? 'NULL' : value(random),
    );
    // Scattered, so that keys do not grow with the rows' places.
    const id = (next * 7919) % 10007;
    return `(${[id, ...(keyCount === 2 ? [random(3)] : []), ...values].join(', ')})`;
  };
  const insert = (count: number): string =>
    `INSERT INTO ${quoted(name)} VALUES ${Array.from({ length: count }, row).join(', ')};`;
  const definitions = [
    'id integer NOT NULL',
    ...(keyCount === 2 ? ['"Second" integer NOT NULL'] : []),
    ...data.map((column) => `${quoted(column.name)} ${column.type}${column.isNullable ? '' : ' NOT NULL'}`),
    ...(keyCount === 0 ? [] : [`PRIMARY KEY (${[...keys].reverse().map(quoted).join(', ')})`]),
  ];
  const index =
    random(2) === 0
      ? ''
      : `CREATE INDEX ON ${quoted(name)} (${data.map((column) => quoted(column.name)).join(', ')});`;
  const sql = `CREATE TABLE ${quoted(name)} (${definitions.join(', ')}); ${index} ${rows === 0 ? '' : insert(rows)}`;
  return { name, columns, keys, sql, insert };
}

export function randomOrder(table: RandomTable, random: Random): readonly OrderTerm[] {
  const names = [...table.columns];
  return Array.from({ length: random(Math.min(4, names.length + 1)) }, (): OrderTerm => {
    const [attribute = 'id'] = names.splice(random(names.length), 1);
    const nulls = ([undefined, 'first', 'last'] as const)[random(3)];
    return { attribute, direction: random(2) === 0 ? 'asc' : 'desc', nulls };
  });
}

/** The ORDER BY that a page promises: what was asked for, then the key or the row's place in the last term's direction. */
export function totalOrderSql(table: RandomTable, order: readonly OrderTerm[]): string {
  const last = (order.at(-1)?.direction ?? 'asc').toUpperCase();
  const ordered = new Set(order.map(({ attribute }) => attribute));
  const asked = order.map(
    ({ attribute, direction, nulls }) =>
      `${quoted(attribute)} ${direction}${nulls === undefined ? '' : ` NULLS ${nulls}`}`,
  );
  const ties =
    table.keys.length === 0
      ? ['ctid']
      : [...table.keys]
          .reverse()
          .filter((key) => !ordered.has(key))
          .map(quoted);
  return [...asked, ...ties.map((tie) => `${tie} ${last}`)].join(', ');
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
