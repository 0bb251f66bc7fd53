/** What a question about the schema waits for, and how to go on: a notice that every face prints. */
import type { LockBlocker, LockWait } from '../database/client.ts';
import { ageText, whoText } from './activity-words.ts';
import { sanitiseLine } from './sanitise.ts';

/** Of those who wait themselves so many are named. */
const mostShown = 5;

export function lockWaitText({ relation, blockers }: LockWait): string {
  const holders = blockers.filter(({ blockedBy }) => blockedBy.length === 0);
  const others = blockers.length - Math.min(blockers.length, mostShown);
  const lines = [
    `notice: Waiting for ${relation === null ? 'a lock' : `the lock of "${relation}"`}, which somebody else holds.`,
    ...blockers.slice(0, mostShown).map((blocker) => `  ${blockerText(blocker)}`),
    ...(others === 0 ? [] : [`  and ${String(others)} more`]),
    `  → Wait, or stop waiting with Ctrl-C${holders.map(endText).join('')}.`,
  ];
  return lines.map((line) => `${sanitiseLine(line)}\n`).join('');
}

/** In one line, for where there is no more room. */
export function lockWaitLine({ relation, blockers: [first] }: LockWait): string {
  const held = relation === null ? 'a lock' : `the lock of "${relation}"`;
  const holder =
    first === undefined || first.pid === 0 ? 'somebody else' : `pid ${String(first.pid)}, ${whoText(first)},`;
  return sanitiseLine(`Waiting for ${held}, which ${holder} holds: B shows it.`);
}

function blockerText({ pid, state, transactionAgeMs, blockedBy, statement, ...who }: LockBlocker): string {
  if (pid === 0) return 'a prepared transaction (pg_prepared_xacts)';
  const name = whoText(who);
  const words = [
    `pid ${String(pid)}`,
    name,
    blockedBy.length === 0 ? (state ?? '') : `waits itself for pid ${blockedBy.join(', ')}`,
    transactionAgeMs === null ? '' : `in its transaction for ${ageText(transactionAgeMs)}`,
  ].filter((word) => word !== '');
  return `${words.join(', ')}${statement === null ? '' : `: ${statement.replaceAll(/\s+/g, ' ').trim()}`}`;
}

/** One that does nothing has no statement to cancel. */
function endText({ pid, state }: LockBlocker): string {
  if (pid === 0) return '';
  const way = state === 'active' ? 'cancel' : 'terminate';
  return `, or end it: \`seqscope activity ${way} ${String(pid)}\``;
}
