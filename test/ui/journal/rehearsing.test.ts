/** Rehearsing from the timeline: what r asks for, what is told meanwhile, and what is said of it afterwards. */
import { describe, expect, it } from 'vitest';
import type { TestConsole } from '../support/console.ts';
import {
  entry,
  frame,
  notRestored,
  openTimeline,
  outcomeOf,
  pass,
  rehearsalId,
  restored,
  timelineScreen,
} from './timeline-console.ts';
import { answerForecast, forecastOf } from '../support/foreseen.ts';

const entries = [
  entry('01.js', 'executed'),
  entry('02.js', 'executed'),
  entry('03.js', 'pending'),
  entry('04.js', 'pending'),
];

/** What was asked for; what is taken back for it is another matter. */
function asked(console: TestConsole) {
  return console.takeEffects().filter(({ type }) => type !== 'cancel-request');
}

function rehearse(console: TestConsole): TestConsole {
  console.takeEffects();
  return console.press('r');
}

function rehearsed(console: TestConsole, ...outcome: Parameters<typeof outcomeOf>): TestConsole {
  return console.send({
    type: 'rehearsal-ended',
    requestId: rehearsalId(console),
    outcome: outcomeOf(...outcome),
  });
}

function listLine(console: TestConsole, name: string): string {
  return frame(console).find((line) => line.slice(4).startsWith(name)) ?? '';
}

describe('what r asks for', () => {
  it('is there and back and there again, up to a pending entry', () => {
    expect(asked(rehearse(openTimeline(entries).press('G')))).toMatchObject([
      {
        type: 'rehearse-journal',
        request: {
          kind: 'migrations',
          direction: 'up',
          selection: { type: 'to', name: '04.js' },
          isRoundTrip: true,
        },
      },
    ]);
  });

  it('is down to an executed entry, after a question when others lie in the way', () => {
    expect(asked(rehearse(openTimeline(entries).press('home', 'j')))).toMatchObject([
      { request: { direction: 'down', selection: { type: 'to', name: '02.js' } } },
    ]);
    const console = rehearse(openTimeline(entries).press('home'));
    expect(console.takeEffects()).toEqual([]);
    expect(console.state.overlay).toMatchObject({
      title: 'Rehearse undoing 2 migrations?',
      isDestructive: false,
    });
    expect(console.press('y').takeEffects()).toMatchObject([{ type: 'rehearse-journal' }]);
    expect(rehearsalId(console)).toBeGreaterThan(0);
  });

  it('is nothing in a read-only session, which is said on the tabs too', () => {
    const console = rehearse(openTimeline(entries, { readOnly: true }));
    expect(console.takeEffects()).toEqual([]);
    expect(console.state.notice?.text).toContain('start without --read-only to rehearse');
    expect(frame(console.press('2')).join('\n')).toContain('and a rehearsal writes first');
  });

  it('is nothing for an entry whose file is gone', () => {
    const console = rehearse(openTimeline([entry('01.js', 'orphaned')]));
    expect(console.takeEffects()).toEqual([]);
    expect(console.state.notice?.text).toBe('"01.js" has no file to rehearse.');
  });

  it('is nothing while one runs, and neither is a step', () => {
    const console = rehearse(openTimeline(entries));
    console.takeEffects();
    expect(console.press('r', 'u').takeEffects()).toEqual([]);
    expect(console.state.notice?.text).toBe('A rehearsal is running; Esc cancels it.');
  });

  it('works for seeders too', () => {
    const console = rehearse(openTimeline(entries, { kind: 'seeders' }));
    expect(asked(console)).toMatchObject([{ request: { kind: 'seeders', direction: 'up' } }]);
  });
});

