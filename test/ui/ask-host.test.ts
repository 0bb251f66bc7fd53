import { describe, expect, it } from 'vitest';
import type { ErrorReport } from '../../src/errors.ts';
import { openConsole, type TestConsole } from './support/console.ts';

const report: ErrorReport = {
  code: 'unconfirmed-host',
  kind: 'usage',
  message: 'The database "shop" is on "far:5432".',
  remedy: 'Allow it.',
  details: {
    connection: { host: 'far', port: 5432, database: 'shop', user: 'owner', source: '"config.js"' },
  },
};

function refused(console: TestConsole = openConsole()): TestConsole {
  console.send({ type: 'request-failed', failed: { part: 'database' }, report });
  return console;
}

describe('a host that has to be allowed', () => {
  it('is asked for, and Enter says no', () => {
    const console = refused();
    expect(console.state.overlay).toMatchObject({
      type: 'confirm',
      title: 'Connect to far?',
      verb: 'connect',
    });
    console.press('enter');
    expect(console.state.overlay).toBeNull();
    expect(console.takeEffects()).toEqual([]);
  });

  it('is allowed by a yes, and what was refused is tried again', () => {
    const console = refused().press('y');
    expect(console.takeEffects()).toEqual([{ type: 'allow-host', host: 'far' }]);
    console.send({ type: 'host-allowed', host: 'far' });
    expect(console.takeEffects()).toEqual([{ type: 'connect' }]);
    expect(console.state.database.status).toBe('loading');
  });

  it('is not asked for under somebody who types, but on a key', () => {
    const console = refused(openConsole().press('/'));
    expect(console.state.overlay).toBeNull();
    expect(console.state.notice?.text).toContain('"far" has to be allowed first');
    console.press('y', 'escape');
    expect(console.takeEffects()).toEqual([]);
    console.press('a');
    expect(console.state.overlay).toMatchObject({ title: 'Connect to far?' });
  });

  it('is asked for again by rows that need it, which are then read', () => {
    const console = openConsole().press('enter');
    const [effect] = console.takeEffects();
    if (effect?.type !== 'load-page') throw new Error('No page was asked for.');
    const { requestId } = effect;
    console.send({ type: 'request-failed', failed: { part: 'request', requestId }, report });
    expect(console.state.overlay).toMatchObject({ title: 'Connect to far?' });
    console.press('y').takeEffects();
    console.send({ type: 'host-allowed', host: 'far' });
    expect(console.takeEffects()).toMatchObject([{ type: 'load-page' }]);
  });
});
