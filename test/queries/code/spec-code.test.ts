import { describe, expect, it } from 'vitest';
import {
  includeOf,
  sourceName,
  specFor,
  type IncludeUse,
  type QuerySpec,
} from '../../../src/queries/query-spec.ts';
import { bookSpec as book, useBoth, userSpec as user } from './opened-both.ts';
import { runCode } from './run-code.ts';

const both = useBoth();

const required = (association: string): IncludeUse => ({ ...includeOf(association), required: true });

async function codeOf(spec: QuerySpec, withImports = false): Promise<string> {
  const { queries } = sourceName(spec.source) === 'User' ? both.rituality : both.library;
  return (await queries.code(spec, { withImports })).text;
}

/** The rows of the code beside the page's. */
async function agreement(spec: QuerySpec, key = 'id'): Promise<readonly [unknown, unknown]> {
  const { queries, application } = sourceName(spec.source) === 'User' ? both.rituality : both.library;
  const page = await queries.page({ ...spec });
  const place = page.columns.findIndex(({ name }) => name === key);
  const rows = (await runCode(await codeOf(spec), application.sequelize)) as readonly Record<
    string,
    unknown
  >[];
  return [rows.map((row) => row[key]), page.rows.map((row) => row[place])];
}

describe('the code of a spec', () => {
  it('is a finder of the model', async () => {
    expect(await codeOf(user())).toBe('await User.findAll()');
  });

  it('reads like the example', async () => {
    const spec = user({
      scopes: [
        { name: 'active', arguments: [] },
        { name: 'registeredSince', arguments: ['2025-01-01'] },
      ],
      filter: 'emailVerified and createdAt > 2025-02-01',
      order: [{ attribute: 'createdAt', direction: 'desc' }],
      limit: 100,
    });
    expect(await codeOf(spec)).toMatchInlineSnapshot(`
      "await User.scope('active', { method: ['registeredSince', '2025-01-01'] }).findAll({
        where: {
          emailVerified: true,
          [Op.and]: [{ createdAt: { [Op.gt]: new Date('2025-02-01T00:00:00.000Z') } }],
        },
        order: [['createdAt', 'DESC'], ['id', 'DESC']],
        limit: 100,
      })"
    `);
    const [code, page] = await agreement(spec);
    expect(code).toEqual(page);
  });

  it('names an association that has no alias of its own', async () => {
    const spec: QuerySpec = {
      ...specFor({ type: 'model', name: 'Placement' }, null),
      includes: [includeOf('Shelf'), { ...includeOf('Book'), includes: [includeOf('author')] }],
    };
    expect(await codeOf(spec)).toContain("include: ['Shelf', { association: 'Book'");
    const [ran, read] = await agreement(spec, 'bookIsbn');
    expect(ran).toEqual(read);
    expect(ran).toContain('isbn-2');
  });

  it('imports what it uses in the manner of its language', async () => {
    const spec = user({ filter: 'status != active' });
    const { queries } = both.rituality;
    const { text } = await queries.code(spec, { withImports: true, language: 'typescript' });
    expect(text).toMatchInlineSnapshot(`
      "import { Op } from 'sequelize';

      await User.findAll({ where: { status: { [Op.ne]: 'active' } } });"
    `);
    expect(await codeOf(spec, true)).toMatch(/^const \{ Op \} = require\('sequelize'\);\n\nawait/);
  });

  it.each([
    [
      'an attribute that a scope has a condition on',
      { scopes: [{ name: 'active', arguments: [] }], filter: 'status != pending or deleted' },
    ],
    [
      'the same attribute as a scope',
      { scopes: [{ name: 'active', arguments: [] }], filter: 'status = active' },
    ],
    ['related rows', { filter: 'devices.platform = ios or not role.name = admin' }],
    ['a search', { search: 'ad', limit: 3 }],
    ['no default scope', { isUnscoped: true, softDeleted: 'shown' as const }],
    ['few columns', { columns: ['id', 'email'], limit: 2, place: { type: 'offset' as const, offset: 1 } }],
  ])('finds the rows of %s', async (_what, rest) => {
    const [code, page] = await agreement(user(rest));
    expect(code).toEqual(page);
    expect(page).not.toEqual([]);
  });

  it.each<[string, Partial<QuerySpec>]>([
    [
      'a scope whose conditions would be lost',
      { scopes: [{ name: 'long', arguments: [] }], filter: 'pages < 400 and (price > 1 or inPrint)' },
    ],
    ['a scope with an order and a limit', { scopes: [{ name: 'cheapest', arguments: [] }] }],
    [
      'another order than the scope has',
      { scopes: [{ name: 'cheapest', arguments: [] }], order: [{ attribute: 'id', direction: 'desc' }] },
    ],
    [
      'a scope that joins several',
      { scopes: [{ name: 'withReviews', arguments: [] }], limit: 3, filter: 'reviews.stars > 3' },
    ],
    [
      'a scope that joins, without',
      {
        scopes: [
          { name: 'long', arguments: [] },
          { name: 'withReviews', arguments: [] },
        ],
        filter: 'reviews.stars > 3 and price > 1',
      },
    ],
    ['JSON and arrays', { filter: 'details.theme = dark and (tags = all or details."dark mode" is null)' }],
    ['types without literals', { filter: 'address = 10.0.0.3 or loanDays = "[5,15)"' }],
    ['large numbers', { filter: 'sold > 9007199254740993' }],
    ['a to-many of one record', { relatedTo: { model: 'Author', association: 'books', value: 'ada' } }],
    [
      'rows behind a join table',
      {
        relatedTo: { model: 'Shelf', association: 'loans', value: 'A' },
        order: [{ attribute: 'placements.row', direction: 'desc' }],
        limit: 2,
      },
    ],
    [
      'rows behind a join table, scoped',
      {
        relatedTo: { model: 'Shelf', association: 'books', value: 'A' },
        scopes: [{ name: 'long', arguments: [] }],
        filter: 'id > 0',
        softDeleted: 'shown',
      },
    ],
    ['nothing related', { relatedTo: { model: 'Author', association: 'books', value: null } }],
    [
      'a limit of those that an optional include requires more of',
      {
        limit: 3,
        includes: [includeOf('reviews'), { ...includeOf('praise'), includes: [required('subject')] }],
      },
    ],
    [
      'a limit of those that an optional include with a condition requires more of',
      {
        limit: 1,
        includes: [
          { ...includeOf('shelves'), required: false, filter: 'code = A', includes: [required('books')] },
        ],
      },
    ],
    [
      'a limit of those that have what requires more',
      { limit: 2, includes: [{ ...required('reviews'), includes: [required('siblings')] }] },
    ],
    [
      'not of many things',
      { filter: 'not (inPrint and price between 1 and 3) and not (genre in (novel, poem) or title ~ "%b")' },
    ],
  ])('finds the rows of %s', async (_what, rest) => {
    const [code, page] = await agreement(book(rest));
    expect(code).toEqual(page);
  });

  it('keeps out of the subquery what an optional include requires', async () => {
    const includes = [includeOf('reviews'), { ...includeOf('praise'), includes: [required('subject')] }];
    expect(await codeOf(book({ limit: 3, includes }))).toMatchInlineSnapshot(`
      "await Book.findAll({
        include: [
          'reviews',
          {
            association: 'praise',
            include: [{ association: 'subject', required: true, subQuery: false }],
            subQuery: false,
          },
        ],
        order: [['id', 'ASC']],
        limit: 3,
      })"
    `);
  });

  it('of a table is its statement', async () => {
    const spec: QuerySpec = {
      ...specFor({ type: 'table', schema: 'public', name: 'readings' }, 2),
      filter: 'device = d1',
    };
    const { text } = await both.library.queries.code(spec);
    expect(text).toMatchInlineSnapshot(`
      "await sequelize.query(
        \`SELECT "device", "value" FROM "public"."readings" WHERE "device" = 'd1' ORDER BY "readings"."ctid" ASC LIMIT 2\`,
        { type: QueryTypes.SELECT },
      )"
    `);
    expect(await runCode(text, both.library.application.sequelize)).toHaveLength(2);
  });

  it('is broken where it is long', async () => {
    expect(
      await codeOf(
        book({
          scopes: [{ name: 'long', arguments: [] }],
          filter: 'title ~ "O\'B%" and reviews(stars > 3 and reader = x) and (price > 1 or price is null)',
          limit: 5,
        }),
      ),
    ).toMatchInlineSnapshot(`
      "await Book.unscoped().findAll({
        where: {
          pages: { [Op.gt]: 200 },
          title: { [Op.iLike]: "O'B%" },
          [Op.or]: [{ price: { [Op.gt]: 1 } }, { price: null }],
          [Op.and]: [
            /* reviews(stars > 3 and reader = x) */ sequelize.literal(
              \`EXISTS (SELECT 1 FROM "reviews" AS "seqscope_1" WHERE ("seqscope_1"."book" = "Book"."id" AND (("seqscope_1"."stars" > 3 AND "seqscope_1"."reader" = 'x'))))\`,
            ),
          ],
        },
        order: [['id', 'ASC']],
        limit: 5,
      })"
    `);
  });
});
