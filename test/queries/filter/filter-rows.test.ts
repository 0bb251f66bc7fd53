/** Each operator, compiled both ways, against SQL written by hand, on real rows. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReadSource } from '../../../src/queries/query-spec.ts';
import { specFor } from '../../../src/queries/query-spec.ts';
import type { Queries } from '../../../src/queries/open-queries.ts';
import type { TestDatabase } from '../../support/postgres.ts';
import { openLibraryQueries } from '../opened-queries.ts';

let database: TestDatabase;
let queries: Queries;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ database, queries, close } = await openLibraryQueries());
});
afterAll(() => close());

const book: ReadSource = { type: 'model', name: 'Book' };
const books: ReadSource = { type: 'table', schema: 'public', name: 'books' };

async function idsOf(source: ReadSource, filter: string): Promise<readonly unknown[]> {
  const spec = { ...specFor(source, null), filter, columns: ['id'], softDeleted: 'shown' as const };
  const { rows } = await queries.page({ ...spec, order: [{ attribute: 'id', direction: 'asc' }] });
  const { count } = await queries.count(spec);
  expect(count).toBe(rows.length);
  return rows.map(([id]) => id);
}

/** The filter by attribute names; the same by column names, where it differs; the rows it means. */
const cases: readonly (readonly [attributes: string, columns: string | null, sql: string])[] = [
  ['title = "Book A"', 'book_title = "Book A"', `book_title = 'Book A'`],
  ['title != "Book A"', 'book_title != "Book A"', `book_title <> 'Book A'`],
  ['title <> "Book A"', 'book_title <> "Book A"', `book_title <> 'Book A'`],
  ['title > "Book D"', 'book_title > "Book D"', `book_title > 'Book D'`],
  ['title ~ "book _"', 'book_title ~ "book _"', `book_title ILIKE 'book _'`],
  ['title !~ %A', 'book_title !~ %A', `book_title NOT ILIKE '%A'`],
  ['title ~ "Book\\%"', 'book_title ~ "Book\\%"', 'false'],
  ['title = null', 'book_title = null', 'book_title IS NULL'],
  ['title != null', 'book_title != null', 'book_title IS NOT NULL'],
  ['title = "null"', 'book_title = "null"', 'false'],
  ['title is null', 'book_title is null', 'book_title IS NULL'],
  ['title is not null', 'book_title is not null', 'book_title IS NOT NULL'],
  [`title = "'; DROP TABLE books; --"`, `book_title = "'; DROP TABLE books; --"`, 'false'],
  ['pages = 40', 'page_count = 40', 'page_count = 40'],
  ['pages >= 200', 'page_count >= 200', 'page_count >= 200'],
  ['pages < 120.5', 'page_count < 120.5', 'page_count < 120.5'],
  ['pages > 99999999999', 'page_count > 99999999999', 'page_count > 99999999999'],
  ['pages < 1e30', 'page_count < 1e30', 'page_count < 1e30'],
  ['pages > 40.12345678901234567', 'page_count > 40.12345678901234567', 'page_count > 40.1'],
  ['pages > -5', 'page_count > -5', 'page_count > -5'],
  ['pages in (40, 80, 1.5)', 'page_count in (40, 80, 1.5)', 'page_count IN (40, 80, 1.5)'],
  ['pages not in (40, 80)', 'page_count not in (40, 80)', 'page_count NOT IN (40, 80)'],
  ['pages between 80 and 160', 'page_count between 80 and 160', 'page_count BETWEEN 80 AND 160'],
  ['pages not between 80 and 160', 'page_count not between 80 and 160', 'page_count NOT BETWEEN 80 AND 160'],
  ['pages ~ 4%', 'page_count ~ 4%', `page_count::text ILIKE '4%'`],
  ['price = 1.10', null, 'price = 1.10'],
  ['price <= 0.1', null, 'price <= 0.1'],
  ['weight = 0.3', null, 'weight = 0.3::real'],
  ['weight < 99999999999999999999', null, 'weight < 99999999999999999999'],
  ['price < 99999999999999999999', null, 'price < 99999999999999999999'],
  ['sold = 9007199254740993', null, 'sold = 9007199254740993'],
  ['sold in (9007199254740993, 1)', null, 'sold IN (9007199254740993, 1)'],
  ['sold > 99999999999999999999', null, 'false'],
  ['genre = poem', null, `genre = 'poem'`],
  ['genre = "science fiction"', null, `genre = 'science fiction'`],
  ['genre in (poem, novel)', null, `genre IN ('poem', 'novel')`],
  ['genre ~ %o%', null, `genre::text ILIKE '%o%'`],
  ['inPrint', 'in_print', 'in_print IS TRUE'],
  ['not inPrint', 'not in_print', 'in_print IS NOT TRUE'],
  ['inPrint = false', 'in_print = false', 'in_print = false'],
  ['inPrint != true', 'in_print != true', 'in_print <> true'],
  ['inPrint is null', 'in_print is null', 'in_print IS NULL'],
  ['publishedOn = 2026-01-05', 'published_on = 2026-01-05', `published_on = '2026-01-05'`],
  [
    'publishedOn between 2026-01-03 and 2026-01-05',
    'published_on between 2026-01-03 and 2026-01-05',
    `published_on BETWEEN '2026-01-03' AND '2026-01-05'`,
  ],
  ['reviewedAt > 2026-01-05', 'reviewed_at > 2026-01-05', `reviewed_at > '2026-01-05T00:00:00Z'`],
  [
    'reviewedAt = 2026-01-05T13:00:00+01:00',
    'reviewed_at = 2026-01-05T13:00:00+01:00',
    `reviewed_at = '2026-01-05T12:00:00Z'`,
  ],
  [
    'reviewedAt <= "2026-01-05 12:00"',
    'reviewed_at <= "2026-01-05 12:00"',
    `reviewed_at <= '2026-01-05T12:00:00Z'`,
  ],
  ['reviewedAt > 2000y', 'reviewed_at > 2000y', 'true'],
  ['reviewedAt ~ 2026-01-05%', 'reviewed_at ~ 2026-01-05%', `reviewed_at::text ILIKE '2026-01-05%'`],
  ['tags = t3', null, `'t3' = ANY(tags)`],
  ['tags != t3', null, `NOT ('t3' = ANY(tags))`],
  ['tags in (t1, t2)', null, `tags && ARRAY['t1', 't2']::varchar[]`],
  ['tags not in (t1, t2)', null, `NOT (tags && ARRAY['t1', 't2']::varchar[])`],
  ['tags ~ %t1%', null, `tags::text ILIKE '%t1%'`],
  ['tags is null', null, 'tags IS NULL'],
  ['uuid = 00000000-0000-4000-8000-000000000003', null, `uuid = '00000000-0000-4000-8000-000000000003'`],
  ['uuid ~ %03', null, `uuid::text ILIKE '%03'`],
  ['address = 10.0.0.3', null, `address = '10.0.0.3'`],
  ['address in (10.0.0.3, 10.0.0.4)', null, `address IN ('10.0.0.3', '10.0.0.4')`],
  ['address between 10.0.0.3 and 10.0.0.5', null, `address BETWEEN '10.0.0.3' AND '10.0.0.5'`],
  ['address ~ 10.0.0.1%', null, `host(address) ILIKE '10.0.0.1%'`],
  ['loanDays = "[3,13)"', 'loan_days = "[3,13)"', `loan_days = '[3,13)'`],
  ['scan is not null', null, 'scan IS NOT NULL'],
  ['details is null', 'book_details is null', 'book_details IS NULL'],
  ['details ~ %dark%', 'book_details ~ %dark%', `book_details::text ILIKE '%dark%'`],
  ['details.theme = dark', 'book_details.theme = dark', `book_details->>'theme' = 'dark'`],
  ['details.theme != dark', 'book_details.theme != dark', `book_details->>'theme' <> 'dark'`],
  ['details.theme ~ D%', 'book_details.theme ~ D%', `book_details->>'theme' ILIKE 'D%'`],
  [
    'details.theme in (dark, grey)',
    'book_details.theme in (dark, grey)',
    `book_details->>'theme' IN ('dark', 'grey')`,
  ],
  ['details.size > 5', 'book_details.size > 5', `(book_details->>'size')::float > 5`],
  [
    'details.size between 3 and 6',
    'book_details.size between 3 and 6',
    `(book_details->>'size')::float BETWEEN 3 AND 6`,
  ],
  [
    'details.size in (3, "4", x)',
    'book_details.size in (3, "4", x)',
    `book_details->>'size' IN ('3', '4', 'x')`,
  ],
  ['details.beta', 'book_details.beta', `(book_details->>'beta')::boolean IS TRUE`],
  ['not details.beta', 'not book_details.beta', `(book_details->>'beta')::boolean IS NOT TRUE`],
  ['details.gone is null', 'book_details.gone is null', 'true'],
  ['details.theme is not null', 'book_details.theme is not null', `book_details->>'theme' IS NOT NULL`],
  [
    'details.deep."dark mode" = 6',
    'book_details.deep."dark mode" = 6',
    `(book_details#>>'{deep,dark mode}')::float = 6`,
  ],
  ['details."a,b" = "6"', 'book_details."a,b" = "6"', `book_details->>'a,b' = '6'`],
  [
    String.raw`details."q\"\\x" = odd`,
    String.raw`book_details."q\"\\x" = odd`,
    String.raw`book_details->>'q"\x' = 'odd'`,
  ],
  [
    'not (genre = poem or inPrint)',
    'not (genre = poem or in_print)',
    `NOT (genre = 'poem' OR in_print IS TRUE)`,
  ],
  ['not uuid ~ %03', null, `NOT (uuid::text ILIKE '%03')`],
  [
    'genre = poem and (pages > 200 or not inPrint) and title ~ "book%"',
    'genre = poem and (page_count > 200 or not in_print) and book_title ~ "book%"',
    `genre = 'poem' AND (page_count > 200 OR in_print IS NOT TRUE) AND book_title ILIKE 'book%'`,
  ],
  [
    'title = "Book A" or genre = poem and inPrint',
    'book_title = "Book A" or genre = poem and in_print',
    `book_title = 'Book A' OR genre = 'poem' AND in_print`,
  ],
];

