/** Random filters that parse: the model's way and the table's way are two compilers, and must agree on every one. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ConsoleError } from '../../../src/errors.ts';
import type { Queries } from '../../../src/queries/open-queries.ts';
import { specFor, type ReadSource } from '../../../src/queries/query-spec.ts';
import { randomFrom } from '../random.ts';
import { openLibraryQueries } from '../opened-queries.ts';

let queries: Queries;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ queries, close } = await openLibraryQueries());
});
afterAll(() => close());

const columns: readonly string[] = [
  ...[
    'id',
    'isbn_code',
    'book_title',
    'genre',
    'page_count',
    'price',
    'weight',
    'sold',
    'in_print',
    'published_on',
  ],
  ...['reviewed_at', 'tags', 'book_details', 'scan', 'uuid', 'address', 'loan_days', 'author_ref', 'nothing'],
  ...[
    'book_details.theme',
    'book_details.size',
    'book_details.beta',
    'book_details.deep."dark mode"',
    'isbn_code.x',
  ],
];
const values: readonly string[] = [
  ...[
    '1',
    '40',
    '-3',
    '2.5',
    '1e3',
    '9007199254740993',
    '99999999999999999999',
    'true',
    'false',
    'null',
    '"null"',
  ],
  ...[
    '"Book A"',
    'ada',
    'novel',
    'poem',
    '%a%',
    '"50\\%"',
    "'it''s'",
    `"x'; DROP TABLE books; --"`,
    '"\\\\"',
    '"$1"',
    '":a ?"',
  ],
  ...['2026-01-05', '2026-01-05T12:00:00Z', '7d', '1y', '10.0.0.3', '"[1,11)"', 't1', 'all', '""', '名前'],
  ...['00000000-0000-4000-8000-000000000003', 'dark', '6'],
];
const operators: readonly string[] = ['=', '!=', '<>', '<', '<=', '>', '>=', '~', '!~'];

type Outcome = { readonly ids: readonly unknown[] } | { readonly failed: string };

async function read(source: ReadSource, filter: string): Promise<Outcome> {
  const spec = { ...specFor(source, 50), filter, columns: ['id'], softDeleted: 'shown' as const };
  try {
    return { ids: (await queries.page(spec)).rows.map(([id]) => id) };
  } catch (error) {
    if (!(error instanceof ConsoleError)) throw error;
    // A value that only the server can read, such as an address: its errors of class 22 (data exception).
    return { failed: error.details.sqlState ?? error.code };
  }
}

/** What a refused filter is refused with; of several faults in one filter the two ways may meet another one first. */
const explained = /^(22...|filter-value|filter-path|unknown-attribute)$/;

test('six hundred random filters find the same rows through a model and through its table', async () => {
  const random = randomFrom(4_711);
  const pick = (from: readonly string[]) => from[random(from.length)] ?? '';
  const condition = (): string => {
    const name = pick(columns);
    const not = random(2) === 0 ? 'not ' : '';
    switch (random(7)) {
      case 0:
        return name;
      case 1:
        return `${name} ${not}in (${Array.from({ length: 1 + random(3) }, () => pick(values)).join(', ')})`;
      case 2:
        return `${name} ${not}between ${pick(values)} and ${pick(values)}`;
      case 3:
        return `${name} is ${not}null`;
      default:
        return `${name} ${pick(operators)} ${pick(values)}`;
    }
  };
  const filterText = (depth: number): string => {
    if (depth === 0 || random(3) > 0) return condition();
    const joined = `${filterText(depth - 1)} ${random(2) === 0 ? 'and' : 'or'} ${filterText(depth - 1)}`;
    return `${random(3) === 0 ? 'not ' : ''}(${joined})`;
  };

  let found = 0;
  for (let round = 0; round < 600; round += 1) {
    const filter = filterText(2);
    const model = await read({ type: 'model', name: 'Book' }, filter);
    const table = await read({ type: 'table', schema: 'public', name: 'books' }, filter);
    if ('ids' in model || 'ids' in table) expect(model, filter).toEqual(table);
    else
      expect([model.failed, table.failed], filter).toEqual([
        expect.stringMatching(explained),
        expect.stringMatching(explained),
      ]);
    if ('ids' in model) found += 1;
  }
  expect(found).toBeGreaterThan(150);
});
