import { describe, expect, it } from 'vitest';
import type { BackendSession } from '../../../src/database/activity/activity.ts';
import { orderSessions } from '../../../src/database/activity/order-sessions.ts';

function session(pid: number, more: Partial<BackendSession> = {}): BackendSession {
  return {
    pid,
    backendStart: null,
    kind: 'client backend',
    user: 'me',
    application: null,
    clientAddress: null,
    state: 'idle',
    stateAgeMs: 0,
    statementAgeMs: 0,
    transactionAgeMs: null,
    wait: null,
    statement: null,
    blockedBy: [],
    isHidden: false,
    isOwn: false,
    isAsking: false,
    ...more,
  };
}

const order = (...sessions: readonly BackendSession[]) =>
  orderSessions(sessions).map(({ pid, depth, keepsWaiting }) => [pid, depth, keepsWaiting]);

describe('orderSessions', () => {
  it('stands each below what it waits for, once, and who waits most in the end deepest', () => {
    const rows = order(
      session(1, { blockedBy: [2, 3] }),
      session(2, { blockedBy: [3] }),
      session(3),
      session(4, { blockedBy: [1] }),
    );
    expect(rows).toEqual([
      [3, 0, 3],
      [1, 1, 1],
      [4, 2, 0],
      [2, 1, 2],
    ]);
  });

  it('puts the busy before open transactions, these before the idle, and ourselves last', () => {
    const rows = order(
      session(1),
      session(2, { isOwn: true, state: 'active' }),
      session(3, { state: 'idle in transaction', stateAgeMs: 9 }),
      session(4, { state: 'active', statementAgeMs: 1 }),
      session(5, { state: 'active', statementAgeMs: 2 }),
      session(6, { state: 'idle in transaction (aborted)', stateAgeMs: 10 }),
    );
    expect(rows.map(([pid]) => pid)).toEqual([5, 4, 6, 3, 1, 2]);
  });

  it('ends with a circle, and with somebody who waits for what is no session', () => {
    const circle = order(session(1, { blockedBy: [2] }), session(2, { blockedBy: [1] }));
    expect(circle).toEqual([
      [1, 0, 1],
      [2, 1, 1],
    ]);
    expect(order(session(3, { blockedBy: [0] }))).toEqual([[3, 0, 0]]);
  });
});
