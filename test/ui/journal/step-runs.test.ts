/** A run of steps on the screen: what it says while it goes on, and what it leaves behind. */
import { describe, expect, it } from 'vitest';
import type { JournalEvent, StepResult } from '../../../src/journal/journal.ts';
import { runLines } from '../../../src/ui/screens/journal/run-lines.ts';
import { journalView, openConsole, type TestConsole } from '../support/console.ts';
import { forecastOf } from '../support/foreseen.ts';
import { done, foreseen, openMigrations, states } from './stepping-console.ts';
import { timelineScreen } from './timeline-console.ts';

describe('a run', () => {
  function running(): { console: TestConsole; requestId: number } {
    const console = openMigrations().press('U');
    foreseen(console, forecastOf('03.js', 'up'), forecastOf('04.js', 'up'));
    console.takeEffects();
    return { console, requestId: timelineScreen(console).run?.requestId ?? -1 };
  }

  it('says where it is, for how long, and what it waits for', () => {
    const { console, requestId } = running();
    const tell = (event: JournalEvent) => console.send({ type: 'step-reported', requestId, event });
    const shown = () => {
      const { run } = timelineScreen(console);
      return run === null ? [] : runLines(run, 80).map((line) => line.text);
    };
    const holder = { pid: 7, application: null, user: null, address: null, since: null, shown: 'backend 7' };
    tell({ type: 'lock-awaited', holder, timeoutMs: 60_000 });
    expect(shown()).toEqual([
      '1 of 2 · about to begin',
      'Another run holds the lock (backend 7): waiting up to 60 s for it to finish.',
    ]);
    tell({ type: 'step-started', name: '03.js', direction: 'up' });
    tell({ type: 'step-finished', result: done });
    tell({ type: 'step-started', name: '04.js', direction: 'up' });
    tell({ type: 'transaction-left', name: '04.js', why: 'it says so' });
    tell({ type: 'statement-sent', sql: 'CREATE INDEX\n  CONCURRENTLY x' });
    console.send({ type: 'step-ticked', requestId, elapsedMs: 61_400 });
    expect(shown()).toEqual([
      '2 of 2 · up  04.js · 1 min 1 s',
      'It runs outside a transaction: it says so. What it does before a failure stays.',
      '› CREATE INDEX CONCURRENTLY x',
      '✓ up    03.js  0.012 s',
    ]);
    expect(timelineScreen(console).cursor).toBe(3);
  });

  it('has journals and tables read after each step, one reading at a time', () => {
    const { console, requestId } = running();
    const finish = () =>
      console.send({ type: 'step-reported', requestId, event: { type: 'step-finished', result: done } });
    const types = () => console.takeEffects().map((effect) => effect.type);
    const reread = ['read-journal', 'read-journal', 'read-tables'];
    finish();
    expect(types()).toEqual(reread);
    finish();
    finish();
    expect(types()).toEqual([]);
    console.send({ type: 'tables-read', tables: [] });
    expect(types()).toEqual(reread);
    console.send({ type: 'tables-read', tables: [] });
    expect(types()).toEqual([]);
  });

  it('shows what ran, with the cursor on it, and reads everything again', () => {
    const { console, requestId } = running();
    console.press('home');
    console.send({ type: 'steps-ended', requestId, outcome: { results: [done], passedOver: [] } });
    expect(timelineScreen(console)).toMatchObject({ tab: 'run', run: null, cursor: 2 });
    expect(console.state.timelines.migrations.last).toEqual({ type: 'steps', results: [done] });
    expect(console.state.notice).toEqual({ tone: 'good', text: 'Executed "03.js" in 0.01 s.' });
    expect(console.takeEffects().map((effect) => effect.type)).toEqual([
      'read-journal',
      'read-journal',
      'read-tables',
    ]);
  });

  it('that fails lands on what failed, shown first, and says what was kept', () => {
    const { console, requestId } = running();
    const failed: StepResult = {
      ...done,
      name: '04.js',
      status: 'failed',
      error: { kind: 'failed', code: 'x', message: 'No.', remedy: 'Mend it.', details: {} },
    };
    console.press('home');
    console.send({ type: 'steps-ended', requestId, outcome: { results: [done, failed], passedOver: [] } });
    expect(timelineScreen(console)).toMatchObject({ cursor: 3, tab: 'run' });
    expect(console.state.timelines.migrations.last).toEqual({ type: 'steps', results: [failed, done] });
    expect(console.state.notice?.text).toBe('"04.js" failed: nothing of it was kept; 1 before it is done.');
  });

  it('is cancelled by Esc, and says so', () => {
    const { console, requestId } = running();
    console.press('escape');
    expect(console.takeEffects()).toEqual([{ type: 'cancel-request', requestId }]);
    const failed: StepResult = {
      ...done,
      status: 'failed',
      wasAtomic: false,
      error: { kind: 'interrupted', code: 'aborted', message: '', remedy: '', details: {} },
    };
    console.send({ type: 'steps-ended', requestId, outcome: { results: [failed], passedOver: [] } });
    expect(console.state.notice?.text).toBe('"03.js" was cancelled: what it had done by then was kept.');
  });

  it('that is refused because the journal has changed reads it again', () => {
    const { console, requestId } = running();
    const report = {
      kind: 'failed',
      code: 'journal-changed',
      message: 'Changed.',
      remedy: 'Look.',
      details: {},
    } as const;
    console.send({ type: 'request-failed', failed: { part: 'request', requestId }, report });
    expect(timelineScreen(console).run).toBeNull();
    expect(console.state.notice?.text).toBe('Changed. Look.');
    expect(console.takeEffects().map((effect) => effect.type)).toContain('read-journal');
  });

  it('has rows that were open before it read again when they come back', () => {
    const console = openConsole().press('/').type('User').press('enter').answerPages(3).press('M');
    console.send({ type: 'journal-read', kind: 'migrations', view: journalView(states) });
    console.press('u');
    foreseen(console, forecastOf('03.js', 'up'));
    const requestId = timelineScreen(console).run?.requestId ?? -1;
    console.send({ type: 'steps-ended', requestId, outcome: { results: [done], passedOver: [] } });
    console.takeEffects();
    console.press('escape');
    expect(console.takeEffects()).toMatchObject([{ type: 'load-page' }]);
  });

  it('has rows that one looks at meanwhile read again at once', () => {
    const { console, requestId } = running();
    console.press('ctrl+f').type('User').press('enter').answerPages(3);
    console.send({ type: 'steps-ended', requestId, outcome: { results: [done], passedOver: [] } });
    expect(console.takeEffects()).toMatchObject([{}, {}, {}, { type: 'load-page' }]);
  });
});

it('a run ends with the process that it ran in', () => {
  const console = openMigrations().press('u');
  foreseen(console, forecastOf('03.js', 'up'));
  expect(timelineScreen(console).run).not.toBeNull();
  console.send({ type: 'action-chosen', id: 'app.reload' });
  expect(timelineScreen(console).run).toBeNull();
});

it('a process that ended is said with a way that R, which redoes here, is not', () => {
  const report = {
    kind: 'failed',
    code: 'host-exited',
    message: 'It ended.',
    remedy: '',
    details: {},
  } as const;
  const console = openMigrations();
  console.send({ type: 'session-reported', event: { type: 'host-exited', report } });
  expect(console.state.notice?.text).toBe('It ended. Press : and choose "Reload" to load the project again.');
});
