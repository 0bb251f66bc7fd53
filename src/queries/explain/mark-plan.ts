/**
 * What of a plan is worth a look, rule by rule, each with the section of the PostgreSQL manual it rests on. Pure; what has to be known
 * of tables is read elsewhere (table-facts.ts).
 */
import { indexMarks } from './index-marks.ts';
import type { Explanation, PlanMark, PlanNode } from './plan.ts';
import type { TableFacts } from './table-facts.ts';

/** Own share of the time from which a node is slow, in a plan that takes long enough to matter. */
const slowShare = 0.25;
const leastSlowMs = 1;
/** Off by so much, in a node of at least so many rows in all. */
const estimateFactor = 10;
const leastRows = 100;

/** What a node's place says about it. */
interface Place {
  readonly parent: PlanNode | null;
  /** True where something above may stop reading before the last row (manual, 14.1.3). */
  readonly mayStopEarly: boolean;
  readonly isTimed: boolean;
}

/** The plan with its marks. `tables` are the facts of the tables in it, as far as they are known. */
export function markPlan<T extends Pick<Explanation, 'plan' | 'shareOf'>>(
  explanation: T,
  tables: readonly TableFacts[],
): T {
  const isTimed = explanation.shareOf === 'time';
  const hints = indexMarks(explanation.plan, tables);
  const mark = (node: PlanNode, place: Place): PlanNode => ({
    ...node,
    marks: [...ownMarks(node, place), ...(hints.get(node.id) ?? [])],
    children: node.children.map((child, index) =>
      mark(child, { parent: node, mayStopEarly: stopsEarly(node, index, place), isTimed }),
    ),
  });
  return { ...explanation, plan: mark(explanation.plan, { parent: null, mayStopEarly: false, isTimed }) };
}

function ownMarks(node: PlanNode, place: Place): readonly PlanMark[] {
  if (node.actual?.loops === 0) {
    // Only the topmost of a branch: what is below it could not be executed either.
    if (place.parent?.actual?.loops === 0) return [];
    return [{ type: 'never-executed', text: 'It was never executed.', section: '14.1' }];
  }
  return [slowMark(node, place), estimateMark(node, place), spillMark(node)].filter((mark) => mark !== null);
}

/** 14.1: the time of a node includes that of its children; what is left is its own. */
function slowMark(node: PlanNode, { isTimed }: Place): PlanMark | null {
  if (!isTimed || node.share < slowShare || (node.ownMs ?? 0) < leastSlowMs) return null;
  const percent = Math.round(node.share * 100);
  return { type: 'slow', share: node.share, text: `It takes ${percent} % of the time.`, section: '14.1' };
}

/** 14.2: the planner knows tables by the statistics of the last ANALYZE. Both numbers are of one loop. */
function estimateMark(node: PlanNode, { mayStopEarly }: Place): PlanMark | null {
  const { actual, plannedRows } = node;
  if (actual === null || hasNoRowCount(node)) return null;
  const most = Math.max(actual.rows, plannedRows) * actual.loops;
  const factor = Math.max(actual.rows, 1) / Math.max(plannedRows, 1);
  const isMore = factor >= estimateFactor;
  const isFewer = 1 / factor >= estimateFactor && !mayStopEarly;
  if (most < leastRows || !(isMore || isFewer)) return null;
  const off = isMore ? factor : 1 / factor;
  const times = off >= 10 ? Math.round(off) : Math.round(off * 10) / 10;
  const direction = isMore ? 'more' : 'fewer';
  return {
    type: 'estimate',
    factor: off,
    direction,
    text: `${times} times ${direction} rows than planned: ANALYZE${tableOf(node)}, or more statistics, may help.`,
    section: '14.2',
  };
}

function tableOf({ relation }: PlanNode): string {
  return relation === null ? '' : ` ${relation.name}`;
}

/** 14.1.3: BitmapAnd and BitmapOr always report zero rows; what modifies gives rows only with RETURNING. */
function hasNoRowCount({ type, plannedRows }: PlanNode): boolean {
  return type === 'BitmapAnd' || type === 'BitmapOr' || (type === 'ModifyTable' && plannedRows === 0);
}

/** 20.4.1, work_mem. */
function spillMark({ spill }: PlanNode): PlanMark | null {
  if (spill === null) return null;
  const { kilobytes } = spill;
  const size = kilobytes === null ? '' : ` ${kilobytes} kB`;
  return {
    type: 'disk',
    kilobytes,
    text: `It did not fit into work_mem and wrote${size} to disk.`,
    section: '20.4.1',
  };
}

/** They take all of their input before they give a row. */
const takesAll = /^(?:Sort|Aggregate|Hash|Materialize|ModifyTable|SetOp|WindowAgg)$/;

/** 14.1.3: below a Limit, in a semi or anti join's inner side, and in a merge join whose other side has ended. */
function stopsEarly(node: PlanNode, childIndex: number, above: Place): boolean {
  const { type, title } = node;
  if (type === 'Limit' || type === 'Merge Join') return true;
  if (/\b(?:Semi|Anti) Join$/.test(title) && type !== 'Hash Join' && childIndex === 1) return true;
  if (takesAll.test(type) && !/^(?:Partial |Finalize )?GroupAggregate$/.test(title)) return false;
  return above.mayStopEarly;
}
