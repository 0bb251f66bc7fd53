/** The promise of escape.test.ts, tried with a hundred thousand texts. */
import { expect, test } from 'vitest';
import { printHostileTexts } from './escape-trials.ts';

test('no printed text of a hundred thousand leaves its place', async () => {
  expect(await printHostileTexts(1, 100_000)).toEqual([]);
});
