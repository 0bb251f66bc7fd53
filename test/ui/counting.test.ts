import { describe, expect, it } from 'vitest';
import type { Effect } from '../../src/ui/effects.ts';
import { expectedTotal } from '../../src/ui/screens/rows/state.ts';
import { openConsole, type TestConsole } from './support/console.ts';

function users(total: number): TestConsole {
  return openConsole().press('/').type('User').press('enter').answerPages(total);
}

function estimates(effects: readonly Effect[]): readonly (Effect & { readonly type: 'estimate-rows' })[] {
  return effects.filter((effect) => effect.type === 'estimate-rows');
}

function tell(console: TestConsole, requestId: number, rows: number): TestConsole {
  const estimate = { rows, sql: 'SELECT', durationMs: 1 };
  return console.send({ type: 'estimate-arrived', requestId, screenId: console.rows.id, estimate });
}

describe('the estimate', () => {
  it('is asked for when the first page is here and its end is not', () => {
    const console = openConsole().press('/').type('User').press('enter');
    expect(estimates(console.effects)).toEqual([]);
    console.answerPages(5000);
    const [asked] = estimates(console.takeEffects());
    expect(asked).toMatchObject({ spec: { source: { name: 'User' }, filter: '' } });
    tell(console, asked?.requestId ?? -1, 4987);
    expect(expectedTotal(console.rows)).toBe('~4,987');
  });

  it('is not asked for where the end is in view', () => {
    expect(estimates(users(40).takeEffects())).toEqual([]);
  });

  it('is asked for anew with another filter, and the question before it is taken back', () => {
    const console = users(5000);
    const [before] = estimates(console.takeEffects());
    console.press('F').type('age > 3').press('enter');
    expect(console.effects).toContainEqual({ type: 'cancel-request', requestId: before?.requestId });
    console.answerPages(900);
    const [asked] = estimates(console.takeEffects());
    expect(asked).toMatchObject({ spec: { filter: 'age > 3' } });
    tell(console, before?.requestId ?? -1, 7);
    expect(expectedTotal(console.rows)).toBeNull();
  });

  it('is asked for once, however many pages come', () => {
    const console = users(5000);
    expect(estimates(console.takeEffects())).toHaveLength(1);
    for (let step = 0; step < 300; step += 1) {
      console.press('j');
      expect(estimates(console.effects)).toEqual([]);
      console.answerPages(5000);
    }
  });

  it('is never said to be less than what was seen', () => {
    const console = users(5000);
    const [asked] = estimates(console.takeEffects());
    tell(console, asked?.requestId ?? -1, 60);
    expect(expectedTotal(console.rows)).toBe('more than 100');
  });

  it('is no news when it fails, and does not make the console busy', () => {
    const console = users(5000);
    const [asked] = estimates(console.takeEffects());
    expect(console.state.running.has(asked?.requestId ?? -1)).toBe(false);
    const report = { code: 'sql-error', kind: 'failed', message: 'No.', remedy: '', details: {} } as const;
    const failed = { part: 'request', requestId: asked?.requestId ?? -1 } as const;
    console.send({ type: 'request-failed', failed, report });
    expect(console.state.notice).toBeNull();
    expect(console.rows.error).toBeNull();
    expect(expectedTotal(console.rows)).toBeNull();
  });
});

describe('the exact count', () => {
  it('is asked for by its key and by nothing else, scopes included', () => {
    const console = users(5000).press('s', 'down', 'space', 'escape').answerPages(5000);
    console.press('o').answerPages(5000).press('G').answerPages(5000);
    expect(console.takeEffects().map(({ type }) => type)).not.toContain('count-rows');
    console.press('c');
    expect(console.takeEffects()).toMatchObject([
      { type: 'count-rows', spec: { scopes: [{ name: 'active' }] } },
    ]);
  });
});
