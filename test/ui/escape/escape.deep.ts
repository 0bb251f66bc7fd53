/** The promise of escape.test.ts, tried with a hundred thousand texts more than are counted there. */
import { expect, test } from 'vitest';
import { paintHostileStates } from './escape-trials.tsx';

test('no text of a hundred thousand leaves its place on the screen', async () => {
  expect(await paintHostileStates(1, 100_000)).toEqual([]);
});
