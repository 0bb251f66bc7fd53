/** Back and forward, what is kept of a screen that is left, and what is stopped. */
import { describe, expect, it } from 'vitest';
import type { Effect } from '../../src/ui/effects.ts';
import { currentScreen } from '../../src/ui/state.ts';
import type { RecordScreen } from '../../src/ui/screens/record/state.ts';
import { openConsole, type TestConsole } from './support/console.ts';

function users(total = 90): TestConsole {
  return openConsole().press('/').type('User').press('enter').answerPages(total);
}

function cancelled(effects: readonly Effect[]): readonly number[] {
  return effects.flatMap((effect) => (effect.type === 'cancel-request' ? [effect.requestId] : []));
}

function counts(effects: readonly Effect[]): readonly Extract<Effect, { type: 'count-relation' }>[] {
  return effects.filter((effect) => effect.type === 'count-relation');
}

function record(console: TestConsole): RecordScreen {
  const screen = currentScreen(console.state);
  if (screen.type !== 'record') throw new Error(`The screen is ${screen.type}, not a record.`);
  return screen;
}

describe('back and forward', () => {
  it('restores each screen as it was left, without reading anything', () => {
    const console = users().press('j', 'j', 'l', 'enter', 'end', 'enter').answerPages(60);
    console.press('j', 'j', 'j', 'l');
    const devices = console.rows;
    console.press('escape', 'escape');
    expect(console.rows.cursor).toEqual({ row: 2, column: 1 });
    console.takeEffects();
    console.press(']', ']');
    expect(console.rows).toEqual(devices);
    expect(console.takeEffects().filter(({ type }) => type === 'load-page')).toEqual([]);
    console.press(']');
    expect(console.state.notice?.text).toContain('no screen to go forward to');
  });

  it('forgets the way forward when something else is opened', () => {
    const console = users().press('enter', '[', 'j', 'enter', ']');
    expect(record(console).values).toEqual(['id 1', 'name 1', 'roleId 1']);
    expect(console.state.forward).toEqual([]);
  });

  it('cancels what a left screen was reading, and reads it when it is come back to', () => {
    const console = users().press('f').type('devices').press('enter');
    const [page] = console.takeEffects();
    if (page?.type !== 'load-page') throw new Error('no page was asked for');
    console.press('escape');
    expect(cancelled(console.takeEffects())).toEqual([page.requestId]);
    expect(console.state.running.size).toBe(0);
    console.press(']');
    expect(console.takeEffects()).toMatchObject([{ type: 'load-page', spec: page.spec }]);
  });

  it('cancels the count of rows that other rows cover, and leaves those under a record alone', () => {
    const console = users(5000).press('c');
    const [counting] = console.takeEffects().filter(({ type }) => type === 'count-rows');
    console.press('enter');
    expect(cancelled(console.takeEffects())).toEqual([]);
    console.press('end', 'enter');
    const stopped = cancelled(console.takeEffects());
    expect(stopped).toContain(counting?.type === 'count-rows' ? counting.requestId : -1);
    console.press('escape', 'escape');
    expect(console.rows.count).toEqual({ status: 'unknown' });
  });
});

describe('the counts of a record', () => {
  it('are asked for relation by relation, and shown beside them', () => {
    const console = users().press('enter');
    const asked = counts(console.takeEffects());
    expect(asked.map(({ relation }) => relation)).toEqual(['role', 'devices']);
    expect(asked[1]?.spec.relatedTo).toEqual({ model: 'User', association: 'devices', value: 'id 0' });
    const { requestId = -1, relation = '' } = asked[1] ?? {};
    const answer = { type: 'relation-counted', screenId: record(console).id, requestId, relation } as const;
    console.send({ ...answer, count: 10_001 });
    expect(record(console).counts.get('devices')).toEqual({ status: 'counted', count: 10_001 });
  });

  it('are cancelled with the record that is left, and asked for the next one', () => {
    const console = users().press('enter');
    const first = counts(console.takeEffects()).map(({ requestId }) => requestId);
    console.press('n');
    const effects = console.takeEffects();
    expect(cancelled(effects)).toEqual(first);
    expect(counts(effects).map(({ spec }) => spec.relatedTo?.value)).toEqual(['roleId 1', 'id 1']);
    const second = counts(effects).map(({ requestId }) => requestId);
    console.press('escape');
    expect(cancelled(console.takeEffects())).toEqual(second);
    console.press(']');
    expect(counts(console.takeEffects())).toHaveLength(2);
  });

  it('of a record shown before are dropped, and a failed one is only not known', () => {
    const console = users().press('enter');
    const [role, devices] = counts(console.takeEffects());
    console.press('n').takeEffects();
    const screenId = record(console).id;
    const old = {
      type: 'relation-counted',
      screenId,
      relation: 'role',
      requestId: role?.requestId ?? -1,
    } as const;
    console.send({ ...old, count: 7 });
    expect(record(console).counts.get('role')?.status).toBe('counting');
    console.press('p');
    const again = counts(console.takeEffects())[0];
    expect(devices).toBeDefined();
    console.send({ ...old, requestId: again?.requestId ?? -1, count: null });
    expect(record(console).counts.get('role')).toEqual({ status: 'counted', count: null });
    expect(console.state.notice).toBeNull();
  });

  it('are not in the way of quitting', () => {
    const console = users().press('enter');
    console.takeEffects();
    console.press('ctrl+c');
    expect(console.takeEffects()).toEqual([{ type: 'quit' }]);
  });
});
