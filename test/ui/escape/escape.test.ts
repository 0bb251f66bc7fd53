import { expect, test } from 'vitest';
import { paintHostileStates } from './escape-trials.tsx';

test('no text leaves its place on the screen, whatever it holds', async () => {
  expect(await paintHostileStates(20261122, 5_000)).toEqual([]);
});

test('nor where the terminal is wide enough for two panes beside each other', async () => {
  expect(await paintHostileStates(20261123, 2_000, { columns: 200, rows: 40 })).toEqual([]);
});
