import { describe, expect, it } from 'vitest';
import { clickReader } from '../../src/ui/mouse-use.ts';
import { currentScreen } from '../../src/ui/state.ts';
import type { MouseInput } from '../../src/ui/terminal/key.ts';
import { openConsole, type TestConsole } from './support/console.ts';

function mouse(x: number, y: number, action: MouseInput['action'] = 'press'): MouseInput {
  return { type: 'mouse', action, button: 'left', x, y, ctrl: false, alt: false, shift: false };
}

function use(console: TestConsole, input: MouseInput, isDouble = false): TestConsole {
  return console.send({ type: 'mouse-used', use: { input, isDouble } });
}

/** 120x36: the sidebar takes 26 columns, the grid's first cell is at 29, 4. */
function users(): TestConsole {
  return openConsole().press('/').type('User').press('enter').answerPages(90);
}

describe('the mouse', () => {
  it('is off until a key switches it on, and off again', () => {
    const console = openConsole().press('m');
    expect(console.takeEffects()).toEqual([{ type: 'set-mouse', isEnabled: true }]);
    console.press('m');
    expect(console.takeEffects()).toEqual([{ type: 'set-mouse', isEnabled: false }]);
  });

  it('puts the cursor on the cell it points at, and opens the record with a double click', () => {
    const console = use(users(), mouse(26 + 1 + 20, 2 + 2 + 7));
    expect(console.rows.cursor).toEqual({ row: 7, column: 1 });
    use(console, mouse(47, 11), true);
    expect(currentScreen(console.state)).toMatchObject({
      type: 'record',
      values: ['id 7', 'name 7', 'roleId 7'],
    });
  });

  it('sorts by a double click on a header', () => {
    const console = use(users(), mouse(47, 2), true);
    expect(console.rows.spec.order).toEqual([{ attribute: 'name', direction: 'asc' }]);
  });

  it('scrolls by the wheel, the pane it is over', () => {
    const console = use(use(users(), mouse(50, 10, 'wheel-down')), mouse(50, 10, 'wheel-down'));
    expect(use(console, mouse(50, 10, 'wheel-up')).rows.cursor.row).toBe(3);
    expect(use(console, mouse(50, 10, 'wheel-right')).rows.cursor.column).toBe(1);
    use(console, mouse(3, 10, 'wheel-down'));
    expect(console.state).toMatchObject({ focus: 'sidebar', sidebar: { cursor: 4 } });
  });

  it('opens what is double-clicked in the sidebar', () => {
    const console = use(openConsole(), mouse(4, 4));
    expect(console.state).toMatchObject({ focus: 'sidebar', sidebar: { cursor: 1 } });
    expect(use(console, mouse(4, 4), true).rows.label).toBe('User');
  });

  it('chooses in a list, and closes it beside it', () => {
    const console = users().press('y');
    use(console, mouse(40, 16));
    expect(console.state.overlay).toBeNull();
    expect(console.takeEffects()).toMatchObject([{ type: 'copy-text' }]);
    expect(use(console.press('y'), mouse(0, 0)).state.overlay).toBeNull();
  });

  it('does nothing while a text is typed, and on cells where nothing is', () => {
    const console = users().press('F').type('name');
    const before = console.state;
    expect(use(console, mouse(50, 10)).state).toBe(before);
    console.press('escape');
    expect(use(console, mouse(110, 32)).rows.cursor).toMatchObject({ row: 28 });
    for (const [x, y] of [
      [0, 0],
      [119, 35],
      [26, 1],
      [500, 500],
    ] as const)
      use(console, mouse(x, y), true);
  });
});

describe('clickReader', () => {
  it('tells a double click by its place and time, and begins anew after it', () => {
    const read = clickReader();
    const doubles = [
      read(mouse(1, 1), 0),
      read(mouse(1, 1, 'release'), 50),
      read(mouse(1, 1), 200),
      read(mouse(1, 1), 300),
      read(mouse(2, 1), 400),
      read(mouse(2, 1), 900),
    ].map(({ isDouble }) => isDouble);
    expect(doubles).toEqual([false, false, true, false, false, false]);
  });
});