describe('a filter', () => {
  test.each(cases)('%s means the rows of its SQL', async (attributes, columns, sql) => {
    const expected = await database.execute(`SELECT id FROM books WHERE ${sql} ORDER BY id`);
    const ids = expected.map(({ id }) => id);
    expect(await idsOf(book, attributes)).toEqual(ids);
    expect(await idsOf(books, columns ?? attributes)).toEqual(ids);
    // Column names serve beside a model, too.
    if (columns !== null) expect(await idsOf(book, columns)).toEqual(ids);
  });

  test('keeps what was typed out of the SQL of a table', async () => {
    const { sql } = await queries.page({
      ...specFor(books),
      filter: `book_title = "x'; --" and page_count in (1, 2) and book_details.k ~ y%`,
    });
    expect(sql).toContain(
      `WHERE ("book_title" = $1 AND "page_count" IN ($2, $3) AND ("book_details" #>> $4::text[])::text ILIKE $5)`,
    );
  });

  test('escapes what was typed in the SQL of a model', async () => {
    const { sql } = await queries.compile({
      ...specFor(book),
      filter: String.raw`title = "x'; --\\" and details."k'" = "v'"`,
    });
    expect(sql).toContain(String.raw`"Book"."book_title" = 'x''; --\'`);
    expect(sql).toContain(`#>>'{"k''"}') = 'v'''`);
  });

  test('of relative time counts back from now', async () => {
    await expect(idsOf(book, 'deletedAt > 1h')).resolves.toEqual([12]);
    await expect(idsOf(books, 'deletedAt > 1h')).resolves.toEqual([12]);
    await expect(idsOf(book, 'deletedAt > 0s')).resolves.toEqual([]);
  });
});

