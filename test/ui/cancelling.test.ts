import { describe, expect, it } from 'vitest';
import { currentScreen } from '../../src/ui/state.ts';
import { openConsole, type TestConsole } from './support/console.ts';

function users(total: number): TestConsole {
  const console = openConsole().press('/').type('User').press('enter').answerPages(total);
  console.takeEffects();
  return console;
}

function pageRequest(console: TestConsole): number {
  const [load] = console.takeEffects().filter((effect) => effect.type === 'load-page');
  if (load?.type !== 'load-page') throw new Error('no page was asked for');
  return load.requestId;
}

function interrupt(console: TestConsole, requestId: number): TestConsole {
  const report = { code: 'interrupted', kind: 'interrupted', message: 'The query was cancelled.' } as const;
  const failed = { part: 'request', requestId } as const;
  return console.send({ type: 'request-failed', failed, report: { ...report, remedy: '', details: {} } });
}

describe('Esc', () => {
  it('cancels a count and stays; then it goes back', () => {
    const console = users(40).press('s', 'escape');
    console.press('F').type('age > 1').press('enter').answerPages(5000);
    console.takeEffects();
    console.press('c');
    const [count] = console.takeEffects();
    console.press('escape');
    const requestId = count?.type === 'count-rows' ? count.requestId : -1;
    expect(console.takeEffects()).toEqual([{ type: 'cancel-request', requestId }]);
    expect(console.state.focus).toBe('main');
    interrupt(console, requestId);
    expect(console.rows.count.status).toBe('unknown');
    expect(console.state.notice).toEqual({ tone: 'plain', text: 'Cancelled.' });
    expect(console.press('escape').state.focus).toBe('sidebar');
  });

  it('cancels the rows of a new filter, and reads them again only when asked to', () => {
    const console = users(40).press('F').type('age > 1').press('enter');
    const requestId = pageRequest(console);
    console.press('escape');
    expect(console.takeEffects()).toEqual([{ type: 'cancel-request', requestId }]);
    interrupt(console, requestId);
    expect(console.rows.error).toMatchObject({ code: 'interrupted' });
    console.press('j', 'G', 'k');
    console.press('r');
    expect(console.takeEffects().map(({ type }) => type)).toContain('load-page');
    expect(console.answerPages(3).rows.error).toBeNull();
  });

  it('leaves a screen that has shown nothing yet, and cancels its reading', () => {
    const console = users(40).press('f', 'down', 'enter');
    const requestId = pageRequest(console);
    console.press('escape');
    expect(console.takeEffects()).toContainEqual({ type: 'cancel-request', requestId });
    expect(console.rows.label).toBe('User');
    expect(console.state.running.size).toBe(0);
  });

  it('is not kept by pages that nobody asked for: they are cancelled with the screen', () => {
    const console = users(5000).press('f', 'down', 'enter').answerPages(5000);
    for (let step = 0; step < 40; step += 1) console.press('j');
    const requestId = pageRequest(console);
    console.press('escape');
    expect(console.takeEffects()).toContainEqual({ type: 'cancel-request', requestId });
    expect(console.rows.label).toBe('User');
  });
});

describe('what is left', () => {
  it('is cancelled when another model is opened from the sidebar', () => {
    const console = users(40).press('F').type('age > 1').press('enter');
    const requestId = pageRequest(console);
    console.press('tab', '/').type('Role').press('enter');
    expect(console.takeEffects()).toContainEqual({ type: 'cancel-request', requestId });
    expect(currentScreen(console.state)).toMatchObject({ label: 'Role' });
  });
});

describe('Ctrl-C', () => {
  it('keeps the rows that are here when a page that joins them is cancelled', () => {
    const console = openConsole().press('/').type('User').press('enter').answerPages(5000);
    const requestId = pageRequest(console);
    console.press('ctrl+c');
    interrupt(console, requestId);
    expect(console.rows.error).toBeNull();
    expect(console.rows.window?.pages).toHaveLength(1);
    console.press('pagedown', 'pagedown');
    expect(console.takeEffects().map(({ type }) => type)).toContain('load-page');
  });
});
