/** Pages of random tables; `npm run test:deep` tries more of them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { openPagingTrials } from './paging-agreement.ts';
import { typesSql } from './random-table.ts';

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
  test('of random tables are what one SELECT gives, both ways, while rows come and go', async () => {
    for (let seed = 1; seed <= 15; seed += 1) await trials.trial(seed);
    expect.hasAssertions();
  });
});
