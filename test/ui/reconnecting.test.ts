import { describe, expect, it } from 'vitest';
import type { ErrorReport } from '../../src/errors.ts';
import { openConsole, type TestConsole } from './support/console.ts';

const away: ErrorReport = {
  code: 'server-not-running',
  kind: 'connection',
  message: 'No PostgreSQL server answers.',
  remedy: 'Start it.',
  details: {},
};

/** User, scrolled, with a reading of the rows in view under way. */
function reading(): { readonly console: TestConsole; readonly requestId: number } {
  const console = openConsole();
  const place = { host: 'localhost', port: 5432, database: 'app', user: 'ada' };
  const database = { ...place, serverVersion: '15.18', readOnly: false, embedded: false };
  console.send({ type: 'database-connected', database });
  console.press('/').type('User').press('enter').answerPages(5000);
  for (let step = 0; step < 60; step += 1) console.press('j').answerPages(5000);
  console.takeEffects();
  console.press('r');
  const [load] = console.takeEffects().filter((effect) => effect.type === 'load-page');
  if (load?.type !== 'load-page') throw new Error('no page was asked for');
  return { console, requestId: load.requestId };
}

function fail(console: TestConsole, requestId: number, report = away): TestConsole {
  return console.send({ type: 'request-failed', failed: { part: 'request', requestId }, report });
}

function pauses(console: TestConsole): readonly number[] {
  return console
    .takeEffects()
    .flatMap((effect) => (effect.type === 'try-connection' ? [effect.delayMs] : []));
}

describe('a lost connection', () => {
  it('leaves the rows on the screen and is tried again, with growing pauses', () => {
    const { console, requestId } = reading();
    fail(console, requestId);
    expect(console.rows.error).toBeNull();
    expect(console.rows.window?.pages.length).toBeGreaterThan(0);
    const [first = 0] = pauses(console);
    const [second = 0] = pauses(console.send({ type: 'connection-tried', report: away }));
    expect(second).toBeGreaterThan(first);
    for (let tries = 0; tries < 12; tries += 1) console.send({ type: 'connection-tried', report: away });
    expect(Math.max(...pauses(console))).toBe(10_000);
  });

  it('is tried at once on the key that reads the rows again', () => {
    const { console, requestId } = reading();
    fail(console, requestId).takeEffects();
    expect(console.press('r').takeEffects()).toEqual([{ type: 'try-connection', delayMs: 0 }]);
  });

  it('goes on from the bookmark of the row at the top, the cursor on its row', () => {
    const { console, requestId } = reading();
    fail(console, requestId).takeEffects();
    const { cursor, top } = console.rows;
    console.send({ type: 'connection-tried', report: null });
    const [load] = console.effects.filter((effect) => effect.type === 'load-page');
    const bookmark = { type: 'keys', keys: [String(top)] };
    expect(load).toMatchObject({ spec: { place: { type: 'from', bookmark } } });
    expect(console.answerPages(5000).rows.cursor).toEqual(cursor);
    expect(console.state.loss).toBeNull();
  });

  it('counts again what was being counted', () => {
    const { console, requestId } = reading();
    console.press('c');
    const [count] = console.takeEffects().filter((effect) => effect.type === 'count-rows');
    fail(console, requestId);
    fail(console, count?.type === 'count-rows' ? count.requestId : -1).takeEffects();
    console.send({ type: 'connection-tried', report: null });
    expect(console.takeEffects().map(({ type }) => type)).toContain('count-rows');
  });

  it('is given up where somebody has to mend something', () => {
    const { console, requestId } = reading();
    fail(console, requestId).takeEffects();
    const report = { ...away, code: 'password-wrong', message: 'The password was refused.' };
    console.send({ type: 'connection-tried', report });
    expect(pauses(console)).toEqual([]);
    expect(console.state.notice?.text).toContain('The password was refused.');
  });

  it('is tried again by itself after a reload that found nobody, until the server is back', () => {
    const { console } = reading();
    console.press('R').takeEffects();
    console.send({ type: 'request-failed', failed: { part: 'database' }, report: away });
    expect(pauses(console)).toHaveLength(1);
    console.send({ type: 'connection-tried', report: away });
    expect(pauses(console)).toHaveLength(1);
    console.send({ type: 'connection-tried', report: null });
    expect(console.takeEffects().map(({ type }) => type)).toContain('connect');
  });

  it('is tried at once on the key of the start screen', () => {
    const { console } = reading();
    console.press('escape', 'R');
    console.send({ type: 'request-failed', failed: { part: 'database' }, report: away }).takeEffects();
    expect(console.press('r').takeEffects()).toEqual([{ type: 'try-connection', delayMs: 0 }]);
  });

  it('is no loss when it is the first one: the start screen says what to do', () => {
    const console = openConsole();
    console.send({ type: 'request-failed', failed: { part: 'database' }, report: away });
    expect(pauses(console)).toEqual([]);
    expect(console.state.database.status).toBe('failed');
  });
});

describe('a host process that ended', () => {
  const ended = { ...away, code: 'host-exited', message: "The project's code ended its process." };

  it('is started again, and the project loaded with it', () => {
    const { console } = reading();
    console.send({ type: 'session-reported', event: { type: 'host-exited', report: ended } });
    expect(pauses(console)).toHaveLength(1);
    console.send({ type: 'connection-tried', report: null });
    const types = console.takeEffects().map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['load-project', 'load-models', 'connect', 'load-page']));
  });

  it('is left alone when it ends again and again, until R', () => {
    const { console } = reading();
    for (let times = 0; times < 3; times += 1) {
      console.send({ type: 'session-reported', event: { type: 'host-exited', report: ended } });
      console.send({ type: 'connection-tried', report: null });
    }
    console.takeEffects();
    console.send({ type: 'session-reported', event: { type: 'host-exited', report: ended } });
    expect(pauses(console)).toEqual([]);
    expect(console.state.notice?.text).toContain('Press R');
    console.press('R');
    expect(console.takeEffects().map(({ type }) => type)).toContain('load-page');
  });
});
