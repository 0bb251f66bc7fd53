import { describe, expect, it } from 'vitest';
import { currentScreen } from '../../src/ui/state.ts';
import { schemaOfKeys } from './graph/schema-of-keys.ts';
import { openConsole, type TestConsole } from './support/console.ts';

const keys = ['User.roleId>Role', 'UserDevice.userId>User', 'Order.userId>User', 'Item.orderId>Order'];
const report = { code: 'x', kind: 'failed', message: 'No models.', remedy: '', details: {} } as const;

function read(console: TestConsole): TestConsole {
  return console.send({ type: 'schema-read', schema: schemaOfKeys(keys) });
}

/** In the main pane, with the cursor of the sidebar on User. */
function open(): TestConsole {
  return openConsole().press('j');
}

describe('keys that are typed before the schema is here', () => {
  it('walk the graph once it is, in their order', () => {
    const console = open().press('a', 'right', 'enter', 'left');
    expect(console.state.notice?.text).toBe('Still reading the schema: → ⏎ ← wait for it, esc drops them.');
    read(console);
    expect(currentScreen(console.state)).toMatchObject({
      type: 'graph',
      centre: 'Order',
      cursor: { near: 'User' },
    });
    expect(console.state).toMatchObject({ notice: null, held: null });
  });

  it('lead through the tour and on to a page', () => {
    const console = read(open().press('T', 'n', 'n', 'enter'));
    expect(currentScreen(console.state)).toMatchObject({ type: 'page' });
    expect(console.state.tourStop).toBe(2);
  });

  it('open what is found by what is typed, and go on from there', () => {
    const console = open().press('I').type('item').press('enter');
    expect(console.state.notice?.text).toBe('Still reading the schema: ⏎ waits for it, esc drops it.');
    read(console.press('a'));
    expect(currentScreen(console.state)).toMatchObject({ type: 'graph', centre: 'Item' });
  });

  it('end with the first that is answered with a notice', () => {
    const console = read(open().press('I').type('nowhere').press('enter', 'a'));
    expect(console.state.notice?.text).toBe('Nothing has "nowhere" in it.');
    expect(currentScreen(console.state)).toMatchObject({ type: 'schema', line: { text: 'nowhere' } });
  });

  it('are dropped by Esc, which leads back only the next time', () => {
    const console = open().press('i', 'down', 'escape');
    expect(console.state).toMatchObject({ notice: null, held: null, focus: 'main' });
    expect(currentScreen(console.state).type).toBe('page');
    expect(console.press('escape').state.focus).toBe('sidebar');
  });

  it('are dropped by who goes elsewhere, or asks for help', () => {
    const elsewhere = read(open().press('a', 'right', 'L'));
    expect(currentScreen(elsewhere.state).type).toBe('log');
    const helped = read(open().press('a', 'right', '?'));
    expect(helped.state.overlay).toMatchObject({ type: 'help', top: 0 });
    const inSidebar = open().press('a', 'right');
    inSidebar.state = { ...inSidebar.state, focus: 'sidebar' };
    expect(currentScreen(read(inSidebar).state)).toMatchObject({ cursor: { side: 'centre' } });
  });

  it('are dropped when it cannot be read', () => {
    const console = open().press('a', 'right');
    console.send({ type: 'request-failed', failed: { part: 'schema' }, report });
    expect(console.state).toMatchObject({ held: null, notice: null });
  });

  it('are no more than a hand types', () => {
    const console = open().press('T', ...Array.from({ length: 90 }, () => 'n'));
    expect(console.state.held?.keys).toHaveLength(40);
    expect(console.state.notice?.text).toContain('… n n n n n n n n wait');
  });

  it('that mean nothing there change nothing', () => {
    const console = open().press('a', 'right', 't');
    expect(console.state.held?.keys).toHaveLength(1);
  });
});
