import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../../src/ui/layout.ts';
import type { MouseInput } from '../../../src/ui/terminal/key.ts';
import type { TestConsole } from '../support/console.ts';
import { graphFrame, graphOnScreen, openGraphConsole } from './graph-console.ts';

const size = { columns: 120, rows: 36 };
const keys = [
  'Post.authorId>User',
  'Session.userId>User',
  'User.roleId?>Role',
  'Comment.postId>Post',
  'Order.userId?>User',
  'Item.orderId>Order',
  'Parcel.orderId>Order',
];

/** At the first cell in which the text begins on the screen, counted from the terminal's corner. */
async function use(
  console: TestConsole,
  text: string,
  action: MouseInput['action'] = 'press',
  isDouble = false,
): Promise<TestConsole> {
  const lines = (await graphFrame(console)).split('\n');
  const y = lines.findIndex((line) => line.includes(text));
  const { sidebarWidth } = layoutOf(size, 'main');
  const x = Array.from(lines[y]?.split(text)[0] ?? '').length;
  const cell = { x: sidebarWidth + 1 + x, y: y + 2 };
  const input = {
    type: 'mouse',
    action,
    button: 'left',
    ...cell,
    ctrl: false,
    alt: false,
    shift: false,
  } as const;
  return console.send({ type: 'mouse-used', use: { input, isDouble } });
}

describe('the mouse around a model', () => {
  it('walks to the box that is clicked, and back to the middle', async () => {
    const console = await use(openGraphConsole(keys, 'User', size), 'Session');
    expect(graphOnScreen(console).cursor).toEqual({ side: 'right', near: 'Session', far: null });
    await use(console, 'Role');
    expect(graphOnScreen(console).cursor).toEqual({ side: 'left', near: 'Role', far: null });
    await use(console, 'users');
    expect(graphOnScreen(console).cursor).toEqual({ side: 'centre' });
  });

  it('puts the box in the middle that is clicked twice', async () => {
    const console = await use(openGraphConsole(keys, 'User', size), 'Post', 'press', true);
    expect(graphOnScreen(console)).toMatchObject({ centre: 'Post', cursor: { side: 'centre' } });
  });

  it('reaches the boxes a step further', async () => {
    const console = openGraphConsole(keys, 'User', size).press('-');
    await use(console, 'Comment');
    expect(graphOnScreen(console).cursor).toEqual({ side: 'right', near: 'Post', far: 'Comment' });
  });

  it('does nothing on a line, beside the boxes and below them', async () => {
    const console = openGraphConsole(keys, 'User', size);
    const before = graphOnScreen(console);
    for (const text of ['○<│', 'refers to 1', 'neighbours']) await use(console, text, 'press', true);
    expect(graphOnScreen(console)).toEqual(before);
  });

  it('goes on by the wheel along the side that it is over', async () => {
    const console = await use(openGraphConsole(keys, 'User', size).press('right', 'g'), 'Post', 'wheel-down');
    expect(graphOnScreen(console).cursor).toMatchObject({ side: 'right', near: 'Post' });
    await use(console, 'Role', 'wheel-down');
    expect(graphOnScreen(console).cursor).toMatchObject({ side: 'left', near: 'Role' });
    await use(console, 'Session', 'wheel-up');
    expect(graphOnScreen(console).cursor).toMatchObject({ side: 'right', near: 'Post' });
    await use(console, 'users', 'wheel-up');
    expect(graphOnScreen(console).cursor).toMatchObject({ side: 'right', near: 'Order' });
  });
});

describe('the mouse over tiles', () => {
  it('chooses the one that is clicked, and opens the one that is clicked twice', async () => {
    const rings = ['A', 'B', 'C'].flatMap((ring) =>
      Array.from({ length: 6 }, (_, index) => `${ring}Child${String(index)}.hubId>${ring}Hub`),
    );
    const console = openGraphConsole(rings, null, size);
    await use(console, ' BHub');
    expect(graphOnScreen(console).tile).toBe(1);
    await use(console, ' CHub', 'press', true);
    expect(graphOnScreen(console)).toMatchObject({ cluster: 'CHub', tile: 0 });
    await use(console, ' CChild2', 'press', true);
    expect(graphOnScreen(console)).toMatchObject({ centre: 'CChild2', zoom: 'near' });
  });

  it('goes on by the wheel from row to row', async () => {
    const children = Array.from({ length: 20 }, (_, index) => `Child${String(index + 10)}.userId>User`);
    const console = openGraphConsole(children, 'User', size).press('-', '-');
    await use(console, 'User', 'wheel-down');
    const { tile } = graphOnScreen(console);
    expect(tile).toBeGreaterThan(1);
    expect(graphOnScreen(await use(console, 'User', 'wheel-up')).tile).toBe(0);
  });
});
