/** What a plan's node is called and what is said of it beside its numbers, in the words of EXPLAIN's own text. Pure. */
import type { PlanDetail } from './plan.ts';
import { numberIn, textIn, type RawObject } from './raw-plan.ts';

/** As ExplainNode() of commands/explain.c words it. */
export function titleOf(raw: RawObject): string {
  const type = textIn(raw, 'Node Type') ?? 'Node';
  const partial = textIn(raw, 'Partial Mode');
  const before = [
    partial === null || partial === 'Simple' ? null : partial,
    raw['Parallel Aware'] === true ? 'Parallel' : null,
    raw['Async Capable'] === true ? 'Async' : null,
  ];
  return [...before.filter((word) => word !== null), nameOf(type, raw)].join(' ');
}

function nameOf(type: string, raw: RawObject): string {
  if (type === 'ModifyTable') return textIn(raw, 'Operation') ?? type;
  if (type === 'Aggregate') return aggregateName(textIn(raw, 'Strategy'));
  if (type === 'SetOp') {
    const isHashed = textIn(raw, 'Strategy') === 'Hashed';
    return [isHashed ? 'HashSetOp' : 'SetOp', textIn(raw, 'Command')]
      .filter((word) => word !== null)
      .join(' ');
  }
  if (/^(?:Nested Loop|Hash Join|Merge Join)$/.test(type)) return joinName(type, textIn(raw, 'Join Type'));
  const isBackward = textIn(raw, 'Scan Direction') === 'Backward';
  return isBackward && type.startsWith('Index') ? `${type} Backward` : type;
}

function aggregateName(strategy: string | null): string {
  if (strategy === 'Sorted') return 'GroupAggregate';
  if (strategy === 'Hashed') return 'HashAggregate';
  return strategy === 'Mixed' ? 'MixedAggregate' : 'Aggregate';
}

function joinName(type: string, join: string | null): string {
  if (join === null || join === 'Inner') return type;
  return type === 'Nested Loop' ? `Nested Loop ${join} Join` : type.replace(' Join', ` ${join} Join`);
}

/** Null for an ordinary input: `Outer`, `Inner`, `Member`. */
export function roleOf(raw: RawObject): string | null {
  const relationship = textIn(raw, 'Parent Relationship');
  if (relationship !== 'InitPlan' && relationship !== 'SubPlan') return null;
  return textIn(raw, 'Subplan Name') ?? relationship;
}

const conditionNames = [
  'Index Cond',
  'Recheck Cond',
  'TID Cond',
  'Hash Cond',
  'Merge Cond',
  'Join Filter',
  'Order By',
  'Filter',
  'One-Time Filter',
  'Run Condition',
  'Conflict Filter',
  'Function Call',
] as const;

export function conditionsOf(raw: RawObject): readonly PlanDetail[] {
  return detailsNamed(raw, conditionNames);
}

const detailNames = [
  'Sort Key',
  'Presorted Key',
  'Group Key',
  'Cache Key',
  'Sort Method',
  'Conflict Resolution',
  'CTE Name',
  'Hash Buckets',
  'Hash Batches',
  'HashAgg Batches',
  'Heap Fetches',
  'Cache Hits',
  'Cache Misses',
  'Subplans Removed',
] as const;

const memoryNames = ['Sort Space Used', 'Peak Memory Usage', 'Disk Usage'] as const;

export function detailsOf(raw: RawObject, isVerbose: boolean): readonly PlanDetail[] {
  const memory = memoryNames.flatMap((name) => {
    const kilobytes = numberIn(raw, name);
    if (kilobytes === null || (name === 'Disk Usage' && kilobytes === 0)) return [];
    const where =
      name === 'Sort Space Used' ? ` (${(textIn(raw, 'Sort Space Type') ?? '').toLowerCase()})` : '';
    return [{ name, text: `${kilobytes} kB${where}` }];
  });
  return [...detailsNamed(raw, detailNames), ...memory, ...(isVerbose ? detailsNamed(raw, ['Output']) : [])];
}

function detailsNamed(raw: RawObject, names: readonly string[]): readonly PlanDetail[] {
  return names.flatMap((name) => {
    const text = textOf(raw[name]);
    return text === '' ? [] : [{ name, text }];
  });
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.filter((part) => typeof part === 'string').join(', ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
