/** What is read past the models: tables and views of the library, and statements typed by hand. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Queries } from '../../src/queries/open-queries.ts';
import { specFor, type Page, type QuerySpec } from '../../src/queries/query-spec.ts';
import { openLibraryQueries } from './opened-queries.ts';

let queries: Queries;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ queries, close } = await openLibraryQueries());
});
afterAll(() => close());

const table = (name: string, limit: number | null = null): QuerySpec =>
  specFor({ type: 'table', schema: 'public', name }, limit);
const column = ({ columns, rows }: Page, name: string) =>
  rows.map((row) => row[columns.findIndex((one) => one.name === name)]);

describe('a table without a model', () => {
  test('has the columns of the catalog, values plain and nothing lost', async () => {
    const page = await queries.page({ ...table('books', 1), filter: 'id = 3' });
    expect(page.columns.slice(0, 6)).toEqual([
      { name: 'id', type: 'integer', kind: 'number', isPrimaryKey: true, isVirtual: false },
      { name: 'isbn_code', type: 'varchar(20)', kind: 'text', isPrimaryKey: false, isVirtual: false },
      { name: 'book_title', type: 'text', kind: 'text', isPrimaryKey: false, isVirtual: false },
      { name: 'genre', type: 'enum_books_genre', kind: 'enum', isPrimaryKey: false, isVirtual: false },
      { name: 'page_count', type: 'integer', kind: 'number', isPrimaryKey: false, isVirtual: false },
      { name: 'price', type: 'numeric(10,2)', kind: 'number', isPrimaryKey: false, isVirtual: false },
    ]);
    expect(column(page, 'sold')).toEqual(['9007199254740993']);
    expect(column(page, 'tags')).toEqual([['t3', 'all']]);
    expect(column(page, 'reviewed_at')).toEqual([new Date('2026-01-04T12:00:00Z')]);
    expect(page.sql).toMatch(
      /^SELECT "id", .* FROM "public"\."books" WHERE "id" = \$1 ORDER BY "books"\."id" ASC LIMIT 2$/,
    );
  });

  test('is paged by its key, or by the place of its rows where it has none', async () => {
    const sqlOf = async (spec: QuerySpec) => (await queries.compile(spec)).sql.replace(/^.*ORDER BY /, '');
    expect(await sqlOf(table('reviews', 2))).toBe('"reviews"."book" ASC, "reviews"."reader" ASC LIMIT 2');
    expect(await sqlOf({ ...table('reviews', 2), order: [{ attribute: 'reader', direction: 'desc' }] })).toBe(
      '"reviews"."reader" DESC, "reviews"."book" DESC LIMIT 2',
    );
    expect(await sqlOf(table('readings', 2))).toBe('"readings"."ctid" ASC LIMIT 2');
    expect((await queries.compile(table('readings'))).sql).toBe(
      'SELECT "device", "value" FROM "public"."readings"',
    );
    const rest = await queries.page({ ...table('readings', 4), place: { type: 'offset', offset: 8 } });
    expect(rest.rows).toHaveLength(2);
    expect(rest.hasAfter).toBe(false);
  });

  test('may be a view', async () => {
    const page = await queries.page({ ...table('long_books', 3), filter: 'id > 6' });
    expect(page.rows).toHaveLength(3);
    expect(page.sql).not.toContain('ORDER BY');
    expect((await queries.count(table('long_books'))).count).toBe(5);
  });

  test('refuses scopes, and names the nearest column', async () => {
    await expect(
      queries.page({ ...table('books'), scopes: [{ name: 'long', arguments: [] }] }),
    ).rejects.toMatchObject({
      code: 'model-needed',
    });
    await expect(queries.page({ ...table('books'), columns: ['book_titl'] })).rejects.toMatchObject({
      code: 'unknown-column',
      remedy: 'Did you mean "book_title"?',
    });
  });
});

describe('a statement typed by hand', () => {
  test('gives typed columns and plain values', async () => {
    const result = await queries.run(
      `SELECT 1 AS n, 'x'::text AS t, now() AS at, '{"a":[1]}'::jsonb AS j, interval '1 day' AS i, 'poem'::"enum_books_genre" AS e`,
    );
    expect(result.columns.map(({ kind }) => kind)).toEqual([
      'number',
      'text',
      'date',
      'json',
      'other',
      'enum',
    ]);
    expect(result).toMatchObject({ command: 'SELECT', rowCount: 1 });
    expect(result.rows[0]?.[3]).toEqual({ a: [1] });
  });

  test('of several statements gives the last result', async () => {
    expect(await queries.run('SELECT 1 AS a; SELECT 2 AS b, 3 AS b')).toMatchObject({
      columns: [{ name: 'b' }, { name: 'b' }],
      rows: [[2, 3]],
    });
  });

  test('is told with its SQLSTATE and place when it fails', async () => {
    await expect(queries.run('SELECT nothing FROM books')).rejects.toMatchObject({
      details: { sqlState: '42703', line: 1, column: 8 },
    });
  });
});
