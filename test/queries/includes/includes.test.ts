import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Queries } from '../../../src/queries/open-queries.ts';
import {
  includeOf,
  specFor,
  type IncludeUse,
  type Page,
  type QuerySpec,
} from '../../../src/queries/query-spec.ts';
import type { Library } from '../library.ts';
import { openLibraryQueries } from '../opened-queries.ts';
import { expectAgreement, recordsOf } from './includes-agreement.ts';

let library: Library;
let queries: Queries;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ application: library, queries, close } = await openLibraryQueries());
});
afterAll(() => close());

const all = (model: string): QuerySpec => specFor({ type: 'model', name: model }, null);
const scope = (name: string) => [{ name, arguments: [] }];
const include = (association: string, rest: Partial<IncludeUse> = {}): IncludeUse => ({
  ...includeOf(association),
  ...rest,
});
const names = ({ columns }: Page) => columns.map(({ name }) => name);
const column = (page: Page, name: string) => page.rows.map((row) => row[names(page).indexOf(name)]);

describe('random nested includes', () => {
  test('give the records of the same findAll, in pages too, and their number', async () => {
    await expectAgreement({ queries, application: library }, 1, 40);
  });
});

describe('an include', () => {
  test('is one column, named by its association, of the record or the records', async () => {
    const includes = [include('author'), include('reviews', { columns: ['stars'] })];
    const page = await queries.page({ ...all('Book'), columns: ['id'], filter: 'id = 2', includes });
    expect(page.columns.slice(1)).toEqual([
      { name: 'author', type: 'Author', kind: 'json', isPrimaryKey: false, isVirtual: true },
      { name: 'reviews', type: 'Review[]', kind: 'json', isPrimaryKey: false, isVirtual: true },
    ]);
    expect(recordsOf(page)).toEqual([
      {
        id: 2,
        author: { key: 'cy', penName: null, mentorKey: null },
        reviews: [{ stars: 4 }, { stars: 5 }, { stars: 1 }],
      },
    ]);
  });

  test('stands where it is put among the columns', async () => {
    const spec = { ...all('Book'), columns: ['author', 'id'], includes: [include('author')], limit: 1 };
    expect(names(await queries.page(spec))).toEqual(['author', 'id']);
  });

  test('by a key that is not read is put together all the same', async () => {
    const includes = [include('shelves', { columns: ['code'] })];
    const spec = { ...all('Book'), columns: ['title'], includes, filter: 'id < 4', limit: 10 };
    const page = await queries.page(spec);
    expect(names(page)).toEqual(['title', 'shelves']);
    expect(column(page, 'shelves')).toMatchObject([[{ code: 'A' }], [{ code: 'A' }, { code: 'B' }], []]);
  });

  test('has a filter of its model, through associations too, in pages as in all rows', async () => {
    const filter = 'author.penName = Bea and address ~ "10.%"';
    const spec = { ...all('Shelf'), includes: [include('books', { filter, columns: ['id'] })] };
    const books = [[{ id: 1 }]];
    expect(column(await queries.page(spec), 'books')).toMatchObject(books);
    expect(column(await queries.page({ ...spec, limit: 5 }), 'books')).toMatchObject(books);
    expect((await queries.count(spec)).count).toBe(1);
    const optional = { ...spec, includes: [include('books', { filter, required: false })] };
    expect((await queries.page({ ...optional, limit: 5 })).rows).toHaveLength(2);
    expect((await queries.count(optional)).count).toBe(2);
  });

  test('that is required leaves out rows by the key of its association, not by the primary key', async () => {
    const includes = [include('books', { required: true, filter: 'id = 2' })];
    const page = await queries.page({ ...all('Shelf'), includes, limit: 1 });
    expect(column(page, 'id')).toEqual([1]);
    const [bookmark] = page.bookmarks;
    if (bookmark === undefined) throw new Error('there is no bookmark');
    const place = { type: 'after' as const, bookmark };
    const rest = await queries.page({ ...all('Shelf'), includes, limit: 1, place });
    expect(column(rest, 'id')).toEqual([2]);
  });

  test('shows soft-deleted records when it is asked to, and not because the rows do', async () => {
    const idsOf = async (spec: Partial<QuerySpec>, use: Partial<IncludeUse>) => {
      const includes = [include('books', { columns: ['id'], ...use })];
      const page = await queries.page({ ...all('Author'), filter: 'key = ada', ...spec, includes });
      return (column(page, 'books')[0] as readonly { id: number }[]).map(({ id }) => id).sort();
    };
    for (const isSeparate of [null, true]) {
      expect(await idsOf({}, { isSeparate })).toEqual([4, 8]);
      expect(await idsOf({ softDeleted: 'shown' }, { isSeparate })).toEqual([4, 8]);
      expect(await idsOf({}, { isSeparate, softDeleted: 'shown' })).toEqual([12, 4, 8]);
    }
    const shown = include('books', { filter: 'id = 12', softDeleted: 'shown' });
    expect((await queries.count({ ...all('Author'), includes: [shown] })).count).toBe(1);
  });

  test('of what a scope includes is one with it, with the conditions of both', async () => {
    const spec = { ...all('Book'), scopes: scope('withReviews'), filter: 'id < 3', limit: 5 };
    const both = { ...spec, includes: [include('reviews', { filter: 'reader = x', columns: ['reader'] })] };
    const page = await queries.page(both);
    expect(names(page).filter((name) => name === 'reviews')).toHaveLength(1);
    expect(column(page, 'reviews')).toEqual([[{ reader: 'x' }], [{ reader: 'x' }]]);
    const nested = { ...spec, includes: [include('reviews', { includes: [include('siblings')] })] };
    const [first] = column(await queries.page(nested), 'reviews') as readonly (readonly object[])[];
    expect(first).toHaveLength(3);
    expect(first?.[0]).toMatchObject({ siblings: [{}, {}, {}] });
  });

  test('comes with rows that were followed to', async () => {
    const relatedTo = { model: 'Shelf', association: 'books', value: 'A' };
    const includes = [include('reviews', { required: true, filter: 'stars > 3' })];
    const spec = { ...all('Book'), relatedTo, includes };
    const ids = column(await queries.page(spec), 'id');
    expect(ids).toEqual([1, 2]);
    expect(column(await queries.page({ ...spec, limit: 10 }), 'id')).toEqual(ids);
    expect((await queries.count(spec)).count).toBe(2);
  });

  test('costs a count nothing, unless rows without one are left out', async () => {
    const plain = await queries.count({ ...all('Book'), includes: [include('reviews')] });
    expect(plain.sql).not.toMatch(/reviews/);
    const required = await queries.count({
      ...all('Book'),
      includes: [include('reviews', { required: true })],
    });
    expect(required.count).toBe(6);
    expect(required.sql).toMatch(/EXISTS/);
    const estimate = await queries.estimate({ ...all('Book'), includes: [include('reviews')] });
    expect(estimate.sql).not.toMatch(/reviews/);
  });

  test('of the first page is written as it is read', async () => {
    const spec = {
      ...all('Book'),
      includes: [include('reviews', { required: true })],
      limit: 2,
      columns: ['id'],
    };
    const { sql } = await queries.compile(spec);
    const { shortSql } = await queries.page(spec);
    expect(`${shortSql};`).toBe(sql);
    expect(await queries.run(sql)).toMatchObject({ rowCount: 6 });
  });
});

