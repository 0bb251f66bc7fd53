/** Own times of plans whose times are known by construction. */
import { describe, expect, it } from 'vitest';
import { markPlan } from '../../../src/queries/explain/mark-plan.ts';
import type { PlanNode } from '../../../src/queries/explain/plan.ts';
import { readPlan } from '../../../src/queries/explain/read-plan.ts';

type Raw = Readonly<Record<string, unknown>>;

const ran = (type: string, time: number, loops: number, rest: Raw = {}, ...plans: readonly Raw[]): Raw => ({
  'Node Type': type,
  'Total Cost': 1,
  'Plan Rows': 1,
  'Actual Rows': 1,
  'Actual Startup Time': 0,
  'Actual Total Time': time,
  'Actual Loops': loops,
  ...rest,
  ...(plans.length === 0 ? {} : { Plans: plans }),
});

function planOf(top: Raw): PlanNode {
  const read = readPlan([{ Plan: top }]);
  if (read === null) throw new Error('no plan');
  return markPlan(read, []).plan;
}

function ownTimes(node: PlanNode): readonly (readonly [string, number | null])[] {
  return [[node.title, node.ownMs] as const, ...node.children.flatMap(ownTimes)];
}

describe('the own time of a node', () => {
  it('leaves out its children, of all their loops', () => {
    const plan = planOf(ran('Nested Loop', 100, 1, {}, ran('Seq Scan', 10, 1), ran('Index Scan', 0.5, 100)));
    expect(ownTimes(plan)).toEqual([
      ['Nested Loop', 40],
      ['Seq Scan', 10],
      ['Index Scan', 50],
    ]);
    expect(plan.children[1]?.share).toBe(0.5);
  });

  it('is that of one process beneath a Gather', () => {
    const scan = ran('Seq Scan', 30, 3, { 'Parallel Aware': true });
    expect(ownTimes(planOf(ran('Gather', 35, 1, { 'Workers Launched': 2 }, scan)))).toEqual([
      ['Gather', 5],
      ['Parallel Seq Scan', 30],
    ]);
  });

  it('of a CTE is taken from the scan that waited for it, not from the node it is listed at', () => {
    const cte = ran('Seq Scan', 40, 1, { 'Subplan Name': 'CTE recent', 'Parent Relationship': 'InitPlan' });
    const scan = ran('CTE Scan', 45, 1, { 'CTE Name': 'recent' });
    const plan = planOf(ran('Sort', 50, 1, {}, cte, scan));
    expect(ownTimes(plan)).toEqual([
      ['Sort', 5],
      ['Seq Scan', 40],
      ['CTE Scan', 5],
    ]);
    expect(plan.children[0]?.role).toBe('CTE recent');
  });

  it('is never less than nothing, and nothing for what was never executed', () => {
    const plan = planOf(ran('Limit', 1, 1, {}, ran('Sort', 2, 1), ran('Seq Scan', 0, 0)));
    expect(ownTimes(plan).map(([, own]) => own)).toEqual([0, 2, 0]);
  });
});

describe('marks by rule', () => {
  const marksOf = (node: PlanNode | undefined) => node?.marks.map(({ type }) => type);

  it('call slow what takes a quarter of a time worth measuring', () => {
    expect(marksOf(planOf(ran('Seq Scan', 4, 1)))).toEqual(['slow']);
    expect(marksOf(planOf(ran('Seq Scan', 0.4, 1)))).toEqual([]);
  });

  it('do not call an estimate wrong where a Limit stopped the reading, but do behind a Sort', () => {
    const few = { 'Plan Rows': 100_000, 'Actual Rows': 5 };
    const below = planOf(ran('Limit', 0.1, 1, {}, ran('Index Scan', 0.1, 1, few)));
    expect(marksOf(below.children[0])).toEqual([]);
    const sorted = planOf(ran('Limit', 0.1, 1, {}, ran('Sort', 0.1, 1, {}, ran('Seq Scan', 0.1, 1, few))));
    expect(marksOf(sorted.children[0]?.children[0])).toEqual(['estimate']);
  });

  it('consider all loops before a number of rows is too small to matter', () => {
    const off = { 'Plan Rows': 1, 'Actual Rows': 20 };
    expect(marksOf(planOf(ran('Index Scan', 0, 1, off)))).toEqual([]);
    expect(marksOf(planOf(ran('Index Scan', 0, 50, off)))).toEqual(['estimate']);
  });

  it('mark the topmost node alone that was never executed', () => {
    const never = ran('Sort', 0, 0, {}, ran('Seq Scan', 0, 0));
    const plan = planOf(ran('Append', 0.1, 1, {}, never));
    expect(marksOf(plan.children[0])).toEqual(['never-executed']);
    expect(marksOf(plan.children[0]?.children[0])).toEqual([]);
  });

  it('take a hash in several batches, and a sort of a worker, for what did not fit', () => {
    expect(marksOf(planOf(ran('Hash', 0, 1, { 'Hash Batches': 4 })))).toEqual(['disk']);
    const worker = { 'Sort Space Type': 'Disk', 'Sort Space Used': 900 };
    const sort = planOf(ran('Sort', 0, 2, { Workers: [worker] }));
    expect(sort.marks).toMatchObject([{ type: 'disk', kilobytes: 900 }]);
  });

  it('pay no heed to what reports no rows of its own', () => {
    expect(marksOf(planOf(ran('BitmapAnd', 0, 1, { 'Plan Rows': 9000, 'Actual Rows': 0 })))).toEqual([]);
  });
});
