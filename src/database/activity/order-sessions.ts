/** Sessions as they are looked at: who blocks, and below each who waits for it; then the busy; then the idle. Pure. */
import type { BackendSession, SessionRow } from './activity.ts';

/** One that waits for several stands below the first of them. */
export function orderSessions(sessions: readonly BackendSession[]): readonly SessionRow[] {
  const placed = new Set<number>();
  const rows: SessionRow[] = [];
  const holders = new Set(sessions.flatMap(({ blockedBy }) => blockedBy));

  function place(session: BackendSession, depth: number): void {
    if (placed.has(session.pid)) return;
    placed.add(session.pid);
    rows.push({ ...session, depth, keepsWaiting: waitingFor(session.pid, sessions) });
    for (const waiting of sessions.filter(({ blockedBy }) => blockedBy.includes(session.pid)))
      place(waiting, depth + 1);
  }

  for (const session of sessions)
    if (holders.has(session.pid) && session.blockedBy.length === 0) place(session, 0);
  // A circle until the server breaks it, or who waits for what another database or a prepared transaction holds.
  for (const session of sessions) if (session.blockedBy.length > 0) place(session, 0);
  for (const session of [...sessions].sort((a, b) => rank(a) - rank(b) || ageOf(b) - ageOf(a)))
    place(session, 0);
  return rows;
}

/** How many wait for it, directly or behind one who does. */
function waitingFor(pid: number, sessions: readonly BackendSession[]): number {
  const found = new Set<number>();
  const look = (holder: number): void => {
    for (const { pid: waiting, blockedBy } of sessions) {
      if (!blockedBy.includes(holder) || found.has(waiting)) continue;
      found.add(waiting);
      look(waiting);
    }
  };
  look(pid);
  found.delete(pid);
  return found.size;
}

function rank({ state, isOwn }: BackendSession): number {
  if (isOwn) return 4;
  if (state === 'active' || state === 'fastpath function call') return 0;
  if (state?.startsWith('idle in transaction') === true) return 1;
  return state === 'idle' ? 3 : 2;
}

function ageOf({ state, stateAgeMs, statementAgeMs }: BackendSession): number {
  return (state === 'active' ? statementAgeMs : stateAgeMs) ?? 0;
}
