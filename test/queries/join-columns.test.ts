import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Queries } from '../../src/queries/open-queries.ts';
import { specFor, type Page, type QuerySpec } from '../../src/queries/query-spec.ts';
import type { Library } from './library.ts';
import { openLibraryQueries } from './opened-queries.ts';

let library: Library;
let queries: Queries;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ application: library, queries, close } = await openLibraryQueries());
});
afterAll(() => close());

const all = (model: string): QuerySpec => specFor({ type: 'model', name: model }, null);
const scope = (name: string) => [{ name, arguments: [] }];
const names = ({ columns }: Page) => columns.map(({ name }) => name);
const column = (page: Page, name: string) => page.rows.map((row) => row[names(page).indexOf(name)]);
const json = (page: Page) =>
  JSON.stringify(
    page.rows.map((row) => Object.fromEntries(names(page).map((name, index) => [name, row[index]]))),
  );

describe('a followed belongsToMany', () => {
  test('brings the row of the join table, as the getter does', async () => {
    const shelf = await library.model('Shelf').findByPk(1);
    if (shelf === null) throw new Error('there is no shelf');
    const getBooks: unknown = Reflect.get(shelf, 'getBooks');
    if (typeof getBooks !== 'function') throw new Error('there is no getter');
    const relatedTo = { model: 'Shelf', association: 'books', value: 'A' };
    const page = await queries.page({ ...all('Book'), relatedTo });
    const books: unknown = JSON.parse(JSON.stringify(await Reflect.apply(getBooks, shelf, [])));
    const unfolded = (books as readonly { Placement: object }[]).map(({ Placement, ...book }) => ({
      ...book,
      ...Object.fromEntries(Object.entries(Placement).map(([name, value]) => [`placements.${name}`, value])),
    }));
    expect(JSON.parse(json(page))).toEqual(unfolded);
  });

  test('has the columns of the join table, under its name and by their types', async () => {
    const relatedTo = { model: 'Shelf', association: 'books', value: 'A' };
    const page = await queries.page({ ...all('Book'), relatedTo });
    const joined = page.columns.filter(({ joinTable }) => joinTable !== undefined);
    expect(
      joined.map(({ name, type, isVirtual, isPrimaryKey }) => [name, type, isVirtual, isPrimaryKey]),
    ).toEqual([
      ['placements.shelfCode', 'varchar(255)', false, false],
      ['placements.bookIsbn', 'varchar(20)', false, false],
      ['placements.row', 'integer', false, false],
      ['placements.mode', 'varchar(255)', false, false],
      ['placements.removedAt', 'timestamptz', false, false],
    ]);
    const empty = await queries.page({ ...all('Book'), relatedTo: { ...relatedTo, value: 'Z' } });
    expect(names(empty).filter((name) => name.startsWith('placements.'))).toHaveLength(5);
    const chosen = await queries.page({ ...all('Book'), relatedTo, columns: ['placements.row', 'title'] });
    expect(names(chosen)).toEqual(['placements.row', 'title']);
  });

  test('is ordered and paged by the columns of the join table', async () => {
    const relatedTo = { model: 'Shelf', association: 'books', value: 'A' };
    const spec = { ...all('Book'), relatedTo, softDeleted: 'shown' as const, limit: 1 };
    const order = [{ attribute: 'placements.mode', direction: 'desc' as const }];
    const first = await queries.page({ ...spec, order });
    expect(column(first, 'placements.mode')).toEqual(['stay']);
    const [bookmark] = first.bookmarks;
    if (bookmark === undefined) throw new Error('no bookmark');
    const second = await queries.page({ ...spec, order, place: { type: 'after', bookmark } });
    expect(column(second, 'placements.mode')).toEqual(['loan']);
    expect(second.hasBefore).toBe(true);
    await expect(queries.page({ ...spec, order, scopes: scope('withReviews') })).rejects.toMatchObject({
      code: 'order-impossible',
    });
    await expect(queries.page({ ...spec, columns: ['placements.rwo'] })).rejects.toMatchObject({
      code: 'unknown-attribute',
    });
  });
});
