import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Queries } from '../../../src/queries/open-queries.ts';
import {
  specFor,
  type AggregateTerm,
  type Page,
  type PagePlace,
  type QuerySpec,
} from '../../../src/queries/query-spec.ts';
import { parseAggregate } from '../../../src/queries/grouping/aggregate-text.ts';
import type { TestDatabase } from '../../support/postgres.ts';
import { openLibraryQueries } from '../opened-queries.ts';

let database: TestDatabase;
let queries: Queries;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ database, queries, close } = await openLibraryQueries());
});
afterAll(() => close());

const books = specFor({ type: 'model', name: 'Book' }, null);
const booksTable = specFor({ type: 'table', schema: 'public', name: 'books' }, null);
const scope = (name: string) => [{ name, arguments: [] }];
const grouped = (by: readonly string[], ...aggregates: readonly string[]) => ({
  grouping: { by, aggregates: aggregates.map(parseAggregate) },
});
const records = ({ columns, rows }: Page) =>
  rows.map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index]])));
const live = '"deletedAt" IS NULL';

describe('groups of rows', () => {
  test('have what they are grouped by, null too, and their aggregates, in that order', async () => {
    const page = await queries.page({
      ...books,
      ...grouped(['genre'], 'count', 'sum(pages)', 'count(distinct authorKey)', 'max(publishedOn)'),
    });
    expect(page.columns.map(({ name, type, kind }) => [name, type, kind])).toEqual([
      ['genre', 'enum', 'enum'],
      ['count', 'bigint', 'number'],
      ['sum_pages', 'bigint', 'number'],
      ['count_distinct_authorKey', 'bigint', 'number'],
      ['max_publishedOn', 'date', 'date'],
    ]);
    expect(page.rows).toEqual([
      ['novel', 2, '480', 1, '2026-01-09'],
      ['poem', 3, '600', 1, '2026-01-10'],
      ['science fiction', 3, '480', 1, '2026-01-11'],
      [null, 3, '840', 0, '2026-01-12'],
    ]);
  });

  test('without anything to group by are one', async () => {
    const spec = { ...books, ...grouped([], 'count', 'avg(price)', 'min(title)') };
    expect(records(await queries.page(spec))).toEqual([
      { count: 11, avg_price: '1.6000000000000000', min_title: 'Book A' },
    ]);
    expect((await queries.count(spec)).count).toBe(1);
  });

  test('lose no digit', async () => {
    const [sums] = await database.execute(
      `SELECT sum(sold)::text AS sold, avg(sold)::text AS average FROM books WHERE ${live}`,
    );
    for (const spec of [books, { ...booksTable, filter: 'deletedAt is null' }]) {
      const [row] = records(await queries.page({ ...spec, ...grouped([], 'sum(sold)', 'avg(sold)') }));
      expect(row).toEqual({ sum_sold: sums?.['sold'], avg_sold: sums?.['average'] });
    }
    expect(sums?.['sold']).toBe('99079191802150956');
  });

  test('are of the rows that filter, scopes and a followed association leave', async () => {
    const count = async (spec: Partial<QuerySpec>) =>
      records(await queries.page({ ...books, ...grouped([], 'count'), ...spec }))[0]?.['count'];
    expect(await count({ filter: 'pages > 200' })).toBe(5);
    expect(await count({ scopes: scope('long') })).toBe(5);
    expect(await count({ softDeleted: 'shown' })).toBe(12);
    expect(await count({ filter: 'reviews.stars = 5' })).toBe(4);
    const relatedTo = { model: 'Shelf', association: 'books', value: 'A' };
    expect(await count({ relatedTo })).toBe(2);
    expect(await count({ scopes: scope('withReviews') })).toBe(11);
    expect(await count({ search: 'Book A' })).toBe(1);
  });

  test('are ordered by an aggregate or a key, and the rest of the keys', async () => {
    const order = [{ attribute: 'count', direction: 'desc' as const }];
    const page = await queries.page({ ...books, ...grouped(['inPrint', 'genre'], 'count'), order });
    const expected = await database.execute(
      `SELECT in_print AS "inPrint", genre, count(*)::int AS count FROM books WHERE ${live}
        GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2`,
    );
    expect(records(page)).toEqual(expected);
    const nulls = [{ attribute: 'genre', direction: 'asc' as const, nulls: 'first' as const }];
    const first = await queries.page({ ...books, ...grouped(['genre'], 'count'), order: nulls });
    expect(first.rows[0]?.[0]).toBeNull();
  });

  test.each([
    ['a model', books, ['pages', 'genre'] as const],
    ['a table', booksTable, ['page_count', 'genre'] as const],
  ])('of %s are paged, counted and estimated', async (_what, source, by) => {
    const spec: QuerySpec = { ...source, ...grouped(by, 'count') };
    const all = (await queries.page(spec)).rows;
    const paged: unknown[] = [];
    let place: PagePlace = { type: 'start' };
    for (;;) {
      const page: Page = await queries.page({ ...spec, limit: 4, place });
      paged.push(...page.rows);
      const bookmark = page.bookmarks.at(-1);
      if (!page.hasAfter || bookmark === undefined) break;
      place = { type: 'after', bookmark };
    }
    expect(paged).toEqual(all);
    expect((await queries.count(spec)).count).toBe(all.length);
    expect((await queries.countUpTo(spec, 3)).count).toBe(3);
    expect((await queries.page({ ...spec, limit: 2, place: { type: 'end' } })).rows).toEqual(all.slice(-2));
    expect((await queries.estimate(spec)).rows).toBeGreaterThan(0);
    const { sql } = await queries.compile({ ...spec, limit: 3 });
    expect(await queries.run(sql)).toMatchObject({ rowCount: 3 });
    const { shortSql } = await queries.page({ ...spec, limit: 3 });
    expect(shortSql).toBe(sql.replace(/;$/, ''));
  });

  test('are explained and written as code', async () => {
    const spec = { ...books, ...grouped(['pages'], 'count') };
    expect((await queries.code(spec)).text).toContain("group: [sequelize.col('Book.page_count')]");
    const { sql } = await queries.explain({ type: 'spec', spec });
    expect(sql).toContain('GROUP BY');
    const ofTable = await queries.code({ ...booksTable, ...grouped(['genre'], 'count') });
    expect(ofTable.text).toContain('GROUP BY');
  });

  test('are exported', async () => {
    for (const source of [books, booksTable]) {
      let written = '';
      const spec = { ...source, ...grouped(['genre'], 'count', 'sum(sold)'), softDeleted: 'shown' as const };
      const request = { spec, format: 'csv' as const, isRaw: false, hasHeader: true };
      await queries.export(request, (bytes) => {
        written += Buffer.from(bytes).toString();
        return Promise.resolve();
      });
      expect(written.replaceAll('\r', '').split('\n').slice(0, 2)).toEqual([
        'genre,count,sum_sold',
        'novel,3,27021597764222994',
      ]);
    }
  });
});

