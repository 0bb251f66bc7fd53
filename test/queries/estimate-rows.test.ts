/** Estimates beside exact counts, on freshly analysed tables whose distribution the planner knows. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plannedRows } from '../../src/queries/estimate-rows.ts';
import { specFor, type QuerySpec } from '../../src/queries/query-spec.ts';
import { openLibraryQueries, type OpenedQueries } from './opened-queries.ts';
import type { Library } from './library.ts';

let opened: OpenedQueries<Library>;

beforeAll(async () => {
  opened = await openLibraryQueries();
  await opened.database.execute(`
    INSERT INTO books (id, isbn_code, page_count, price, author_ref)
    SELECT n, 'x-' || n, n % 500, n % 10, CASE WHEN n % 2 = 0 THEN 'ada' ELSE 'bea' END
      FROM generate_series(100, 10099) n;
    INSERT INTO reviews SELECT n, r, 1, 'slate' FROM generate_series(100, 10099) n, unnest(ARRAY['a', 'b', 'c']) r;
    ANALYZE;`);
});
afterAll(() => opened.close());

const book = specFor({ type: 'model', name: 'Book' });
const scope = (name: string) => [{ name, arguments: [] }];

async function expectNear(spec: QuerySpec, factor = 1.15): Promise<void> {
  const { count } = await opened.queries.count(spec);
  const { rows } = await opened.queries.estimate(spec);
  expect(rows).not.toBeNull();
  expect(rows ?? 0).toBeGreaterThan(count / factor);
  expect(rows ?? 0).toBeLessThan(count * factor);
}

describe('the estimate of a model', () => {
  it('is near the count with no filter, with a filter, and with a scope', async () => {
    await expectNear(book);
    await expectNear({ ...book, filter: 'pages < 100' });
    await expectNear({ ...book, scopes: scope('long') });
    await expectNear({ ...book, filter: 'price = 3', scopes: scope('long') }, 1.5);
  });

  it('is of records, not of joined rows, where a scope includes a to-many association', async () => {
    await expectNear({ ...book, scopes: scope('withReviews') });
    await expectNear({ ...book, scopes: scope('withReviewsApart') });
  });

  it("holds a scope's own limit", async () => {
    expect((await opened.queries.estimate({ ...book, scopes: scope('cheapest') })).rows).toBe(3);
  });

  it('is of the related rows where an association was followed', async () => {
    await expectNear({
      ...specFor({ type: 'model', name: 'Book' }),
      relatedTo: { model: 'Author', association: 'books', value: 'ada' },
    });
  });

  it('explains the statement that an application would read with', async () => {
    const { sql } = await opened.queries.estimate({ ...book, filter: 'pages < 100' });
    expect(sql).toMatch(/^SELECT .* FROM "books" AS "Book" WHERE/);
  });
});

describe('the estimate of a table', () => {
  const reviews = specFor({ type: 'table', schema: 'public', name: 'reviews' });

  it('is near the count with a filter and without, from any place', async () => {
    await expectNear(reviews);
    await expectNear({ ...reviews, filter: 'stars = 1 and reader = "b"', place: { type: 'end' } });
  });

  it('says what is wrong with the filter, as a page does', async () => {
    await expect(opened.queries.estimate({ ...reviews, filter: 'star = 1' })).rejects.toMatchObject({
      code: 'unknown-attribute',
    });
  });

  it('is of a filter that goes through a foreign key as well', async () => {
    await opened.database.execute(`
      CREATE TABLE racks (id integer PRIMARY KEY, label text);
      CREATE TABLE boxes (id integer PRIMARY KEY, rack integer REFERENCES racks);
      INSERT INTO racks SELECT n, 'rack ' || n FROM generate_series(1, 4) n;
      INSERT INTO boxes SELECT n, 1 + n % 4 FROM generate_series(1, 4000) n;
      ANALYZE racks, boxes;`);
    const boxes = specFor({ type: 'table', schema: 'public', name: 'boxes' });
    await expectNear({ ...boxes, filter: 'rack.label = "rack 2"' });
  });
});

describe('plannedRows', () => {
  it('reads the topmost limit, else the top, and nothing of what is no plan', () => {
    const seq = { 'Node Type': 'Seq Scan', 'Plan Rows': 30 };
    expect(plannedRows([{ Plan: seq }])).toBe(30);
    const limited = { 'Node Type': 'Limit', 'Plan Rows': 10, Plans: [seq] };
    expect(
      plannedRows([{ Plan: { 'Node Type': 'Hash Join', 'Plan Rows': 90, Plans: [limited, seq] } }]),
    ).toBe(10);
    expect(plannedRows(null)).toBeNull();
  });
});