describe('while it runs', () => {
  it('passes, statements and time are told as they come', () => {
    const console = rehearse(openTimeline(entries).press('G'));
    const requestId = rehearsalId(console);
    console.send(
      {
        type: 'rehearsal-reported',
        requestId,
        event: { type: 'pass-started', name: '03.js', direction: 'up' },
      },
      { type: 'rehearsal-reported', requestId, event: { type: 'pass-finished', pass: pass('03.js', 'up') } },
      {
        type: 'rehearsal-reported',
        requestId,
        event: { type: 'pass-started', name: '03.js', direction: 'down' },
      },
      {
        type: 'rehearsal-reported',
        requestId,
        event: { type: 'statement-executed', statement: { sql: 'DROP TABLE pets', durationMs: 5 } },
      },
      { type: 'rehearsal-lasted', requestId, elapsedMs: 1234 },
    );
    const lines = frame(console).map((line) => line.trimEnd());
    expect(lines).toContain(' Rehearsing up 04.js and 1 before it …  1.23 s  esc cancels');
    expect(lines).toContain(' ✓ up    03.js  2 · 12 ms');
    expect(lines).toContain(' › down  03.js');
    expect(lines).toContain('  1   5.0 ms  DROP TABLE pets');
    expect(listLine(console, '03.js')).toContain('rehearsing …');
  });

  it('it begins anew on a copy, and says why', () => {
    const console = rehearse(openTimeline(entries));
    const requestId = rehearsalId(console);
    console.send(
      { type: 'rehearsal-reported', requestId, event: { type: 'pass-finished', pass: pass('03.js', 'up') } },
      {
        type: 'rehearsal-reported',
        requestId,
        event: { type: 'copy-started', why: '"03.js" runs outside a transaction' },
      },
    );
    const lines = frame(console).join('\n');
    expect(lines).toContain('"03.js" runs outside a transaction. It is rehearsed on a copy.');
    expect(lines).not.toContain('✓ up');
  });

  it('Esc cancels it before it leads back, and what was cancelled marks nothing', () => {
    const console = rehearse(openTimeline(entries));
    const requestId = rehearsalId(console);
    console.takeEffects();
    expect(console.press('escape').takeEffects()).toEqual([{ type: 'cancel-request', requestId }]);
    const interrupted = pass('03.js', 'up', {
      status: 'failed',
      error: { code: 'interrupted', kind: 'interrupted', message: 'Interrupted.', remedy: '', details: {} },
    });
    rehearsed(console, [{ name: '03.js', passes: [interrupted], roundTrip: null }], { verdict: 'failed' });
    expect(console.state.notice?.text).toBe('The rehearsal was cancelled; nothing of it stayed.');
    expect(console.state.running.size).toBe(0);
    expect(listLine(console, '03.js')).not.toContain('fails');
  });

  it('it goes on when the screen is left, and is there when one comes back', () => {
    const console = rehearse(openTimeline(entries));
    console.press('L', 'M');
    expect(timelineScreen(console).tab).toBe('run');
    rehearsed(console, [restored('03.js')]);
    expect(listLine(console, '03.js')).toContain('rehearsed ok');
  });

  it('it is over when the project’s process ends', () => {
    const console = rehearse(openTimeline(entries));
    const report = {
      code: 'host-exited',
      kind: 'failed',
      message: 'It ended.',
      remedy: '',
      details: {},
    } as const;
    console.send({ type: 'session-reported', event: { type: 'host-exited', report } });
    expect(console.state.timelines.migrations.rehearsing).toBeNull();
  });
});

