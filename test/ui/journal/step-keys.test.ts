/** The keys that step: what they have looked at first, and when they do nothing. */
import { describe, expect, it } from 'vitest';
import { forecastOf } from '../support/foreseen.ts';
import { foreseen, openMigrations } from './stepping-console.ts';
import { timelineScreen } from './timeline-console.ts';

describe('a stepping key', () => {
  it.each([
    ['u', { direction: 'up', selection: { type: 'next', count: 1 } }],
    ['U', { direction: 'up', selection: { type: 'all' } }],
    ['d', { direction: 'down', selection: { type: 'next', count: 1 } }],
    ['D', { direction: 'down', selection: { type: 'all' } }],
    ['R', { direction: 'down', selection: { type: 'next', count: 1 }, isRedone: true }],
    ['t', { direction: 'up', selection: { type: 'to', name: '03.js' } }],
  ])('%s has it looked at first what would be destroyed', (key, request) => {
    const console = openMigrations().press(key);
    expect(console.takeEffects()).toMatchObject([
      { type: 'foresee-step', request: { kind: 'migrations', ...request } },
    ]);
    expect(console.state.notice?.text).toContain('Looking at what it would destroy');
  });

  it('t goes down to an executed one, and no way to one without a file', () => {
    const down = openMigrations().press('home', 't');
    expect(down.takeEffects().at(-1)).toMatchObject({
      request: { direction: 'down', selection: { type: 'to', name: '01.js' } },
    });
    const gone = openMigrations({ entries: { '01.js': 'orphaned' } });
    expect(gone.press('home', 't').takeEffects()).toEqual([]);
    expect(gone.state.notice?.text).toBe('"01.js" has no file to step to: p repairs.');
  });

  it('is refused while a step runs, and in a read-only session', () => {
    const console = openMigrations().press('u');
    foreseen(console, forecastOf('03.js', 'up'));
    console.takeEffects();
    expect(console.press('u').takeEffects()).toEqual([]);
    expect(console.state.notice?.text).toContain('A step is running');
    const reading = openMigrations({ database: { readOnly: true } });
    expect(reading.press('u').takeEffects()).toEqual([]);
    expect(reading.state.notice?.text).toContain('read-only');
  });

  it('is taken back by Esc while it is looked at, and does not leave the screen', () => {
    const console = openMigrations().press('d');
    const [asked] = console.takeEffects();
    console.press('escape');
    expect(console.takeEffects()).toMatchObject([{ type: 'cancel-request' }]);
    expect(asked).toMatchObject({ type: 'foresee-step' });
    const { looking } = timelineScreen(console);
    const report = { kind: 'interrupted', code: 'aborted', message: '', remedy: '', details: {} } as const;
    console.send({
      type: 'request-failed',
      failed: { part: 'request', requestId: looking?.requestId ?? -1 },
      report,
    });
    expect(console.state.notice?.text).toBe('Cancelled: nothing was run.');
    expect(timelineScreen(console).looking).toBeNull();
  });
});
