/** A short run of what fuzz.deep.ts does at length. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCompanyQueries, openLibraryQueries } from '../opened-queries.ts';
import { fuzzFilters, outsideLiterals } from './fuzz.ts';
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

describe('a thousand texts', () => {
  test('are read or explained, and no value becomes SQL text', async () => {
    const books = await fuzzFilters(library, 'Book', 1, 500);
    const people = await fuzzFilters(company, 'Person', 1_000_000, 500);
    for (const { parsed, compiled, explained } of [books, people]) {
      expect(parsed).toBeGreaterThan(50);
      expect(compiled).toBeGreaterThan(7);
      expect(explained).toBeGreaterThan(100);
    }
  }, 120_000);

  test('would show a value that got out of its quotes', () => {
    expect(outsideLiterals(`a = 'it''s zqx' AND "zqx""b" = 1`)).not.toContain('zqx');
    expect(outsideLiterals(`a = '\\' zqx`)).toContain('zqx');
  });
});

describe('each operator', () => {
  test('finds among random rows what SQL with parameters finds, for a model and a table', async () => {
    for (let seed = 1; seed <= 50; seed += 1) await operators.trial(seed);
    expect.hasAssertions();
  }, 120_000);
});