describe('afterwards', () => {
  it('the effect says verdict, schema, rows, and that nothing stayed', () => {
    const console = rehearsed(rehearse(openTimeline(entries)), [restored('03.js')]);
    expect(timelineScreen(console).tab).toBe('effect');
    const lines = frame(console).map((line) => line.trim());
    expect(lines).toEqual(
      expect.arrayContaining([
        '✓ down restores the schema',
        'up  12 ms',
        '+ column public.pets.age',
        '2,000 rows updated',
        'down  12 ms',
        '- column public.pets.age',
        'Rehearsed in one transaction, which was rolled back.',
        'The database is as it was.',
      ]),
    );
    expect(console.state.notice?.tone).toBe('good');
    expect(listLine(console, '03.js')).toMatch(/pending +rehearsed ok/);
  });

  it('the statements say number, time and rows of each, and what is locked for how long', () => {
    const console = rehearsed(rehearse(openTimeline(entries)), [restored('03.js')]).press('2');
    const lines = frame(console).map((line) => line.trimEnd());
    expect(lines).toContain('  1   3.0 ms              ALTER TABLE pets ADD COLUMN age integer');
    expect(lines).toContain("  2   1.0 ms  2,000 rows  UPDATE pets SET age = 3 WHERE name = 'Rex'");
    expect(lines.join('\n')).toMatch(
      /public\.pets {2}AccessExclusive, blocks reads and writes {2}\(from statement 1 on, 11 ms\)/,
    );
  });

  it('all entries are told of where another than the one under the cursor is wrong', () => {
    const console = rehearsed(rehearse(openTimeline(entries).press('G')), [
      notRestored('03.js'),
      restored('04.js'),
    ]);
    expect(timelineScreen(console).tab).toBe('run');
    const lines = frame(console).map((line) => line.trim());
    expect(lines).toContain('✗ 03.js: down does not restore the schema');
    expect(lines).toContain('+ enum public.mood');
    expect(lines).toContain('✓ 04.js: down restores the schema');
    expect(listLine(console, '03.js')).toContain('not restored');
    expect(console.state.notice).toEqual({ tone: 'bad', text: '"03.js": down does not restore the schema.' });
  });

  it('a failure shows its error with its place', () => {
    const failed = pass('03.js', 'up', {
      status: 'failed',
      error: {
        code: 'sql-failed',
        kind: 'failed',
        message: 'relation "pets" does not exist',
        remedy: 'Create it first.',
        details: { file: '/app/migrations/03.js', line: 4, sqlState: '42P01' },
      },
    });
    const console = rehearsed(
      rehearse(openTimeline(entries)),
      [{ name: '03.js', passes: [failed], roundTrip: null }],
      { verdict: 'failed' },
    );
    const lines = frame(console).map((line) => line.trim());
    expect(lines).toContain('✗ up fails');
    expect(lines).toContain('✗ relation "pets" does not exist');
    expect(lines).toContain('/app/migrations/03.js:4');
    expect(listLine(console, '03.js')).toContain('up fails');
  });

  it('what was on a copy says so, and moved sequences are named', () => {
    const console = rehearsed(rehearse(openTimeline(entries)), [restored('03.js')], {
      place: {
        type: 'copy',
        why: '"03.js" runs outside a transaction: it builds an index CONCURRENTLY',
        how: 'template',
        isEmbedded: false,
        missing: { added: [], removed: [], changed: [] },
      },
      movedSequences: [{ schema: 'public', name: 'pets_id_seq', from: '1', to: '7' }],
    });
    const text = frame(console).join('\n');
    expect(text).toContain('Rehearsed on a copy with all rows, which is dropped.');
    expect(text).toContain('sequence public.pets_id_seq went from 1 to 7');
  });

  it('what could not be started is told whole', () => {
    const console = rehearse(openTimeline(entries));
    console.send({
      type: 'request-failed',
      failed: { part: 'request', requestId: rehearsalId(console) },
      report: { code: 'locked', kind: 'failed', message: 'It is locked.', remedy: 'Wait.', details: {} },
    });
    expect(frame(console).join('\n')).toMatch(/Rehearsed up 03\.js[^]*✗ It is locked\.[^]*→ Wait\./);
  });

  it('a mark goes with the state it was rehearsed in, and the statements are those of the step', () => {
    const console = rehearsed(rehearse(openTimeline(entries)), [restored('03.js')]).press('u');
    answerForecast(console, { entries: [forecastOf('03.js', 'up')], passedOver: [] });
    const requestId = timelineScreen(console).run?.requestId ?? -1;
    const result = {
      name: '03.js',
      direction: 'up',
      status: 'done',
      durationMs: 20,
      wasAtomic: true,
      statements: [{ sql: 'CREATE TABLE really ()', durationMs: 2 }],
      error: null,
    } as const;
    console.send({ type: 'steps-ended', requestId, outcome: { results: [result], passedOver: [] } });
    expect(listLine(console, '03.js')).not.toContain('rehearsed');
    expect(frame(console.press('2')).join('\n')).toContain('CREATE TABLE really ()');
  });
});
