/** Whether a node's own work went to disk (manual, 20.4.1, work_mem): sorts, hashes, and what keeps rows for later. Pure. */
import type { PlanNode } from './plan.ts';
import { numberIn, objectsIn, textIn, type RawObject } from './raw-plan.ts';

/** EXPLAIN says the same of each worker where several work side by side. */
export function spillOf(raw: RawObject): PlanNode['spill'] {
  const all = [raw, ...objectsIn(raw['Workers'])].flatMap((process) => spillOfProcess(process) ?? []);
  if (all.length === 0) return keptOnDisk(raw);
  const known = all.filter((kilobytes) => kilobytes !== 'unknown');
  return { kilobytes: known.length === 0 ? null : known.reduce((sum, kilobytes) => sum + kilobytes, 0) };
}

function spillOfProcess(raw: RawObject): number | 'unknown' | null {
  if (textIn(raw, 'Sort Space Type') === 'Disk') return numberIn(raw, 'Sort Space Used') ?? 'unknown';
  const disk = numberIn(raw, 'Disk Usage') ?? 0;
  if (disk > 0) return disk;
  return (numberIn(raw, 'Hash Batches') ?? 1) > 1 ? 'unknown' : null;
}

/** Materialize, CTE Scan and WindowAgg say it only by the pages they wrote. */
function keptOnDisk(raw: RawObject): PlanNode['spill'] {
  if (!/^(?:Materialize|CTE Scan|WindowAgg|Function Scan)$/.test(textIn(raw, 'Node Type') ?? '')) return null;
  const below = objectsIn(raw['Plans']).reduce((sum, child) => sum + tempWritten(child), 0);
  const own = tempWritten(raw) - below;
  return own > 0 ? { kilobytes: own * 8 } : null;
}

function tempWritten(raw: RawObject): number {
  return numberIn(raw, 'Temp Written Blocks') ?? 0;
}
