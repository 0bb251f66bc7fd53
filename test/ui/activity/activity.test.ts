/** The activity screen: opened, read again while it is looked at, its tabs, and the question before a session is ended. */
import { describe, expect, it } from 'vitest';
import type { ActivityView, SessionRow } from '../../../src/database/activity/activity.ts';
import { contextsOf } from '../../../src/ui/contexts.ts';
import { actionsIn } from '../../../src/ui/keymap.ts';
import { paintActivity } from '../../../src/ui/screens/activity/paint.ts';
import type { ActivityScreen } from '../../../src/ui/screens/activity/state.ts';
import { currentScreen } from '../../../src/ui/state.ts';
import { openConsole, type TestConsole } from '../support/console.ts';

function session(pid: number, more: Partial<SessionRow> = {}): SessionRow {
  return {
    pid,
    backendStart: `2026-01-09 12:00:0${String(pid)}+00`,
    kind: 'client backend',
    user: 'me',
    application: `app ${String(pid)}`,
    clientAddress: 'local',
    state: 'active',
    stateAgeMs: 5_000,
    statementAgeMs: 5_000,
    transactionAgeMs: 7_000,
    wait: null,
    statement: `SELECT ${String(pid)}`,
    blockedBy: [],
    isHidden: false,
    isOwn: false,
    isAsking: false,
    depth: 0,
    keepsWaiting: 0,
    ...more,
  };
}

const holder = session(1, { state: 'idle in transaction', keepsWaiting: 1 });
const waiter = session(2, { blockedBy: [1], depth: 1, wait: 'Lock: relation' });

function view(...sessions: readonly SessionRow[]): ActivityView {
  return {
    database: 'shop',
    byteLength: 8192,
    connections: { used: 2, most: 100 },
    cacheHit: 0.9876,
    sessions,
    locks: [{ pid: 2, target: 'orders', mode: 'RowExclusiveLock', isGranted: false }],
    tables: [],
    indexes: [],
    statements: null,
    vacuums: [],
    remarks: [],
  };
}

function opened(): TestConsole {
  return openConsole().press('B');
}

function answer(console: TestConsole, answered: ActivityView): TestConsole {
  const asked = console.takeEffects().find(({ type }) => type === 'read-activity');
  if (asked?.type !== 'read-activity') throw new Error('nothing was asked for');
  return console.send({ type: 'activity-arrived', requestId: asked.requestId, view: answered });
}

function shown({ state }: TestConsole): ActivityScreen {
  const screen = currentScreen(state);
  if (screen.type !== 'activity') throw new Error(`The screen is ${screen.type}.`);
  return screen;
}

function frame(console: TestConsole, width = 100): readonly string[] {
  const canvas = { state: console.state, width, height: 16, paint: (text: string) => text };
  return paintActivity(canvas, shown(console)).map((line) => line.replaceAll('\u001B', '').trimEnd());
}

const due = (console: TestConsole): TestConsole =>
  console.send({ type: 'watch-due', screenId: shown(console).id, at: 0 });

