/**
 * The time of each node of a plan, and how much of it is its own. EXPLAIN gives an average a loop, children included (manual, 14.1.3);
 * beneath a Gather the loops are those of all processes, which worked side by side. Pure.
 */
import { numberIn, objectsIn, textIn, type RawObject } from './raw-plan.ts';

export interface NodeTime {
  /** All loops, children included; null without timing. */
  readonly totalMs: number | null;
  readonly ownMs: number | null;
  /** The same for the planner's cost, which is always known. */
  readonly ownCost: number;
}

/** By node of the JSON. */
export function timesOf(top: RawObject): ReadonlyMap<RawObject, NodeTime> {
  const totals = new Map<RawObject, number | null>();
  const shared = new Map<RawObject, number>();
  addTotals(top, 1, totals);
  shareCtes(top, totals, shared);
  const times = new Map<RawObject, NodeTime>();
  for (const [raw, totalMs] of totals) {
    const inputs = inputsOf(raw);
    const below = inputs.reduce((sum, child) => sum + (totals.get(child) ?? 0), 0);
    const ownMs = totalMs === null ? null : Math.max(0, totalMs - below - (shared.get(raw) ?? 0));
    times.set(raw, { totalMs, ownMs, ownCost: ownCost(raw, inputs) });
  }
  return times;
}

/** A CTE is worked out where it is first read, so its time is in the CTE Scans, not in the node that it is listed at. */
function inputsOf(raw: RawObject): readonly RawObject[] {
  return objectsIn(raw['Plans']).filter((child) => cteNameOf(child) === null);
}

export function cteNameOf(raw: RawObject): string | null {
  return /^CTE (.+)$/.exec(textIn(raw, 'Subplan Name') ?? '')?.[1] ?? null;
}

function addTotals(raw: RawObject, processes: number, totals: Map<RawObject, number | null>): void {
  const time = numberIn(raw, 'Actual Total Time');
  const loops = numberIn(raw, 'Actual Loops');
  const isRun = time !== null && loops !== null;
  totals.set(raw, isRun ? (time * loops) / Math.max(1, Math.min(processes, loops)) : loops === 0 ? 0 : null);
  const launched = numberIn(raw, 'Workers Launched');
  const isGather = /^Gather(?: Merge)?$/.test(textIn(raw, 'Node Type') ?? '');
  // The leader helps unless it is told not to (parallel_leader_participation).
  const below = isGather ? Math.max(1, (launched ?? 0) + 1) : processes;
  for (const child of objectsIn(raw['Plans'])) addTotals(child, below, totals);
}

/** What each CTE took, taken from those who scan it, the longest first. */
function shareCtes(
  top: RawObject,
  totals: ReadonlyMap<RawObject, number | null>,
  shared: Map<RawObject, number>,
): void {
  const all = [...totals.keys()];
  for (const cte of all) {
    const name = cteNameOf(cte);
    if (name === null) continue;
    let left = totals.get(cte) ?? 0;
    const scans = all
      .filter((raw) => textIn(raw, 'CTE Name') === name && raw !== top)
      .sort((a, b) => (totals.get(b) ?? 0) - (totals.get(a) ?? 0));
    for (const scan of scans) {
      const taken = Math.min(left, totals.get(scan) ?? 0);
      shared.set(scan, (shared.get(scan) ?? 0) + taken);
      left -= taken;
    }
  }
}

/** A nested loop's inner side is planned for one loop and paid for once an outer row; a Limit's input is not paid for whole. */
function ownCost(raw: RawObject, inputs: readonly RawObject[]): number {
  const total = numberIn(raw, 'Total Cost') ?? 0;
  const below = inputs.reduce((sum, child) => sum + (numberIn(child, 'Total Cost') ?? 0), 0);
  return Math.max(0, total - below);
}