describe('a filter that does not suit its table', () => {
  test.each([
    ['titl = x', 'unknown-attribute', 1, 'model "Book" has no attribute "titl"', 'Did you mean "title"?'],
    [
      'a and zzzzzz = 1',
      'unknown-attribute',
      1,
      'model "Book" has no attribute "a"',
      /^Known are "id", "isbn", /,
    ],
    ['constructor = x', 'unknown-attribute', 1, 'model "Book" has no attribute "constructor"', /^Known are/],
    ['author = x', 'filter-path', 1, '"author" leads to other rows', /author\.penName/],
    ['label ~ x', 'virtual-attribute', 1, '"label" is a virtual attribute', /computed from/],
    [
      'genre = poen',
      'filter-value',
      9,
      '"genre" is enum, and "poen" is not one of its values',
      'Did you mean "poem"?',
    ],
    ['genre = xyzzy', 'filter-value', 9, 'not one of its values', 'Known are novel, poem, science fiction.'],
    ['pages = many', 'filter-value', 9, '"pages" is integer, and "many" is not a number', /digits/],
    ['pages = "1 or 1=1"', 'filter-value', 9, '"1 or 1=1" is not a number', /digits/],
    ['inPrint = yes', 'filter-value', 11, 'not true or false', 'Write `inPrint` or `not inPrint`.'],
    ['inPrint > true', 'filter-value', 9, '"inPrint" is bool, which ">" does not compare', /not inPrint/],
    ['reviewedAt > lately', 'filter-value', 14, '"lately" is not a time', /7d/],
    ['reviewedAt > 2026-02-30', 'filter-value', 14, '"2026-02-30" is not a time', /7d/],
    ['publishedOn = 2026-01-01T10:00', 'filter-value', 15, 'is not a day', /7d/],
    ['uuid = 123', 'filter-value', 8, '"123" is not a UUID', /~/],
    ['pages > null', 'filter-value', 9, '">" cannot compare with null', /is null/],
    ['pages in (1, null)', 'filter-value', 14, 'null equals nothing', /is null/],
    ['title ~ null', 'filter-value', 9, '"~" compares with a pattern', /is null/],
    ['title', 'filter-value', 1, 'only a boolean can stand alone', /title = a value|title is not null/],
    ['title.x = 1', 'filter-path', 1, '"title" is text, and a path leads into JSON only', /without the path/],
    [
      'details = x',
      'filter-value',
      1,
      '"details" is jsonb, which has no values to write here',
      /details\.key/,
    ],
    ['scan = x', 'filter-value', 1, '"scan" is bytea, which has no values to write here', /is null/],
    ['tags > x', 'filter-value', 6, '"tags" is varchar(20)[], which ">" does not compare', /holds/],
    ['details."a::int" = 1', 'filter-path', 1, 'Sequelize reads it as a cast', /SQL/],
  ])('is explained: %s', async (filter, code, column, explanation, remedy) => {
    const failed = queries.page({ ...specFor(book), filter });
    await expect(failed).rejects.toMatchObject({ code, kind: 'usage', details: { column } });
    await expect(failed).rejects.toMatchObject({
      message: expect.stringContaining(explanation) as string,
      remedy: typeof remedy === 'string' ? remedy : (expect.stringMatching(remedy) as string),
    });
  });

  test('names the nearest column of a table', async () => {
    await expect(queries.page({ ...specFor(books), filter: 'book_titl = x' })).rejects.toMatchObject({
      code: 'unknown-attribute',
      message: 'The filter stops at column 1: table "public.books" has no column "book_titl".',
      remedy: 'Did you mean "book_title"?',
    });
  });
});
