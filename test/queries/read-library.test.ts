/** What Rituality lacks: keys of every kind, virtual attributes, scopes that include, limit, group and fail. */
import type { Model } from 'sequelize';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/client.ts';
import { openQueries, type Queries } from '../../src/queries/open-queries.ts';
import { specFor, type Page, type QuerySpec, type Value } from '../../src/queries/query-spec.ts';
import type { TestDatabase } from '../support/postgres.ts';
import { openLibrary, type Library } from './library.ts';
import { openLibraryQueries } from './opened-queries.ts';

let database: TestDatabase;
let client: Database;
let library: Library;
let queries: Queries;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ database, client, application: library, queries, close } = await openLibraryQueries());
});
afterAll(() => close());

const all = (model: string): QuerySpec => specFor({ type: 'model', name: model }, null);
const scope = (name: string, ...values: readonly Value[]) => [{ name, arguments: values }];
const names = ({ columns }: Page) => columns.map(({ name }) => name);
const column = (page: Page, name: string) => page.rows.map((row) => row[names(page).indexOf(name)]);
const json = (page: Page) =>
  JSON.stringify(
    page.rows.map((row) => Object.fromEntries(names(page).map((name, index) => [name, row[index]]))),
  );
const bookIds = async (spec: Partial<QuerySpec>) =>
  column(await queries.page({ ...all('Book'), ...spec }), 'id').sort();

describe('a page through a model', () => {
  test('has the JSON of the instances, whatever the types and includes', async () => {
    const Book = library.model('Book');
    const cases: readonly [Partial<QuerySpec>, Promise<readonly Model[]>][] = [
      [{}, Book.findAll()],
      [{ scopes: scope('withReviews') }, Book.scope('withReviews').findAll()],
      [{ scopes: scope('withReviewsApart') }, Book.scope('withReviewsApart').findAll()],
      [
        { scopes: [...scope('withAuthor'), ...scope('counted')] },
        Book.scope(['withAuthor', 'counted']).findAll(),
      ],
      [{ scopes: scope('genres') }, Book.scope('genres').findAll()],
      [{ scopes: scope('under', 2) }, Book.scope({ method: ['under', 2] }).findAll()],
    ];
    for (const [spec, call] of cases) {
      expect(json(await queries.page({ ...all('Book'), ...spec }))).toBe(JSON.stringify(await call));
    }
  });

  test('reads columns in the order asked for, by attribute or column name, and only these', async () => {
    const page = await queries.page({ ...all('Book'), columns: ['book_title', 'label', 'id', 'title'] });
    expect(names(page)).toEqual(['title', 'label', 'id']);
    expect(page.rows[0]).toEqual(['Book A', 'Book A (40)', 1]);
    expect(page.columns[1]).toEqual({
      name: 'label',
      type: 'varchar(255)',
      kind: 'text',
      isPrimaryKey: false,
      isVirtual: true,
      hasGetter: true,
    });
  });

  test('reads a virtual attribute alone, and what it is computed from with it', async () => {
    const page = await queries.page({ ...all('Book'), columns: ['label'], filter: 'id = 1' });
    expect(page.rows).toEqual([['Book A (40)']]);
  });

  test('shows included records and computed attributes as columns', async () => {
    const page = await queries.page({
      ...all('Book'),
      scopes: [...scope('withReviews'), ...scope('counted')],
      columns: ['id', 'reviewCount', 'reviews'],
      filter: 'id = 2',
    });
    expect(page.columns.slice(1)).toEqual([
      { name: 'reviewCount', type: 'computed', kind: 'text', isPrimaryKey: false, isVirtual: true },
      { name: 'reviews', type: 'Review[]', kind: 'json', isPrimaryKey: false, isVirtual: true },
    ]);
    expect(page.rows[0]?.[2]).toHaveLength(3);
  });

  test('of included records holds its limit of rows, and counts rows instead of joined ones', async () => {
    const spec = { ...all('Book'), scopes: scope('withReviews') };
    const page = await queries.page({ ...spec, limit: 4 });
    expect(column(page, 'id')).toEqual([1, 2, 3, 4]);
    expect(page.hasAfter).toBe(true);
    expect((await queries.count(spec)).count).toBe(11);
    expect((await queries.count({ ...all('Book'), scopes: scope('withReviewsApart') })).count).toBe(11);
    const reviews = { ...all('Review'), scopes: scope('withBook') };
    expect((await queries.count(reviews)).count).toBe(18);
    const siblings = { ...all('Review'), scopes: scope('withSiblings') };
    expect((await queries.page(siblings)).rows).toHaveLength(18);
    expect((await queries.count(siblings)).count).toBe(18);
  });

  test('keeps a condition of the scope that is held under a symbol', async () => {
    const ids = await bookIds({ scopes: scope('long'), filter: 'id < 10 and not genre = poem' });
    expect(ids).toEqual([6, 7, 8].filter((id) => ids.includes(id)));
    const expected = await database.execute(
      `SELECT id FROM books WHERE page_count > 200 AND id < 10 AND NOT genre = 'poem' AND "deletedAt" IS NULL ORDER BY id`,
    );
    expect(ids).toEqual(expected.map(({ id }) => id));
  });

  test('stays within the limit and the order of a scope, and counts within it', async () => {
    const spec = { ...all('Book'), scopes: scope('cheapest') };
    const three = column(await queries.page(spec), 'price');
    expect(three).toEqual(['0.10', '0.10', '1.10']);
    const second = await queries.page({ ...spec, limit: 2, place: { type: 'offset', offset: 2 } });
    expect(column(second, 'price')).toEqual(['1.10']);
    expect(second.hasAfter).toBe(false);
    expect((await queries.page({ ...spec, limit: 2 })).hasAfter).toBe(true);
    expect((await queries.page({ ...spec, limit: 2, place: { type: 'offset', offset: 5 } })).rows).toEqual(
      [],
    );
    expect((await queries.count(spec)).count).toBe(3);
  });

  test('orders as asked instead of as the scope does', async () => {
    const order = [{ attribute: 'price', direction: 'desc' as const }];
    const page = await queries.page({ ...all('Book'), scopes: scope('cheapest'), order });
    expect(column(page, 'price')).toEqual(
      ['3.10', '3.10', '2.10'].filter((price) => column(page, 'price').includes(price)),
    );
    expect(page.sql).toContain('ORDER BY "Book"."price" DESC LIMIT 3');
  });

  test('orders by a computed attribute, and not by a virtual one', async () => {
    const spec = { ...all('Book'), scopes: scope('counted'), limit: 3 };
    const order = (attribute: string) => [{ attribute, direction: 'desc' as const }];
    expect(column(await queries.page({ ...spec, order: order('reviewCount') }), 'id')).toEqual([1, 2, 3]);
    await expect(queries.page({ ...spec, order: order('label') })).rejects.toMatchObject({
      code: 'virtual-attribute',
    });
  });

  test('of grouped rows is not ordered by a key they do not have', async () => {
    const spec = { ...all('Book'), scopes: scope('genres') };
    expect((await queries.page({ ...spec, limit: 10 })).rows).toHaveLength(4);
    expect((await queries.count(spec)).count).toBe(4);
  });

  test('pages by a composite key, and without any key', async () => {
    const reviews = await queries.compile({
      ...all('Review'),
      limit: 5,
      order: [{ attribute: 'reader', direction: 'desc' }],
    });
    expect(reviews.sql).toMatch(/ORDER BY "Review"."reader" DESC, "Review"."book" DESC LIMIT 5;$/);
    const readings = await queries.page({ ...all('Reading'), limit: 4 });
    expect(readings.rows).toHaveLength(4);
    expect(readings.hasAfter).toBe(true);
    expect((await queries.count(all('Reading'))).count).toBe(10);
  });

  test('shows soft-deleted rows when asked, in counts too', async () => {
    expect(await bookIds({ filter: 'id = 12' })).toEqual([]);
    expect(await bookIds({ filter: 'id = 12', softDeleted: 'shown' })).toEqual([12]);
    expect((await queries.count(all('Book'))).count).toBe(11);
    expect((await queries.count({ ...all('Book'), softDeleted: 'shown' })).count).toBe(12);
  });

  test('costs a getter that throws its own cell only', async () => {
    const Book = library.model('Book');
    const { label } = Book.getAttributes();
    if (label === undefined) throw new Error('there is no label');
    const getter = label.get;
    label.get = () => {
      throw new Error('no ink');
    };
    // As Sequelize does after an attribute was changed.
    Reflect.apply(Reflect.get(Book, 'refreshAttributes') as () => void, Book, []);
    const page = await queries.page({ ...all('Book'), limit: 1 });
    expect(column(page, 'label')).toEqual(['[unreadable: no ink]']);
    expect(column(page, 'title')).toEqual(['Book A']);
    if (getter !== undefined) label.get = getter;
    Reflect.apply(Reflect.get(Book, 'refreshAttributes') as () => void, Book, []);
  });
});

