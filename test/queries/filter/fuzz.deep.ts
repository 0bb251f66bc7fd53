/** A hundred thousand filters, and three thousand trials of an operator; fuzz.test.ts has a few of each. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCompanyQueries, openLibraryQueries } from '../opened-queries.ts';
import { fuzzFilters } from './fuzz.ts';
import { openOperatorTrials, type OperatorTrials } from './operator-agreement.ts';

let library: Awaited<ReturnType<typeof openLibraryQueries>>;
let company: Awaited<ReturnType<typeof openCompanyQueries>>;
let operators: OperatorTrials;
beforeAll(async () => {
  library = await openLibraryQueries();
  company = await openCompanyQueries();
  operators = await openOperatorTrials();
});
afterAll(() => Promise.all([library.close(), company.close(), operators.close()]));

test('a hundred thousand texts are read or explained, and no value becomes SQL text', async () => {
  const books = await fuzzFilters(library, 'Book', 10_000_000, 50_000);
  const people = await fuzzFilters(company, 'Person', 20_000_000, 50_000);
  expect(books.parsed + people.parsed).toBeGreaterThan(10_000);
  expect(books.compiled + people.compiled).toBeGreaterThan(1000);
});

test('three thousand conditions find what SQL with parameters finds', async () => {
  for (let seed = 1000; seed < 4000; seed += 1) await operators.trial(seed);
  expect.hasAssertions();
});
