/** The condition that a cell becomes finds the cell's own rows, and its opposite all others. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cellCondition, joinedFilter } from '../../../src/queries/filter/cell-filter.ts';
import { specFor, type ReadSource } from '../../../src/queries/query-spec.ts';
import { openLibraryQueries, type OpenedQueries } from '../opened-queries.ts';

let opened: OpenedQueries<unknown>;
beforeAll(async () => {
  opened = await openLibraryQueries();
  await opened.database.execute(`
    CREATE TABLE odd_cells (id int PRIMARY KEY, "order by" text, at timestamptz, local timestamp, spent interval, cost money, part numeric, letters char(5));
    INSERT INTO odd_cells VALUES
      (1, E'it''s "so" \\\\ \\n\\t', '2026-01-01T00:00:00.123456Z', '2026-01-01 00:00', '1 day 2 hours', 12.5, 1.50, 'ab'),
      (2, 'null', '2026-01-01T00:00:00.124Z', NULL, '3 months', 0, NULL, ''),
      (3, '', NULL, '2026-03-29 02:30:00.5', NULL, NULL, 12345678901234567890.123, NULL),
      (4, '%_$1 :name ?', '2026-01-01T00:00:00.123Z', NULL, NULL, NULL, -1, 'null');
  `);
});
afterAll(() => opened.close());

/** Columns of which no cell has a condition: JSON, lists, bytes, what has no literal as it comes. */
async function conditionless(source: ReadSource): Promise<readonly string[]> {
  const { queries } = opened;
  const spec = { ...specFor(source, null), softDeleted: 'shown' as const };
  const page = await queries.page({ ...spec, order: [{ attribute: 'id', direction: 'asc' }] });
  const idPlace = page.columns.findIndex(({ name }) => name === 'id');
  const all = page.rows.map((row) => row[idPlace]);
  const without = new Set<string>();
  for (const [index, column] of page.columns.entries()) {
    const nulls = page.rows.filter((row) => row[index] === null).map((row) => row[idPlace]);
    for (const row of page.rows) {
      const equal = cellCondition(column, row[index] ?? null, false);
      const other = cellCondition(column, row[index] ?? null, true);
      if (equal === null || other === null) {
        without.add(column.name);
        continue;
      }
      const idsOf = async (filter: string): Promise<readonly unknown[]> =>
        (await queries.page({ ...spec, filter, columns: ['id'] })).rows.map(([id]) => id);
      const found = await idsOf(equal);
      expect(found, equal).toContain(row[idPlace]);
      const rest = await idsOf(joinedFilter('', other));
      const missing = row[index] === null ? [] : nulls;
      expect(new Set([...found, ...rest, ...missing]), other).toEqual(new Set(all));
      expect(found.length + rest.length + missing.length, other).toBe(all.length);
    }
  }
  return [...without].sort();
}

test('every cell of a model finds its row', async () => {
  await expect(conditionless({ type: 'model', name: 'Book' })).resolves.toEqual([
    'details',
    'label',
    'loanDays',
    'scan',
    'tags',
  ]);
}, 60_000);

test('every cell of a table finds its row', async () => {
  await expect(conditionless({ type: 'table', schema: 'public', name: 'books' })).resolves.toEqual([
    'book_details',
    'scan',
    'tags',
  ]);
  await expect(conditionless({ type: 'table', schema: 'public', name: 'odd_cells' })).resolves.toEqual([]);
}, 60_000);

test('joins what is joined by or in brackets, and what cannot be read as well', () => {
  expect(joinedFilter('', '(a < 1 or a >= 2)')).toBe('a < 1 or a >= 2');
  expect(joinedFilter('a = 1 and b', 'c')).toBe('a = 1 and b and c');
  expect(joinedFilter('a or b', 'c')).toBe('(a or b) and c');
  expect(joinedFilter('(a or b)', 'c')).toBe('((a or b)) and c');
  expect(joinedFilter('a =', 'c')).toBe('(a =) and c');
});