describe('a scope that fails', () => {
  test('is told as the scope of its model, with the reason', async () => {
    await expect(queries.page({ ...all('Book'), scopes: scope('broken') })).rejects.toMatchObject({
      code: 'scope-failed',
      message: 'Scope "broken" of model "Book" failed: no shelf',
    });
  });

  test('for want of an argument says so', async () => {
    await expect(queries.page({ ...all('Book'), scopes: scope('exactly') })).rejects.toMatchObject({
      code: 'scope-failed',
      kind: 'usage',
    });
  });
});

describe('a pool that is busy', () => {
  test('does not hold back a call that is cancelled while it waits', async () => {
    const narrow = openLibrary(database.target, { poolMax: 1 });
    const waiting = openQueries({ sequelize: narrow.sequelize, database: client });
    // Of sequelize-pool, lib/Pool.js.
    const pool = Reflect.get(narrow.sequelize.connectionManager, 'pool') as { readonly waiting: number };
    const abort = new AbortController();
    const busy = await narrow.sequelize.transaction();
    const page = waiting.page(all('Book'), { signal: abort.signal });
    const interrupted = expect(page).rejects.toMatchObject({ kind: 'interrupted' });
    await expect.poll(() => pool.waiting).toBe(1);
    abort.abort();
    await interrupted;
    await busy.commit();
    expect((await waiting.page({ ...all('Book'), limit: 1 })).rows).toHaveLength(1);
    await narrow.sequelize.close();
  });
});
