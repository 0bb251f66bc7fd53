/** Cases as tests: one after the other, each through both tools at once, on the one server of the run by way of a port of 127.0.0.1. */
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
  /** Those that fail. */
  unexpected: number;
  readonly used: Set<DifferenceId>;
}

/** A dozen processes, on a machine that may be busy. */
const timeLimitMs = 180_000;

/** Makes a test of each case; what they found is there once they have run. */
export function compareTools(cases: readonly ComparisonCase[]): CompareCounts {
  const counts: CompareCounts = { same: 0, intended: 0, unexpected: 0, used: new Set() };
  let proxy: CountingProxy;
  beforeAll(async () => {
    // sequelize-cli drops the query of a URL, and a socket's directory stands there.
    proxy = await openCountingProxy(testServer());
  });
  afterAll(async () => proxy.close());

  it.each(cases.map((comparison) => [comparison.name, comparison] as const))(
    '%s',
    { timeout: timeLimitMs },
    async (_, comparison) => {
      const { port } = proxy.target;
      const [theirs, ours] = await Promise.all([
        runCase(comparison, 'sequelize-cli', port),
        runCase(comparison, 'seqscope', port),
      ]);
      const { mismatches, used } = compareOutcomes(comparison, theirs, ours);
      const unintended = mismatches.filter(({ explainedBy }) => explainedBy === null);
      const named = comparison.differences ?? [];
      const unseen = named.filter((id) => !used.includes(id));
      for (const id of used) counts.used.add(id);
      if (unintended.length > 0 || unseen.length > 0) counts.unexpected += 1;
      else if (named.length === 0) counts.same += 1;
      else counts.intended += 1;
      expect(unintended.map(mismatchText).join('\n')).toBe('');
      expect(unseen, 'named, and not to be seen').toEqual([]);
    },
  );
  return counts;
}
