import { expect, test } from 'vitest';
import { paintHostileStates } from './escape-trials.tsx';

test('no text leaves its place on the screen, whatever it holds', async () => {
  expect(await paintHostileStates(20261122, 15_000)).toEqual([]);
});
