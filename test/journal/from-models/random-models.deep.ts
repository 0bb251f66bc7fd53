/** From any models to any others: nothing differs after `up`, and `down` leads back. */
import { describe, expect, it } from 'vitest';
import { changedSet, definitionOf, randomFrom, randomSet } from './random-models.ts';
import { round } from './models-project.ts';

const rounds = Number(process.env['ROUNDS'] ?? 100);
const first = Number(process.env['SEED'] ?? 1);

describe('models made up at random', () => {
  for (let seed = first; seed < first + rounds; seed += 1) {
    it(`are reached and left again, seed ${String(seed)}`, async () => {
      const random = randomFrom(seed);
      const before = randomSet(random);
      const after = random() < 0.7 ? changedSet(before, random) : randomSet(random);
      const schema = 'CREATE SCHEMA IF NOT EXISTS "Other"';
      const { draft, leftAfterUp, isRestored } = await round(definitionOf(before), definitionOf(after), {
        prepare: schema,
        first: schema,
        isOptional: true,
        isDrafted: true,
      });
      expect(draft.problems).toEqual([]);
      if (draft.file !== null)
        expect(draft.proof).toMatchObject({ verdict: 'proved', left: [], error: null });
      expect(leftAfterUp).toEqual([]);
      expect(isRestored).toBe(true);
    });
  }
});
