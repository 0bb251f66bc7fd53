/** The JSON of EXPLAIN as an Explanation, without marks. Pure. */
import { conditionsOf, detailsOf, roleOf, titleOf } from './node-words.ts';
import { timesOf, type NodeTime } from './node-times.ts';
import type { Explanation, PlanActual, PlanBuffers, PlanNode } from './plan.ts';
import { spillOf } from './spill.ts';
import { explainedIn, numberIn, objectIn, objectsIn, textIn, type RawObject } from './raw-plan.ts';

interface Whole {
  readonly times: ReadonlyMap<RawObject, NodeTime>;
  readonly isTimed: boolean;
  /** Of all nodes' own parts together. */
  readonly sum: number;
  readonly isVerbose: boolean;
  nextId: number;
}

/** Null for what is no plan: a utility statement has none. */
export function readPlan(
  answer: unknown,
  { isVerbose = false } = {},
): Omit<Explanation, 'sql' | 'ran'> | null {
  const explained = explainedIn(answer);
  const top = explained === null ? null : objectIn(explained['Plan']);
  if (explained === null || top === null) return null;
  const times = timesOf(top);
  const isTimed = (times.get(top)?.totalMs ?? null) !== null;
  const sum = [...times.values()].reduce((total, time) => total + partOf(time, isTimed), 0);
  const executionMs = numberIn(explained, 'Execution Time');
  return {
    plan: nodeOf(top, { times, isTimed, sum, isVerbose, nextId: 0 }),
    shareOf: isTimed ? 'time' : 'cost',
    planningMs: numberIn(explained, 'Planning Time'),
    executionMs,
    triggers: objectsIn(explained['Triggers']).map((trigger) => ({
      name: textIn(trigger, 'Constraint Name') ?? textIn(trigger, 'Trigger Name') ?? '',
      relation: textIn(trigger, 'Relation'),
      calls: numberIn(trigger, 'Calls') ?? 0,
      timeMs: numberIn(trigger, 'Time'),
    })),
    jit: jitOf(objectIn(explained['JIT'])),
    settings: Object.entries(objectIn(explained['Settings']) ?? {}).map(([name, text]) => ({
      name,
      text: String(text),
    })),
  };
}

function partOf(time: NodeTime | undefined, isTimed: boolean): number {
  return (isTimed ? time?.ownMs : time?.ownCost) ?? 0;
}

function nodeOf(raw: RawObject, whole: Whole): PlanNode {
  const id = whole.nextId;
  whole.nextId += 1;
  const time = whole.times.get(raw);
  const actual = actualOf(raw);
  const name = textIn(raw, 'Relation Name');
  return {
    id,
    type: textIn(raw, 'Node Type') ?? 'Node',
    title: titleOf(raw),
    role: roleOf(raw),
    relation: name === null ? null : { schema: textIn(raw, 'Schema'), name },
    alias: textIn(raw, 'Alias'),
    index: textIn(raw, 'Index Name'),
    conditions: conditionsOf(raw),
    details: detailsOf(raw, whole.isVerbose),
    cost: { startup: numberIn(raw, 'Startup Cost') ?? 0, total: numberIn(raw, 'Total Cost') ?? 0 },
    plannedRows: numberIn(raw, 'Plan Rows') ?? 0,
    actual,
    totalMs: time?.totalMs ?? null,
    ownMs: time?.ownMs ?? null,
    share: whole.sum === 0 ? 0 : partOf(time, whole.isTimed) / whole.sum,
    removed: removedOf(raw, actual?.loops ?? 1),
    buffers: buffersOf(raw),
    spill: spillOf(raw),
    workers: workersOf(raw),
    marks: [],
    children: objectsIn(raw['Plans']).map((child) => nodeOf(child, whole)),
  };
}

function actualOf(raw: RawObject): PlanActual | null {
  const loops = numberIn(raw, 'Actual Loops');
  if (loops === null) return null;
  return {
    rows: numberIn(raw, 'Actual Rows') ?? 0,
    loops,
    startupMs: numberIn(raw, 'Actual Startup Time'),
    totalMs: numberIn(raw, 'Actual Total Time'),
  };
}

/** EXPLAIN gives them a loop, as it does rows. */
function removedOf(raw: RawObject, loops: number): PlanNode['removed'] {
  return Object.keys(raw).flatMap((name) => {
    const by = /^Rows Removed by (.+)$/.exec(name)?.[1];
    const rows = numberIn(raw, name);
    return by === undefined || rows === null || rows === 0 ? [] : [{ by, rows: rows * Math.max(1, loops) }];
  });
}

function buffersOf(raw: RawObject): PlanBuffers | null {
  if (numberIn(raw, 'Shared Hit Blocks') === null) return null;
  const blocks = (name: string): number => numberIn(raw, `${name} Blocks`) ?? 0;
  return {
    sharedHit: blocks('Shared Hit'),
    sharedRead: blocks('Shared Read'),
    sharedDirtied: blocks('Shared Dirtied'),
    sharedWritten: blocks('Shared Written'),
    localHit: blocks('Local Hit'),
    localRead: blocks('Local Read'),
    tempRead: blocks('Temp Read'),
    tempWritten: blocks('Temp Written'),
  };
}

function workersOf(raw: RawObject): PlanNode['workers'] {
  const planned = numberIn(raw, 'Workers Planned');
  return planned === null ? null : { planned, launched: numberIn(raw, 'Workers Launched') };
}

function jitOf(raw: RawObject | null): Explanation['jit'] {
  if (raw === null) return null;
  const timing = objectIn(raw['Timing']);
  return {
    functions: numberIn(raw, 'Functions') ?? 0,
    totalMs: timing === null ? null : numberIn(timing, 'Total'),
  };
}
