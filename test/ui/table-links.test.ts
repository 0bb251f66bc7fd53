import { expect, test } from 'vitest';
import type { TableDescription } from '../../src/schema/description.ts';
import { parseFilter } from '../../src/queries/filter/parse-filter.ts';
import {
  linkFilter,
  linkName,
  linksOf,
  linkText,
  type TableLink,
} from '../../src/ui/screens/rows/table-links.ts';
import { plainForeignKey, plainReference, plainTable } from '../support/catalog-pieces.ts';

const lines: TableDescription = {
  ...plainTable({ schema: 'shop', name: 'lines' }),
  model: null,
  models: [],
  foreignKeys: [
    plainForeignKey({
      name: 'lines_order',
      columns: ['region', 'number'],
      referencedSchema: 'sales',
      referencedTable: 'orders',
      referencedColumns: ['area', 'order'],
    }),
  ],
  referencedBy: [
    plainReference({
      name: 'notes_line',
      schema: 'shop',
      table: 'notes',
      columns: ['line_id'],
      referencedColumns: ['id'],
    }),
  ],
};
const [toOrder, fromNotes] = linksOf(lines) as [TableLink, TableLink];

test("a table's associations are its own keys first, then those that refer to it", () => {
  expect([toOrder, fromNotes].map((link) => [linkName(link, lines), linkText(link)])).toEqual([
    ['sales.orders', 'region, number → area, order'],
    ['notes', 'id ← line_id'],
  ]);
});

test.each([
  ['words and numbers', 'north', 7, 'area = "north" and order = 7'],
  ['quotes and big integers', 'a "b" \\ c\n', 7n, 'area = "a \\"b\\" \\\\ c\\n" and order = 7'],
  [
    'instants and truth',
    new Date('2026-01-09T12:00:00Z'),
    true,
    'area = 2026-01-09T12:00:00.000Z and order = true',
  ],
])('%s of a key become a filter', (_what, region, number, filter) => {
  const values = new Map<string, typeof region | typeof number>([
    ['region', region],
    ['number', number],
  ]);
  const written = linkFilter(toOrder, (column) => values.get(column));
  expect(written).toBe(filter);
  expect(() => parseFilter(filter)).not.toThrow();
});

test('a column named as a word of the grammar goes in quotes', () => {
  const link: TableLink = { ...fromNotes, pairs: [{ own: 'id', other: 'in' }] };
  expect(linkFilter(link, () => 1)).toBe('"in" = 1');
  expect(linkFilter({ ...link, pairs: [{ own: 'id', other: 'Line No' }] }, () => 1)).toBe('"Line No" = 1');
});

test('a key without a value, or with one that no filter can say, is not followed', () => {
  for (const value of [null, undefined, new Uint8Array([1]), [1]])
    expect(linkFilter(fromNotes, () => value)).toBeNull();
});