describe('an include that cannot be', () => {
  const failure = async (spec: QuerySpec) => queries.page(spec).catch((error: unknown) => error);

  test('names the nearest association, of the model above', async () => {
    expect(await failure({ ...all('Book'), includes: [include('review')] })).toMatchObject({
      code: 'unknown-association',
      message: 'Model "Book" has no association "review".',
      remedy: 'Did you mean "reviews"?',
    });
    const nested = [include('author', { includes: [include('penName')] })];
    expect(await failure({ ...all('Book'), includes: nested })).toMatchObject({
      message: 'Model "Author" has no association "penName".',
    });
  });

  test('names the nearest attribute', async () => {
    const includes = [include('reviews', { columns: ['star'] })];
    expect(await failure({ ...all('Book'), includes })).toMatchObject({
      code: 'unknown-attribute',
      message: 'Model "Review", included as "reviews", has no attribute "star".',
      remedy: 'Did you mean "stars"?',
    });
  });

  test('points at what is wrong in its filter', async () => {
    const includes = [include('reviews', { filter: 'stars > many' })];
    expect(await failure({ ...all('Book'), includes })).toMatchObject({
      code: 'filter-value',
      details: { column: 9 },
    });
  });

  test('says what cannot be separate, and that separate records require nothing', async () => {
    expect(
      await failure({ ...all('Book'), includes: [include('author', { isSeparate: true })] }),
    ).toMatchObject({
      code: 'include-impossible',
      message:
        'Association "author" of model "Book" is a BelongsTo, and only a HasMany can be read separately.',
      remedy: 'Leave `separate` out.',
    });
    const both = [include('reviews', { isSeparate: true, required: true })];
    expect(await failure({ ...all('Book'), includes: both })).toMatchObject({ code: 'include-impossible' });
  });

  test('stands alone, and with rows of their own', async () => {
    const twice = [include('reviews'), include('reviews')];
    expect(await failure({ ...all('Book'), includes: twice })).toMatchObject({ code: 'include-impossible' });
    const grouped = { ...all('Book'), scopes: scope('genres'), includes: [include('reviews')] };
    expect(await failure(grouped)).toMatchObject({ code: 'include-impossible' });
  });

  test('tells no records of a model without a primary key apart, by a statement of their own neither', async () => {
    const [book, reading] = [library.model('Book'), library.model('Reading')];
    book.hasMany(reading, { as: 'readings', foreignKey: 'value', sourceKey: 'id' });
    const found = await book.findAll({ include: [{ association: 'readings', separate: true }] });
    expect(found.flatMap((one) => one.get('readings'))).toHaveLength(1);
    for (const isSeparate of [null, true]) {
      expect(
        await failure({ ...all('Book'), includes: [include('readings', { isSeparate })] }),
      ).toMatchObject({
        code: 'include-impossible',
        message:
          'Association "readings" cannot be included, because model "Reading" has no primary key to tell its records apart by.',
        remedy: 'Leave it out: `getReadings()` of a record reads it.',
      });
    }
  });

  test('is one of a table without a model', async () => {
    const table = specFor({ type: 'table', schema: 'public', name: 'books' }, null);
    expect(await failure({ ...table, includes: [include('reviews')] })).toMatchObject({
      code: 'model-needed',
      message: 'Table "public.books" has no associations, because no model is read.',
    });
  });
});
