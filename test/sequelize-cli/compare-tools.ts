/** Cases as tests: two at a time, each through both tools, on the one server of the run by way of a port of 127.0.0.1. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CountingProxy, openCountingProxy } from '../support/counting-proxy.ts';
import { testServer } from '../support/postgres.ts';
import { compareOutcomes, mismatchText } from './compare.ts';
import type { ComparisonCase } from './comparison-case.ts';
import type { DifferenceId } from './differences.ts';
import { runCase } from './run-case.ts';

export interface CompareCounts {
  /** Cases in which nothing differs but what differs everywhere. */
  same: number;
  /** Cases in which something differs, all of it intended. */
  intended: number;
  readonly used: Set<DifferenceId>;
}

/** Makes a test of each case; what they found is there once they have run. */
export function compareTools(cases: readonly ComparisonCase[]): CompareCounts {
  const counts: CompareCounts = { same: 0, intended: 0, used: new Set() };
  const withTurn = turns(2);
  let proxy: CountingProxy;
  beforeAll(async () => {
    // sequelize-cli drops the query of a URL, and a socket's directory stands there.
    proxy = await openCountingProxy(testServer());
  });
  afterAll(async () => proxy.close());

  it.concurrent.each(cases.map((comparison) => [comparison.name, comparison] as const))(
    '%s',
    async (_, comparison) => {
      const { port } = proxy.target;
      const [theirs, ours] = await withTurn(
        async () =>
          [
            await runCase(comparison, 'sequelize-cli', port),
            await runCase(comparison, 'seqscope', port),
          ] as const,
      );
      const { mismatches, used } = compareOutcomes(comparison, theirs, ours);
      const unintended = mismatches.filter(({ explainedBy }) => explainedBy === null);
      expect(unintended.map(mismatchText).join('\n')).toBe('');
      const named = comparison.differences ?? [];
      expect(
        named.filter((id) => !used.includes(id)),
        'named, and not to be seen',
      ).toEqual([]);
      for (const id of used) counts.used.add(id);
      if (named.length === 0) counts.same += 1;
      else counts.intended += 1;
    },
  );
  return counts;
}

/** Lets `limit` pieces of work run at a time. */
function turns(limit: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let underWay = 0;
  return async (work) => {
    if (underWay >= limit) await new Promise<void>((settle) => waiting.push(settle));
    underWay += 1;
    try {
      return await work();
    } finally {
      underWay -= 1;
      waiting.shift()?.();
    }
  };
}
