import { expect, it } from 'vitest';
import { settleWithin } from '../../src/session/within.ts';

it('waits for what ends in time, well or badly', async () => {
  let hasEnded = false;
  await settleWithin(
    Promise.resolve().then(() => {
      hasEnded = true;
    }),
    10_000,
  );
  expect(hasEnded).toBe(true);
  await expect(settleWithin(Promise.reject(new Error('closed badly')), 10_000)).resolves.toBeUndefined();
});

it('stops waiting at the limit', async () => {
  const never = new Promise(() => undefined);
  await expect(settleWithin(never, 5)).resolves.toBeUndefined();
});
