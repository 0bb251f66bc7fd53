/** Searches of many random tables, stretch by stretch. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { typesSql } from '../keyset/random-table.ts';
import { openSearchTrials, type SearchTrials } from './search-agreement.ts';

let database: TestDatabase;
let trials: SearchTrials;

beforeAll(async () => {
  database = await createTestDatabase();
  const [row] = await database.execute('SELECT current_database() AS name');
  await database.execute(`${typesSql}; ALTER DATABASE "${String(row?.['name'])}" SET enable_sort = off`);
  trials = openSearchTrials(database);
});

afterAll(async () => {
  await trials.close();
  await database.drop();
});

test('searches of random tables find, stretch by stretch, what one SELECT finds', async () => {
  for (let seed = 1001; seed <= 1600; seed += 1) await trials.trial(seed);
  expect.hasAssertions();
});
