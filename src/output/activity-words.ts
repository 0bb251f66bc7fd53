/** What sessions are and what becomes of them, in words that every face shares. Not sanitised: whoever prints does that. */
import type { BackendSession } from '../database/activity/activity.ts';

/** `840 ms`, `12 s`, `5 min`, `3 h`, `2 days`. */
export function ageText(ms: number | null): string {
  if (ms === null) return '';
  if (ms < 1_000) return `${String(Math.max(0, ms))} ms`;
  const seconds = Math.floor(ms / 1_000);
  if (seconds < 120) return `${String(seconds)} s`;
  if (seconds < 7_200) return `${String(Math.floor(seconds / 60))} min`;
  const hours = Math.floor(seconds / 3_600);
  return hours < 48 ? `${String(hours)} h` : `${String(Math.floor(hours / 24))} days`;
}

/** `waits`, `active`, `idle in transaction`, `hidden`. */
export function stateText({ state, blockedBy, isHidden, isAsking, kind }: BackendSession): string {
  if (isAsking) return 'this one';
  if (isHidden) return 'hidden';
  if (kind !== 'client backend') return kind;
  return blockedBy.length > 0 ? 'waits' : (state ?? '');
}

/** How long it is in its state: an active one since its statement began. */
export function stateAge({ state, stateAgeMs, statementAgeMs }: BackendSession): number | null {
  return state === 'active' ? statementAgeMs : stateAgeMs;
}

export function whoText({ user, application }: Pick<BackendSession, 'user' | 'application'>): string {
  return application === null ? (user ?? '') : `${application} (${user ?? ''})`;
}

/** `api (shop)`, `seqscope (shop), own`: another connection of this very process. */
export function sessionText(session: BackendSession): string {
  const { isOwn, isAsking } = session;
  return `${whoText(session)}${isOwn && !isAsking ? ', own' : ''}`;
}

/** 0.9934 → `99.3 %`. */
export function shareText(share: number | null): string {
  return share === null ? '' : `${(share * 100).toFixed(1)} %`;
}

/** Null where cancelling would reach nothing. */
export function endQuestionText(session: BackendSession, way: 'cancel' | 'terminate'): string | null {
  const { pid, state, statement, transactionAgeMs } = session;
  const who = `${whoText(session)}, pid ${String(pid)}`;
  const said = statement === null ? '' : `: ${statement.replaceAll(/\s+/g, ' ').replace(/[\s;]+$/, '')}`;
  if (way === 'cancel') {
    if (state !== 'active') return null;
    return `This cancels what ${who} runs for ${ageText(stateAge(session))}; its transaction is rolled back${said}`;
  }
  const lost =
    transactionAgeMs === null
      ? 'no transaction is open in it'
      : `all it has not committed is rolled back, a transaction of ${ageText(transactionAgeMs)}`;
  const last = state === 'active' ? said : statement === null ? '' : `; its last statement was${said}`;
  return `This ends the session of ${who}: ${lost}${last}`;
}
