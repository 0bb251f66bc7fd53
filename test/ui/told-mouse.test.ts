/** The mouse on search, page, tour, checks and activity, as the terminal reports it. */
import { describe, expect, it } from 'vitest';
import type { ActivityView } from '../../src/database/activity/activity.ts';
import { openPage } from '../../src/ui/screens/page/open.ts';
import { currentScreen, type ScreenState } from '../../src/ui/state.ts';
import type { MouseInput } from '../../src/ui/terminal/key.ts';
import { doctor, summaries } from './checks/findings.ts';
import { shopConsole } from './schema/schema-console.ts';
import { openConsole, type TestConsole } from './support/console.ts';

/** The first cell inside the main pane of a console of 120 columns, and of one of 200. */
const inside = { narrow: 27, wide: 33, y: 2 };

function use(
  console: TestConsole,
  x: number,
  y: number,
  action: MouseInput['action'] = 'press',
  isDouble = false,
): TestConsole {
  const input: MouseInput = {
    type: 'mouse',
    action,
    button: 'left',
    x,
    y: y + inside.y,
    ctrl: false,
    alt: false,
    shift: false,
  };
  return console.send({ type: 'mouse-used', use: { input, isDouble } });
}

function shown<Type extends ScreenState['type']>(
  { state }: TestConsole,
  type: Type,
): Extract<ScreenState, { readonly type: Type }> {
  const screen = currentScreen(state);
  if (screen.type !== type) throw new Error(`The screen is ${screen.type}.`);
  return screen as Extract<ScreenState, { readonly type: Type }>; // its type was just compared
}

function pageOf(node: string, size?: { columns: number; rows: number }): TestConsole {
  const console = shopConsole(size);
  console.state = openPage(console.state, node)[0];
  return console;
}

function checks(size?: { columns: number; rows: number }): TestConsole {
  const console = shopConsole(size).press('K');
  const { id: screenId, doctor: asked } = shown(console, 'checks');
  const requestId = asked.requestId ?? 0;
  return console.send({ type: 'schema-examined', screenId, requestId, report: doctor, summaries });
}

describe('the mouse on the search', () => {
  it('puts the cursor on what was found while it is typed, and opens its page with a double click', () => {
    const console = use(shopConsole().press('I').type('order'), inside.narrow + 6, 5);
    expect(shown(console, 'schema')).toMatchObject({ cursor: 1, isTyping: false });
    use(console, inside.narrow + 6, 5, 'press', true);
    expect(shown(console, 'page').node).toBe('Customer');
  });

  it('types again where the line is clicked, and moves by the wheel', () => {
    const console = shopConsole().press('I').type('order').press('escape');
    use(console, inside.narrow + 2, 0);
    expect(shown(console, 'schema').isTyping).toBe(true);
    use(console, inside.narrow + 2, 8, 'wheel-down');
    expect(shown(console, 'schema').cursor).toBe(3);
  });
});

describe('the mouse on a page', () => {
  it('puts the cursor on a line, and folds or follows with a double click', () => {
    const console = use(pageOf('Order'), inside.narrow + 5, 2);
    expect(shown(console, 'page').cursor).toBe(2);
    use(console, inside.narrow + 5, 0, 'press', true);
    expect([...shown(console, 'page').closed]).toEqual(['about']);
  });

  it('scrolls what is told where the wheel is over it, and the lines elsewhere', () => {
    const console = pageOf('Customer', { columns: 120, rows: 12 }).press(
      'j',
      'j',
      'j',
      'j',
      'j',
      'j',
      'j',
      'j',
    );
    const { cursor } = shown(console, 'page');
    use(console, inside.narrow + 5, 6, 'wheel-down');
    expect(shown(console, 'page').cursor).toBe(cursor);
    use(console, inside.narrow + 5, 0, 'wheel-up');
    expect(shown(console, 'page').cursor).toBe(cursor - 3);
    const wide = pageOf('Customer', { columns: 200, rows: 40 });
    expect(use(wide, inside.wide + 150, 3).state.screens).toEqual(wide.state.screens);
    use(wide, inside.wide + 5, 7);
    expect(shown(wide, 'page').cursor).toBe(7);
  });
});

describe('the mouse on the tour', () => {
  it('goes to a stop of the contents, and to a chapter by its first stop', () => {
    const console = shopConsole({ columns: 200, rows: 40 }).press('T');
    use(console, inside.wide + 4, 3);
    expect(shown(console, 'tour').stop).toBe(2);
    use(console, inside.wide + 4, 4);
    expect(shown(console, 'tour').stop).toBe(3);
    use(console, inside.wide + 4, 2, 'press', true);
    expect(shown(console, 'page').node).toBe('Customer');
  });
});

describe('the mouse on the checks', () => {
  it('shows a tab, and puts the cursor on a finding', () => {
    const console = use(checks(), inside.narrow + 12, 0);
    expect(shown(console, 'checks').tab).toBe('error');
    use(console, inside.narrow + 2, 0);
    use(console, inside.narrow + 6, 5);
    expect(shown(console, 'checks')).toMatchObject({ tab: 'all', cursor: 1 });
    use(console, inside.narrow + 6, 5, 'press', true);
    expect(shown(console, 'page').node).toBe('Order');
  });

  it('scrolls the detail where the wheel is over it', () => {
    const console = checks({ columns: 120, rows: 14 }).press('j');
    use(console, inside.narrow + 6, 8, 'wheel-down');
    expect(shown(console, 'checks')).toMatchObject({ cursor: 1, detailTop: 3 });
    use(console, inside.narrow + 6, 2, 'wheel-up');
    expect(shown(console, 'checks')).toMatchObject({ cursor: 0, detailTop: 0 });
  });
});

describe('the mouse on the activity', () => {
  const view: ActivityView = {
    database: 'shop',
    byteLength: 8192,
    connections: { used: 2, most: 100 },
    cacheHit: null,
    sessions: [],
    locks: [],
    tables: ['users', 'roles'].map((name) => ({
      schema: 'public',
      name,
      byteLength: 8192,
      rowEstimate: 5,
      sequentialScans: 1,
      indexScans: 1,
      deadRows: 0,
      cacheHit: null,
    })),
    indexes: [],
    statements: null,
    vacuums: [],
    remarks: [],
  };

  it('shows a tab, and opens the page of a table with a double click', () => {
    const console = openConsole().press('B');
    const requestId = shown(console, 'activity').requestId ?? 0;
    console.send({ type: 'activity-arrived', requestId, view });
    use(console, inside.narrow + 26, 0);
    expect(shown(console, 'activity').tab).toBe('tables');
    use(console, inside.narrow + 6, 4);
    expect(shown(console, 'activity').cursor).toBe(1);
    use(console, inside.narrow + 6, 4, 'press', true);
    expect(shown(console, 'page').node).toBe('Role');
  });
});
