/** What a plan and its nodes are called where people read them; the screen and the command line say the same. */
import type { Explanation, PlanMark, PlanNode } from '../queries/explain/plan.ts';
import { groupedDigits } from './grouped-digits.ts';
import { counted, milliseconds } from './measures.ts';
import { sanitiseLine } from './sanitise.ts';

/** `Index Scan using users_pkey on users u`, with what it is to the node above before it. */
export function nodeLabel({ title, role, relation, alias, index }: PlanNode): string {
  const by = index === null ? '' : ` using ${index}`;
  const name = relation?.name ?? null;
  const on = name === null ? (alias === null ? '' : ` on ${alias}`) : ` on ${name}`;
  const known = alias === null || name === null || alias === name ? '' : ` ${alias}`;
  return sanitiseLine(`${role === null ? '' : `${role}: `}${title}${by}${on}${known}`);
}

/** `40,000`, `5 × 300` where it ran several times, and what was planned alone where nothing ran. */
export function rowsText({ actual, plannedRows }: PlanNode): string {
  if (actual === null) return groupedDigits(Math.round(plannedRows));
  if (actual.loops === 0) return '-';
  const rows = groupedDigits(Math.round(actual.rows));
  return actual.loops === 1 ? rows : `${rows} × ${groupedDigits(actual.loops)}`;
}

export function plannedText({ plannedRows }: PlanNode): string {
  return groupedDigits(Math.round(plannedRows));
}

/** All loops, children included; the planner's cost where no time is known. */
export function totalText({ totalMs, cost, actual }: PlanNode): string {
  if (actual?.loops === 0) return '-';
  return totalMs === null ? groupedDigits(Math.round(cost.total)) : milliseconds(totalMs);
}

export function shareText({ share }: PlanNode): string {
  const percent = Math.round(share * 100);
  return percent === 0 && share > 0 ? '<1 %' : `${percent} %`;
}

/** One word a mark: legible without colour. */
export function markWord(mark: PlanMark): string {
  switch (mark.type) {
    case 'slow':
      return 'slow';
    case 'estimate':
      return mark.direction === 'more'
        ? `${groupedDigits(Math.round(mark.factor))}× more`
        : `${groupedDigits(Math.round(mark.factor))}× fewer`;
    case 'index':
      return 'no index';
    case 'disk':
      return 'disk';
    case 'never-executed':
      return 'never run';
  }
}

/** What is said of a node beside its numbers, a line each; marks come first. */
export function nodeLines(node: PlanNode): readonly string[] {
  return [
    ...node.marks.map(({ text, section }) => `! ${text} (manual ${section})`),
    ...node.conditions.map(({ name, text }) => `${name}: ${text}`),
    ...node.removed.map(({ by, rows }) => `${counted(Math.round(rows), 'row')} removed by ${by}`),
    ...workerLines(node),
    ...node.details.map(({ name, text }) => `${name}: ${text}`),
    ...bufferLines(node),
  ].map(sanitiseLine);
}

function workerLines({ workers }: PlanNode): readonly string[] {
  if (workers === null) return [];
  const launched = workers.launched === null ? '' : `, ${workers.launched} launched`;
  return [`${counted(workers.planned, 'worker')} planned${launched}`];
}

const bufferWords = {
  sharedHit: 'shared hit',
  sharedRead: 'shared read',
  sharedDirtied: 'dirtied',
  sharedWritten: 'written',
  localHit: 'local hit',
  localRead: 'local read',
  tempRead: 'temp read',
  tempWritten: 'temp written',
} as const;

function bufferLines({ buffers }: PlanNode): readonly string[] {
  if (buffers === null) return [];
  // The keys of the words are those of the buffers.
  const names = Object.keys(bufferWords) as readonly (keyof typeof bufferWords)[];
  const parts = names
    .filter((name) => buffers[name] > 0)
    .map((name) => `${bufferWords[name]} ${groupedDigits(buffers[name])}`);
  return parts.length === 0 ? [] : [`Pages: ${parts.join(', ')}`];
}

/** What holds for the whole plan, a line each. */
export function summaryLines(explanation: Explanation): readonly string[] {
  const { planningMs, executionMs, jit, settings, triggers, ran } = explanation;
  const times = [
    planningMs === null ? null : `planned in ${milliseconds(planningMs)}`,
    executionMs === null ? null : `executed in ${milliseconds(executionMs)}`,
  ].filter((time) => time !== null);
  const written = 'It wrote: it was run and rolled back. What it drew from sequences stays drawn.';
  return [
    ...(times.length === 0 ? [] : [times.join(', ')]),
    ...(ran === 'rolled-back' ? [written] : []),
    ...(ran === 'no' ? ['Not executed: rows are what the planner expects.'] : []),
    ...triggers.map(triggerLine),
    ...(jit === null
      ? []
      : [
          `JIT compiled ${counted(jit.functions, 'function')}${jit.totalMs === null ? '' : ` in ${milliseconds(jit.totalMs)}`}`,
        ]),
    ...(settings.length === 0
      ? []
      : [`Settings: ${settings.map(({ name, text }) => `${name} = ${text}`).join(', ')}`]),
  ].map(sanitiseLine);
}

function triggerLine({ name, relation, calls, timeMs }: Explanation['triggers'][number]): string {
  const on = relation === null ? '' : ` on ${relation}`;
  const time = timeMs === null ? '' : ` in ${milliseconds(timeMs)}`;
  return `Trigger ${name}${on}: ${counted(calls, 'call')}${time}`;
}
