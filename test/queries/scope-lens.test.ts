import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ScopeGlance, ScopeLens } from '../../src/queries/scope-lens.ts';
import { specFor, type QuerySpec, type Value } from '../../src/queries/query-spec.ts';
import type { loadModels } from '../rituality/application.ts';
import type { Library } from './library.ts';
import { openLibraryQueries, openRitualityQueries, type OpenedQueries } from './opened-queries.ts';

let library: OpenedQueries<Library>;
let rituality: OpenedQueries<ReturnType<typeof loadModels>>;
beforeAll(async () => {
  library = await openLibraryQueries();
  rituality = await openRitualityQueries();
});
afterAll(async () => {
  await library.close();
  await rituality.close();
});

const all = (model: string): QuerySpec => specFor({ type: 'model', name: model });
const scope = (name: string, ...values: readonly Value[]) => ({ name, arguments: values });
const glance = ({ scopes }: ScopeLens, name: string): ScopeGlance => {
  const found = scopes.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
};

describe('the scope lens', () => {
  test('counts with each scope what Model.scope().count() counts', async () => {
    const since = '2026-01-01';
    const given = [scope('registeredSince', since), scope('unseenFor', 30)];
    for (const [name, model] of Object.entries(rituality.application.sequelize.models)) {
      for (const use of [null, ...given.filter((one) => one.name in (model.options.scopes ?? {}))]) {
        const scopes = use === null ? [] : [use];
        const lens = await rituality.queries.scopeLens({ ...all(name), scopes });
        for (const seen of lens.scopes) {
          if (seen.rows.type === 'needs-arguments') {
            expect(seen.parameters, seen.name).toHaveLength(1);
            continue;
          }
          if (use !== null && seen.name !== use.name) continue;
          const named = use === null ? seen.name : { method: [use.name, ...use.arguments] as [string] };
          const rows = await model.scope(named).count();
          expect(seen.rows, `${name}.${seen.name}`).toEqual({ type: 'counted', rows });
          expect(seen.hides).toBe((await model.unscoped().count()) - rows);
        }
      }
    }
  });

  test('counts rows where Sequelize would count joined ones', async () => {
    const lens = await library.queries.scopeLens(all('Book'));
    const Book = library.application.model('Book');
    for (const name of ['long', 'printed', 'counted', 'withAuthor']) {
      expect(glance(lens, name).rows, name).toEqual({
        type: 'counted',
        rows: await Book.scope(name).count(),
      });
    }
    const distinct = await Book.scope('withReviews').count({ distinct: true });
    expect(glance(lens, 'withReviews').rows).toEqual({ type: 'counted', rows: distinct });
    expect(glance(lens, 'cheapest').rows).toEqual({ type: 'counted', rows: 3 });
  });

  test('tells what a scope adds to the SQL', async () => {
    const lens = await library.queries.scopeLens(all('Book'));
    expect(glance(lens, 'long').sql).toBe('WHERE ("Book"."page_count" > 200)');
    expect(glance(lens, 'cheapest').sql).toBe(
      'WHERE "Book"."price" IS NOT NULL ORDER BY "Book"."price" ASC LIMIT 3',
    );
    expect(glance(lens, 'withAuthor').sql).toBe(
      'LEFT OUTER JOIN "authors" AS "author" ON "Book"."author_ref" = "author"."author_key"',
    );
    expect(glance(lens, 'counted').addedColumns).toEqual(['reviewCount']);
    expect(glance(lens, 'defaultScope')).toMatchObject({ sql: '', hides: 0, isApplied: true });
    const users = await rituality.queries.scopeLens(all('User'));
    expect(glance(users, 'defaultScope')).toMatchObject({ sql: '', hiddenColumns: ['passwordHash'] });
  });

  test('tells what a scope hides beside the rest of the spec', async () => {
    const spec = { ...all('Book'), scopes: [scope('printed')], filter: 'id < 10' };
    const lens = await library.queries.scopeLens(spec);
    expect(lens.rows).toEqual({ type: 'counted', rows: 3 });
    expect(glance(lens, 'printed')).toMatchObject({ isApplied: true, hides: 6 });
    expect(glance(lens, 'long')).toMatchObject({
      isApplied: false,
      rows: { type: 'counted', rows: 1 },
      hides: 2,
    });
  });

  test('tells which rows are soft-deleted, of a paranoid model alone', async () => {
    const lens = await library.queries.scopeLens(all('Book'));
    expect(lens.softDeleted).toEqual({
      sql: 'WHERE ("Book"."deletedAt" IS NULL)',
      rows: { type: 'counted', rows: 11 },
      hides: 1,
      isApplied: true,
    });
    expect((await library.queries.scopeLens(all('Review'))).softDeleted).toBeNull();
  });

  test('asks for arguments, and says which scope fails', async () => {
    const lens = await library.queries.scopeLens(all('Book'));
    expect(glance(lens, 'under')).toMatchObject({
      parameters: ['price'],
      rows: { type: 'needs-arguments' },
      hides: null,
    });
    expect(glance(lens, 'broken').rows).toMatchObject({ type: 'failed', report: { code: 'scope-failed' } });
    const given = await library.queries.scopeLens({ ...all('Book'), scopes: [scope('under', 2)] });
    expect(glance(given, 'under')).toMatchObject({ rows: { type: 'counted' }, arguments: [2] });
  });

  test('says what it could not count within its limit, and ends when it is cancelled', async () => {
    const holder = await library.application.sequelize.transaction();
    try {
      await library.application.sequelize.query('LOCK TABLE reviews', { transaction: holder });
      const lens = await library.queries.scopeLens(all('Review'), { limitMs: 100 });
      expect(lens.rows).toEqual({ type: 'late', limitMs: 100 });
      const abort = new AbortController();
      const cancelled = library.queries.scopeLens(all('Review'), { signal: abort.signal });
      abort.abort();
      await expect(cancelled).rejects.toMatchObject({ kind: 'interrupted' });
    } finally {
      await holder.rollback();
    }
  });

  test('is of a model', async () => {
    const table = specFor({ type: 'table', schema: 'public', name: 'books' });
    await expect(library.queries.scopeLens(table)).rejects.toMatchObject({ code: 'model-needed' });
  });
});
