/** What Rituality lacks: associations by keys of every kind, through join tables, of a model with itself. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Queries } from '../../src/queries/open-queries.ts';
import { specFor, type QuerySpec, type Value } from '../../src/queries/query-spec.ts';
import { openLibraryQueries } from './opened-queries.ts';

let queries: Queries;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ queries, close } = await openLibraryQueries());
});
afterAll(() => close());

const all = (model: string): QuerySpec => specFor({ type: 'model', name: model }, null);

describe('a followed association', () => {
  const follow = async (
    target: string,
    model: string,
    association: string,
    value: Value,
    columns: readonly string[],
  ) => {
    const page = await queries.page({ ...all(target), relatedTo: { model, association, value }, columns });
    const { count } = await queries.count({ ...all(target), relatedTo: { model, association, value } });
    expect(count).toBe(page.rows.length);
    return page.rows.map((row) => (columns.length === 1 ? row[0] : row));
  };

  test('hasMany and belongsTo go by custom keys', async () => {
    expect(await follow('Book', 'Author', 'books', 'bea', ['id'])).toEqual([1, 5, 9]);
    expect(await follow('Author', 'Book', 'author', 'bea', ['penName'])).toEqual(['Bea']);
  });

  test('of a model with itself goes both ways', async () => {
    expect(await follow('Author', 'Author', 'mentor', 'ada', ['key'])).toEqual(['ada']);
    expect(await follow('Author', 'Author', 'pupil', 'ada', ['key'])).toEqual(['bea']);
  });

  test('keeps the scope of the association', async () => {
    expect(await follow('Review', 'Book', 'reviews', 3, ['reader'])).toHaveLength(3);
    expect(await follow('Review', 'Book', 'praise', 3, ['reader'])).toEqual([]);
    expect(await follow('Review', 'Book', 'praise', 2, ['reader'])).toHaveLength(3);
  });

  test('belongsToMany goes through its join table by custom keys, past removed join rows and removed targets', async () => {
    expect(await follow('Book', 'Shelf', 'books', 'A', ['id'])).toEqual([1, 2]);
    expect(await follow('Book', 'Shelf', 'loans', 'A', ['id'])).toEqual([1]);
    expect(await follow('Shelf', 'Book', 'shelves', 'isbn-2', ['code'])).toEqual(['A', 'B']);
  });

  test('of a null key leads nowhere', async () => {
    expect(await follow('Author', 'Author', 'pupil', null, ['key'])).toEqual([]);
    expect(await follow('Book', 'Shelf', 'books', null, ['id'])).toEqual([]);
  });
});
