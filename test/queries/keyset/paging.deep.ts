/** The promises of paging.test.ts, tried on two thousand random tables. */
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
  test('of two thousand random tables are what one SELECT gives', async () => {
    for (let seed = 1000; seed < 3000; seed += 1) await trials.trial(seed);
    expect.hasAssertions();
  });
});
