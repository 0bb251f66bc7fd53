/** The promises of paging.test.ts, tried on two thousand random tables. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { openPagingTrials } from './paging-agreement.ts';
import { typesSql } from './random-table.ts';

const tablesAtOnce = 100;
const firstSeeds = Array.from({ length: 20 }, (_, index) => 1000 + index * tablesAtOnce);

let database: TestDatabase;
let trials: ReturnType<typeof openPagingTrials>;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.execute(typesSql);
  trials = openPagingTrials(database);
});

afterAll(async () => {
  await trials.close();
  await database.drop();
});

describe('pages', () => {
  test.each(firstSeeds)(
    'of the hundred random tables from seed %i are what one SELECT gives',
    async (first) => {
      for (let seed = first; seed < first + tablesAtOnce; seed += 1) await trials.trial(seed);
      expect.hasAssertions();
    },
  );
});