describe('a grouping that cannot be', () => {
  const failure = async (spec: Partial<QuerySpec>) =>
    queries.page({ ...books, ...spec }).catch((error: unknown) => error);
  const term = (used: AggregateTerm['function'], attribute: string | null) => ({
    grouping: { by: [], aggregates: [{ function: used, attribute, isDistinct: false }] },
  });

  test.each([
    ['sum of a text', term('sum', 'title'), '"sum" cannot be made of "title", which is text.'],
    ['avg of a text', term('avg', 'title'), '"avg" cannot be made of "title", which is text.'],
    ['min of a boolean', term('min', 'inPrint'), '"min" cannot be made of "inPrint", which is bool.'],
    ['sum of nothing', term('sum', null), '"sum" needs an attribute.'],
    ['nothing at all', grouped([]), 'The grouping is empty.'],
    [
      'rows of a scope with a limit',
      { ...grouped([], 'count'), scopes: scope('cheapest') },
      'limit of its own',
    ],
    [
      'rows that a scope groups',
      { ...grouped([], 'count'), scopes: scope('genres') },
      'groups the rows itself',
    ],
  ])('of %s is told', async (_what, spec, message) => {
    expect(await failure(spec)).toMatchObject({
      code: 'grouping-impossible',
      kind: 'usage',
      message: expect.stringContaining(message) as string,
    });
  });

  test('names the nearest attribute, and what groups can be ordered by', async () => {
    expect(await failure(grouped(['genr']))).toMatchObject({
      code: 'unknown-attribute',
      remedy: 'Did you mean "genre"?',
    });
    expect(await failure(grouped(['label']))).toMatchObject({ code: 'virtual-attribute' });
    const order = [{ attribute: 'title', direction: 'asc' as const }];
    expect(await failure({ ...grouped(['genre'], 'count'), order })).toMatchObject({
      message: 'Groups of model "Book" have no column "title" to be ordered by.',
    });
  });

  test('has no includes', async () => {
    const use = { required: null, isSeparate: null, filter: '', columns: null, includes: [] };
    const includes = [{ association: 'reviews', softDeleted: 'hidden' as const, ...use }];
    expect(await failure({ ...grouped([], 'count'), includes })).toMatchObject({
      message: 'Groups of rows have no associations.',
    });
  });
});
