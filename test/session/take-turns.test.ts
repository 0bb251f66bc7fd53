import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { takeTurns } from '../../src/session/take-turns.ts';

it('takes turns in the order asked for, one at a time', async () => {
  const inTurn = takeTurns();
  const log: string[] = [];
  const work = (name: string, ms: number) => async () => {
    log.push(`${name} starts`);
    await delay(ms);
    log.push(`${name} ends`);
    return name;
  };
  expect(await Promise.all([inTurn(work('slow', 20)), inTurn(work('quick', 0))])).toEqual(['slow', 'quick']);
  expect(log).toEqual(['slow starts', 'slow ends', 'quick starts', 'quick ends']);
});

it('goes on with the next turn after one that failed', async () => {
  const inTurn = takeTurns();
  const failed = inTurn(() => Promise.reject(new Error('no')));
  await expect(failed).rejects.toThrow('no');
  expect(await inTurn(async () => 'yes')).toBe('yes');
});