describe('the activity screen', () => {
  it('is read at once, and again every two seconds, one reading at a time', () => {
    const console = opened();
    expect(console.effects.map(({ type }) => type)).toEqual(['read-activity', 'watch']);
    expect(due(console).takeEffects()).toHaveLength(2);
    console.send({ type: 'activity-arrived', requestId: shown(console).requestId ?? 0, view: view(holder) });
    expect(due(console).takeEffects()).toMatchObject([{ type: 'read-activity' }]);
  });

  it('is not read while something else is looked at, and again when one comes back', () => {
    const console = answer(opened(), view(holder));
    const { id } = shown(console);
    console.press('enter').takeEffects();
    expect(console.send({ type: 'watch-due', screenId: id, at: 0 }).takeEffects()).toEqual([
      { type: 'unwatch' },
    ]);
    expect(console.press('escape').takeEffects()).toMatchObject([
      { type: 'read-activity' },
      { type: 'watch', screenId: id },
    ]);
  });

  it('shows the tree of who waits, the figures of the whole, and one session below', () => {
    const console = answer(opened(), view(holder, waiter)).press('down');
    const lines = frame(console);
    expect(lines[0]).toContain('[sessions 2]');
    expect(lines[1]).toContain('1 session waiting · database 8 kB · 2 of 100 connections · 98.8 % in memory');
    expect(lines[3]).toMatch(/^ {2}1 +1 idle in transaction +5 s app 1 \(me\) +SELECT 1$/);
    expect(lines[4]).toMatch(/^› └ 2 +waits +5 s app 2 \(me\) +SELECT 2$/);
    expect(lines.join('\n')).toContain('── pid 2 ──');
    expect(lines.join('\n')).toContain('waits for pid 1 · Lock:');
  });

  it('tells names that begin alike apart where there is little room', () => {
    const figures = {
      byteLength: 8192,
      rowEstimate: 12_000,
      deadRows: 0,
      sequentialScans: 1,
      indexScans: 2,
      cacheHit: 1,
    };
    const names = ['organization_data', 'organization_meta', 'organization_membership_invitations'];
    const tables = names.map((name) => ({ schema: 'public', name, ...figures }));
    const indexes = names.map((name) => ({
      schema: 'public',
      table: 'organization_membership_invitations',
      name: `${name}_pkey`,
      byteLength: 8192,
      scans: 1,
      isUnused: false,
    }));
    const console = answer(opened(), { ...view(holder), tables, indexes }).press('right', 'right');
    const told = frame(console, 58).join('\n');
    expect(told).toMatch(/organization_data +8 kB +12,000 +0 +1 +2$/m);
    expect(told).toMatch(/organization_meta/);
    expect(told).toMatch(/organiz\S*…\S*itations/);
    expect(frame(console, 74)[2]).not.toContain('memory');
    expect(frame(console, 99)[2]).toContain('memory');
    const listed = frame(console.press('right'), 58).join('\n');
    for (const end of ['ata_pkey', 'eta_pkey', 'ons_pkey']) expect(listed).toContain(end);
  });

  it('says in words what it cannot list, in a narrow terminal too', () => {
    const console = answer(opened(), view(holder)).press('left');
    expect(frame(console, 40).join(' ').replaceAll(/ +/g, ' ')).toContain(
      'nobody counts what statements take.',
    );
  });

  it('stays at the top, and elsewhere on the session that it was on', () => {
    const console = answer(opened(), view(waiter));
    answer(due(console), view(holder, waiter));
    expect(shown(console).cursor).toBe(0);
    console.press('down');
    answer(due(console), view(session(3), holder, waiter));
    expect(shown(console).cursor).toBe(2);
    answer(due(console), view(holder));
    expect(shown(console).cursor).toBe(0);
  });

  it('goes through its tabs in a circle', () => {
    const console = answer(opened(), view(holder));
    const seen = Array.from({ length: 5 }, () => shown(console.press('right')).tab);
    expect(seen).toEqual(['locks', 'tables', 'indexes', 'statements', 'sessions']);
    expect(shown(console.press('left')).tab).toBe('statements');
    expect(frame(console).join('\n')).toContain('No pg_stat_statements');
  });

  it('asks with what is lost before it ends a session, and then names that very backend', () => {
    const console = answer(opened(), view(holder)).press('t');
    const { overlay } = console.state;
    if (overlay?.type !== 'confirm') throw new Error('nothing was asked');
    const text = overlay.lines.map((line) => (typeof line === 'string' ? line : line.text)).join(' ');
    expect(text).toContain('all it has not committed is rolled back, a transaction of 7 s');
    expect(text).toContain('Waiting for it: 1');
    console.takeEffects();
    const [effect] = console.press('y').takeEffects();
    const request = { pid: 1, backendStart: holder.backendStart ?? '', way: 'terminate' } as const;
    expect(effect).toMatchObject({ type: 'end-session', request });
    const requestId = effect !== undefined && 'requestId' in effect ? effect.requestId : -1;
    expect(console.state.running.has(requestId)).toBe(true);
    console.send({ type: 'session-told', requestId, request, status: 'told' });
    expect(console.state.notice?.text).toBe('Session 1 was told to end.');
    expect(console.takeEffects()).toMatchObject([{ type: 'read-activity' }]);
  });

  it('offers to end something only where sessions are listed', () => {
    const console = answer(opened(), view(holder));
    const offered = () => actionsIn(contextsOf(console.state)).map(({ id }) => id);
    expect(offered()).toEqual(expect.arrayContaining(['activity.cancel', 'activity.terminate']));
    console.press('right', 'right');
    expect(shown(console).tab).toBe('tables');
    expect(offered()).not.toContain('activity.cancel');
    expect(offered()).not.toContain('activity.terminate');
    expect(console.press('t').state.overlay).toBeNull();
  });

  it('cancels only what runs, ends neither itself nor what it may not see, and says so', () => {
    const told = (row: SessionRow, key: string) =>
      answer(opened(), view(row)).press(key).state.notice?.text ?? '';
    expect(told(holder, 'c')).toBe('It runs nothing that could be cancelled.');
    expect(told(session(1, { isOwn: true }), 't')).toBe("That is one of this console's own connections.");
    expect(told(session(1, { backendStart: null, isHidden: true }), 't')).toBe(
      'This role may not see what that is.',
    );
  });

  it('keeps what was read when a reading fails, and says why', () => {
    const console = answer(opened(), view(holder));
    const { requestId } = shown(due(console));
    const report = {
      code: 'x',
      kind: 'failed',
      message: 'The server said no.',
      remedy: '',
      details: {},
    } as const;
    console.send({ type: 'request-failed', failed: { part: 'request', requestId: requestId ?? 0 }, report });
    expect(frame(console)[1]).toContain('The server said no.');
    expect(frame(console)[3]).toContain('app 1');
    console.takeEffects();
    answer(due(console), view(holder));
    expect(frame(console)[1]).not.toContain('The server said no.');
  });

  it('is paused and goes on', () => {
    const console = answer(opened(), view(holder));
    expect(console.press('W').takeEffects()).toEqual([{ type: 'unwatch' }]);
    expect(frame(console)[1]).toContain('paused');
    expect(console.press('W').takeEffects()).toMatchObject([{ type: 'read-activity' }, { type: 'watch' }]);
  });

  it('takes the watch from rows that it covers', () => {
    const console = openConsole()
      .press('/')
      .type('User')
      .press('enter')
      .answerPages(30)
      .press('W')
      .press('enter');
    expect(console.rows.watch).not.toBe(null);
    const [, rows] = console.press('B').state.screens;
    expect(rows).toMatchObject({ type: 'rows', watch: null });
  });
});
