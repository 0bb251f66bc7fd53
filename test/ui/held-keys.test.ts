import { describe, expect, it } from 'vitest';
import { heldText } from '../../src/ui/held-keys.ts';
import { currentScreen } from '../../src/ui/state.ts';
import { schemaOfKeys } from './graph/schema-of-keys.ts';
import { openConsole, type TestConsole } from './support/console.ts';

const keys = ['User.roleId>Role', 'UserDevice.userId>User', 'Order.userId>User', 'Item.orderId>Order'];
const report = { code: 'x', kind: 'failed', message: 'No models.', remedy: '', details: {} } as const;

function read(console: TestConsole): TestConsole {
  return console.send({ type: 'schema-read', schema: schemaOfKeys(keys) });
}

/** What the status line says of the keys that are held. */
function said({ state }: TestConsole): string {
  return state.held === null ? '' : heldText(state.held);
}

/** In the main pane, with the cursor of the sidebar on User. */
function open(): TestConsole {
  return openConsole().press('j');
}

describe('keys that are typed before the schema is here', () => {
  it('walk the graph once it is, in their order', () => {
    const console = open().press('a', 'right', 'enter', 'left');
    expect(said(console)).toBe('Reading the schema: → ⏎ ← wait, esc drops them.');
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
    expect(said(console)).toBe('Reading the schema: ⏎ waits, esc drops it.');
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
    expect(said(console)).toContain('… n n n n wait');
  });

  it('that mean nothing there change nothing', () => {
    const console = open().press('a', 'right', 't');
    expect(console.state.held?.keys).toHaveLength(1);
  });
});

describe('keys that are typed before the first rows are here', () => {
  function openRows(): TestConsole {
    return openConsole().press('/').type('User').press('enter');
  }

  it('move, and open the record that they lead to', () => {
    const console = openRows().press('j', 'j', 'l', 'enter');
    expect(said(console)).toBe('Reading the rows: j j l ⏎ wait, esc drops them.');
    console.answerPages(90);
    expect(currentScreen(console.state)).toMatchObject({
      type: 'record',
      values: ['id 2', 'name 2', 'roleId 2'],
    });
    expect(console.state).toMatchObject({ notice: null, held: null });
  });

  it('are looked for as text once a find is among them', () => {
    const console = openRows().press('/').type('name 7').press('enter', 'j').answerPages(90);
    expect(console.rows).toMatchObject({ finding: null, found: 'name 7', cursor: { row: 8, column: 1 } });
  });

  it('wait once more for what they open', () => {
    const console = openRows().press('f').type('devices').press('enter', 'j', 'j').answerPages(90);
    expect(console.rows).toMatchObject({ label: 'devices', window: null });
    expect(said(console)).toBe('Reading the rows: j j wait, esc drops them.');
    expect(console.answerPages(90).rows.cursor.row).toBe(2);
  });

  it('act at once where it is the same whatever rows come', () => {
    const console = openRows().press('F').type('id = 1').press('enter').answerPages(1);
    expect(console.rows.spec.filter).toBe('id = 1');
    expect(openRows().press('G').answerPages(5000).rows.cursor.row).toBe(-1);
  });

  it('keep their order with those that would act at once', () => {
    const console = openRows().press('l', 'F').type('id = 1').press('enter').answerPages(90).answerPages(1);
    expect(console.rows).toMatchObject({
      spec: { filter: 'id = 1' },
      cursor: { row: 0, column: 1 },
      filterInput: null,
    });
  });

  it('end where something is to be agreed to', () => {
    const console = openRows().press('j', 'E', 'enter', 'enter').answerPages(90);
    expect(console.state.overlay?.type).toBe('export');
    expect(console.state.exporting).toBeNull();
  });

  it('are dropped by Esc, which leads back only the next time', () => {
    const console = openRows().press('j', 'j', 'escape');
    expect(console.answerPages(90).rows.cursor.row).toBe(0);
    expect(console.press('escape').state.focus).toBe('sidebar');
  });

  it('are dropped when the rows cannot be read', () => {
    const console = openRows().press('j', 'enter');
    const requestId = console.rows.loading.arrival?.requestId ?? -1;
    console.send({ type: 'request-failed', failed: { part: 'request', requestId }, report });
    expect(console.state).toMatchObject({ held: null, notice: null, overlay: null });
    expect(console.rows.error).toMatchObject({ message: 'No models.' });
  });
});
