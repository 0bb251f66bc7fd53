/** What keeps others waiting at this moment. */
import type { BackendSession } from '../../../database/activity/activity.ts';
import { type DoctorCheck, type DoctorFacts, manual, type Symptom } from '../doctor-check.ts';
import { commandFix } from '../mending.ts';

export const longRunningStatement: DoctorCheck = {
  id: 'long-running-statement',
  level: 'warning',
  title: 'statement that runs for long',
  why: 'It keeps its locks, and VACUUM may clear nothing that it might still see.',
  source: manual('27.2.3. pg_stat_activity', 'monitoring-stats.html#MONITORING-PG-STAT-ACTIVITY-VIEW'),
  needs: ['database'],
  isMomentary: true,
  check(facts) {
    return others(facts)
      .filter(
        ({ state, statementAgeMs }) =>
          state === 'active' && (statementAgeMs ?? 0) >= facts.limits.longRunningMs,
      )
      .map((session) =>
        symptom(
          session,
          `A statement of ${who(session)} runs for ${ageText(session.statementAgeMs)}.`,
          'cancel',
        ),
      );
  },
};

export const idleInTransaction: DoctorCheck = {
  id: 'idle-in-transaction',
  level: 'warning',
  title: 'transaction that is open while nobody works in it',
  why: 'It keeps its locks and every dead row since it began. The code forgot a commit, or waits for something else inside a transaction.',
  source: manual('19.11. idle_in_transaction_session_timeout', 'runtime-config-client.html'),
  needs: ['database'],
  isMomentary: true,
  check(facts) {
    return others(facts)
      .filter(
        ({ state, stateAgeMs }) =>
          state?.startsWith('idle in transaction') === true &&
          (stateAgeMs ?? 0) >= facts.limits.idleInTransactionMs,
      )
      .map((session) =>
        symptom(
          session,
          `A transaction of ${who(session)} is idle for ${ageText(session.stateAgeMs)}.`,
          'terminate',
        ),
      );
  },
};

export const blockingSession: DoctorCheck = {
  id: 'blocking-session',
  level: 'error',
  title: 'session that others wait for',
  why: 'They wait for a lock until its transaction ends, and whoever comes next waits behind them.',
  source: manual('13.3. Explicit Locking', 'explicit-locking.html'),
  needs: ['database'],
  isMomentary: true,
  check(facts) {
    const all = others(facts);
    const waiting = all.filter(
      ({ blockedBy, stateAgeMs }) => blockedBy.length > 0 && (stateAgeMs ?? 0) >= facts.limits.blockedMs,
    );
    // Who waits itself is not the one to end.
    const roots = all.filter(
      ({ pid, blockedBy }) => blockedBy.length === 0 && waiting.some((one) => one.blockedBy.includes(pid)),
    );
    return roots.map((session) => {
      const behind = waitingBehind(session.pid, all);
      const found = symptom(
        session,
        `${who(session)} keeps ${String(behind.length)} ${behind.length === 1 ? 'session' : 'sessions'} waiting.`,
        'terminate',
      );
      const told = behind.map(
        ({ pid, statement, stateAgeMs }) =>
          `pid ${String(pid)} waits for ${ageText(stateAgeMs)}: ${statement ?? '?'}`,
      );
      return { ...found, evidence: [...found.evidence, ...told] };
    });
  },
};

/** The one that asks is over at once. */
function others({ sessions }: DoctorFacts): readonly BackendSession[] {
  return sessions.filter(({ isAsking, kind }) => !isAsking && kind === 'client backend');
}

/** All who wait for it, or for one who does. */
function waitingBehind(pid: number, sessions: readonly BackendSession[]): readonly BackendSession[] {
  const found = new Set<BackendSession>();
  const look = (holder: number): void => {
    for (const session of sessions.filter(({ blockedBy }) => blockedBy.includes(holder))) {
      if (found.has(session)) continue;
      found.add(session);
      look(session.pid);
    }
  };
  look(pid);
  return [...found];
}

function who({ user, application }: BackendSession): string {
  return application === null ? `"${user ?? '?'}"` : `"${application}" (${user ?? '?'})`;
}

/** A pid is another's tomorrow: the key is whose session it is. */
function symptom(session: BackendSession, title: string, way: 'cancel' | 'terminate'): Symptom {
  const { pid, state, statement, user, application, transactionAgeMs } = session;
  const transaction = transactionAgeMs === null ? '' : `, in a transaction for ${ageText(transactionAgeMs)}`;
  return {
    key: `${application ?? ''}@${user ?? ''}`,
    place: {},
    title,
    evidence: [
      `pid ${String(pid)}, ${state ?? 'state not known'}${transaction}`,
      ...(statement === null ? [] : [statement]),
    ],
    fix: commandFix(
      way === 'cancel'
        ? 'Cancel it, if nobody waits for its result.'
        : 'End the session; what it has not committed is rolled back.',
      `seqscope activity ${way} ${String(pid)}`,
    ),
  };
}

/** `3 s`, `2 min`, `5 h`. */
function ageText(ms: number | null): string {
  const seconds = Math.floor((ms ?? 0) / 1000);
  if (seconds < 120) return `${String(seconds)} s`;
  return seconds < 7200
    ? `${String(Math.floor(seconds / 60))} min`
    : `${String(Math.floor(seconds / 3600))} h`;
}
