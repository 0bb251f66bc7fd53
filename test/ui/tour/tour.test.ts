import { describe, expect, it } from 'vitest';
import { paintTour } from '../../../src/ui/screens/tour/paint.ts';
import type { TourScreen } from '../../../src/ui/screens/tour/state.ts';
import { currentScreen } from '../../../src/ui/state.ts';
import { schemaOfKeys } from '../graph/schema-of-keys.ts';
import { paneText, shopConsole } from '../schema/schema-console.ts';
import { TestConsole } from '../support/console.ts';

function tourOn(console: TestConsole): TourScreen {
  const screen = currentScreen(console.state);
  if (screen.type !== 'tour') throw new Error(`The screen is ${screen.type}.`);
  return screen;
}

function frame(console: TestConsole): string {
  return paneText(console, (canvas) => paintTour(canvas, tourOn(console)));
}

describe('the tour', () => {
  it.each([
    [80, 24],
    [200, 60],
  ])('stands whole at %i by %i', async (columns, rows) => {
    const console = shopConsole({ columns, rows }).press('B', 'n');
    await expect(`${frame(console)}\n`).toMatchFileSnapshot(
      `golden/tour-${String(columns)}x${String(rows)}.txt`,
    );
  });

  it('begins with how large all is and what most depends on', () => {
    const console = new TestConsole();
    const keys = ['Post.userId>User', 'Comment.userId>User', 'Comment.postId>Post', 'Tag'];
    console.send({ type: 'schema-read', schema: schemaOfKeys(keys) }).press('B');
    expect(frame(console)).toContain('4 models, 3 relations.');
    expect(frame(console)).toMatch(/Most depends on\n.*User/);
    expect(frame(console)).toContain('0 of 4');
  });

  it('goes on and back, says where it is, and where it ends', () => {
    const console = shopConsole().press('B', 'n', 'n');
    expect(frame(console)).toContain('2 of 3');
    console.press('p', 'p', 'p');
    expect(console.state.notice?.text).toBe('Here the tour begins.');
    console.press('l', 'l', 'l', 'l');
    expect(console.state.notice?.text).toBe('Here the tour ends.');
    expect(tourOn(console).stop).toBe(3);
  });

  it('goes from chapter to chapter', () => {
    const console = shopConsole().press('B', '}', '}');
    expect(frame(console)).toMatch(/3 of 3 {2}On their own \(chapter 2 of 2\)/);
    expect(tourOn(console.press('{')).stop).toBe(1);
  });

  it('opens the page of a stop, and goes on where it was left', () => {
    const console = shopConsole().press('B', 'n', 'enter');
    const [first] = console.state.screens.slice(-1);
    expect(first).toMatchObject({ type: 'page', node: 'Customer' });
    console.press('escape');
    expect(tourOn(console).stop).toBe(1);
    console.press('escape', 'B');
    expect(tourOn(console).stop).toBe(1);
  });

  it('goes to a stop by its name', () => {
    const console = shopConsole().press('B', '/').type('audit').press('enter');
    expect(frame(console)).toContain('3 of 3');
  });
});
