import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { specFor, type QuerySpec } from '../../../src/queries/query-spec.ts';
import { parseIncludes } from '../../../src/queries/includes/include-text.ts';
import type { Library } from '../library.ts';
import { openLibraryQueries, type OpenedQueries } from '../opened-queries.ts';

let opened: OpenedQueries<Library>;
beforeAll(async () => {
  opened = await openLibraryQueries();
  await opened.database.execute(`
    INSERT INTO reviews SELECT b, 'r' || r, 3, 'praise' FROM generate_series(1, 12) b, generate_series(1, 300) r;
    ANALYZE;
  `);
});
afterAll(() => opened.close());

const spec = (text: string, limit: number | null = null): QuerySpec => ({
  ...specFor({ type: 'model', name: 'Book' }, limit),
  includes: text === '' ? [] : parseIncludes(text),
});

describe('joined includes that make many rows of few', () => {
  test('are told with numbers, and the association to read otherwise', async () => {
    const explosion = await opened.queries.explosionOf(spec('author, reviews.siblings', 10));
    expect(explosion).toMatchObject({ rows: 10, association: 'reviews.siblings', canBeSeparate: true });
    expect(explosion?.joinedRows).toBeGreaterThan(100_000);
    expect(explosion?.warning).toMatch(
      /^about 10 rows become [\d,]+: read "reviews.siblings" with separate$/,
    );
  });

  test('are not those that come apart, or few', async () => {
    for (const text of ['', 'author', 'reviews(separate)', 'shelves']) {
      expect(await opened.queries.explosionOf(spec(text, 10)), text).toBeNull();
    }
    expect(await opened.queries.explosionOf(spec('reviews', 2))).toBeNull();
  });
});
