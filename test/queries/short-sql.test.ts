import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/client.ts';
import type { Queries } from '../../src/queries/open-queries.ts';
import { specFor, type QuerySpec } from '../../src/queries/query-spec.ts';
import { openLibraryQueries } from './opened-queries.ts';

let client: Database;
let queries: Queries;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ client, queries, close } = await openLibraryQueries());
});
afterAll(() => close());

const pages: readonly (readonly [string, Partial<QuerySpec>])[] = [
  ['a model', {}],
  ['a filter', { filter: `title = "Book C" or author.penName ~ "%ea%" or details.theme = dark` }],
  ['an order', { order: [{ attribute: 'details', direction: 'asc' }], limit: 3 }],
  ['included records', { scopes: [{ name: 'withAuthor', arguments: [] }] }],
  ['several included records a row', { scopes: [{ name: 'withReviews', arguments: [] }], limit: 4 }],
  ['a join table', { relatedTo: { model: 'Shelf', association: 'books', value: 'A' } }],
  ['a table', { source: { type: 'table', schema: 'public', name: 'books' } }],
  [
    'a filter of a table',
    {
      source: { type: 'table', schema: 'public', name: 'books' },
      filter: `book_title ~ "%o'k%" or genre in (novel, poem) or published_on > 2026-01-05`,
    },
  ],
];

describe('the statement as a person would write it', () => {
  test.each(pages)('of %s can be run as it is, and has the rows of the page', async (_name, part) => {
    const spec: QuerySpec = { ...specFor({ type: 'model', name: 'Book' }, 5), clipBytes: 5, ...part };
    const page = await queries.page(spec);
    expect(page.shortSql).not.toMatch(/seqscope_(?:key|clip|json)|CASE WHEN|\$1/);
    expect(page.shortSql).toContain(`LIMIT ${spec.limit ?? 0}`);
    const { rows, fields } = await client.query(page.shortSql);
    const place = fields.findIndex(({ name }) => name === 'id');
    const column = page.columns.findIndex(({ name }) => name === 'id');
    expect([...new Set(rows.map((row) => row[place]))]).toEqual(page.rows.map((row) => row[column]));
    const { sql } = await queries.compile(spec);
    expect((await client.query(sql)).rows).toHaveLength(rows.length);
    expect(sql).not.toMatch(/seqscope_(?:key|clip|json)|CASE WHEN|\$1/);
  });

  test('of a later page goes on where that page does', async () => {
    const spec: QuerySpec = { ...specFor({ type: 'model', name: 'Book' }, 2), clipBytes: 5 };
    const [, bookmark] = (await queries.page(spec)).bookmarks;
    if (bookmark === undefined) throw new Error('no bookmark');
    const { shortSql } = await queries.page({ ...spec, place: { type: 'after', bookmark } });
    const { rows, fields } = await client.query(shortSql);
    const place = fields.findIndex(({ name }) => name === 'id');
    expect(rows.map((row) => row[place])).toEqual([3, 4]);
  });
});
