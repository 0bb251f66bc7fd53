/** What the doctor is to find: each seed makes it in the clean fixture, by SQL, in the models, among the files, or by who is connected. */
import { seedsBetweenBoth } from './seeds/between-both.ts';
import { seedsElsewhere } from './seeds/elsewhere.ts';
import { seedsInDatabase } from './seeds/in-database.ts';
import { seedsInModels } from './seeds/in-models.ts';
import type { Seed } from './seeds/seed.ts';

export const seeds: readonly Seed[] = [
  ...seedsInModels,
  ...seedsBetweenBoth,
  ...seedsInDatabase,
  ...seedsElsewhere,
];

/** Each statement by itself: CONCURRENTLY and VACUUM run in no other way. */
export function statementsIn(sql: string): readonly string[] {
  return sql
    .split(/;\s*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}
