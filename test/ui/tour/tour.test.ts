import { describe, expect, it } from 'vitest';
import type { TourHint } from '../../../src/schema/graph/tour.ts';
import { stopLines } from '../../../src/ui/screens/tour/lines.ts';
import { paintTour } from '../../../src/ui/screens/tour/paint.ts';
import type { TourScreen } from '../../../src/ui/screens/tour/state.ts';
import type { PlacedStop } from '../../../src/ui/screens/tour/stops.ts';
import { currentScreen } from '../../../src/ui/state.ts';
import { schemaOfKeys } from '../graph/schema-of-keys.ts';
import { paneText, shopConsole } from '../schema/schema-console.ts';
import { TestConsole } from '../support/console.ts';

function tourOn(console: TestConsole): TourScreen {
  const screen = currentScreen(console.state);
  if (screen.type !== 'tour') throw new Error(`The screen is ${screen.type}.`);
  return screen;
}

function stopWith(hints: readonly TourHint[]): PlacedStop {
  const own = { node: 'User', model: 'User', table: 'users', rowEstimate: null, summary: 'Users.' };
  const stop = { ...own, relations: [], hints };
  return { stop, chapter: { title: '', hub: 'User', isUnrelated: true, stops: [stop] }, chapterNumber: 1 };
}

function frame(console: TestConsole): string {
  return paneText(console, (canvas) => paintTour(canvas, tourOn(console)));
}

describe('the tour', () => {
  it.each([
    [80, 24],
    [200, 60],
  ])('stands whole at %i by %i', async (columns, rows) => {
    const console = shopConsole({ columns, rows }).press('T', 'n');
    await expect(`${frame(console)}\n`).toMatchFileSnapshot(
      `golden/tour-${String(columns)}x${String(rows)}.txt`,
    );
  });

  it('begins with how large all is and what most depends on', () => {
    const console = new TestConsole();
    const keys = ['Post.userId>User', 'Comment.userId>User', 'Comment.postId>Post', 'Tag'];
    console.send({ type: 'schema-read', schema: schemaOfKeys(keys) }).press('T');
    expect(frame(console)).toContain('4 models, 3 relations.');
    expect(frame(console)).toMatch(/Most depends on\n.*User/);
    expect(frame(console)).toContain('0 of 4');
  });

  it('tells apart what was read before and what comes later, once for all of it', () => {
    const console = new TestConsole();
    const keys = ['Post.userId>User', 'Tag.postId>Post', 'Like.postId>Post', 'Like.userId>User'];
    console.send({ type: 'schema-read', schema: schemaOfKeys(keys) });
    console.press('T', '/').type('User').press('enter');
    expect(frame(console)).toMatch(/ Related to\n has many +Post as Posts *\n/);
    expect(frame(console)).toMatch(/\n\n Related to, and read further on\n has many +Like as Likes/);
  });

  it('says how many lines of a stop are not seen', () => {
    const keys = Array.from({ length: 30 }, (_, number) => `T${String(number)}.userId>User`);
    const console = new TestConsole({ columns: 80, rows: 24 });
    console.send({ type: 'schema-read', schema: schemaOfKeys(keys) }).press('T', 'n');
    expect(frame(console)).toMatch(/^ User +↓ \d+ *$/m);
    expect(frame(console.press('G'))).toMatch(/^ User +↑ \d+ *$/m);
    expect(frame(console)).toContain('T29');
  });

  it('cuts no text beside a long name', () => {
    const scope: TourHint = { kind: 'scope', name: 'registeredSince(since)', text: '' };
    const comment: TourHint = { kind: 'comment', name: 'status', text: 'Whether it may be used '.repeat(4) };
    const lines = stopLines(stopWith([scope, comment]), 56);
    expect(lines.filter(({ indent, text }) => indent + text.length > 56)).toEqual([]);
    expect(lines.map(({ text }) => text).join(' ')).toContain('used Whether it may be used');
  });

  it('goes on and back, says where it is, and where it ends', () => {
    const console = shopConsole().press('T', 'n', 'n');
    expect(frame(console)).toContain('2 of 3');
    console.press('p', 'p', 'p');
    expect(console.state.notice?.text).toBe('Here the tour begins.');
    console.press('l', 'l', 'l', 'l');
    expect(console.state.notice?.text).toBe('Here the tour ends.');
    expect(tourOn(console).stop).toBe(3);
  });

  it('goes from chapter to chapter', () => {
    const console = shopConsole().press('T', '}', '}');
    expect(frame(console)).toMatch(/3 of 3 {2}On their own \(chapter 2 of 2\)/);
    expect(tourOn(console.press('{')).stop).toBe(1);
  });

  it('opens the page of a stop, and goes on where it was left', () => {
    const console = shopConsole().press('T', 'n', 'enter');
    const [first] = console.state.screens.slice(-1);
    expect(first).toMatchObject({ type: 'page', node: 'Customer' });
    console.press('escape');
    expect(tourOn(console).stop).toBe(1);
    console.press('escape', 'T');
    expect(tourOn(console).stop).toBe(1);
  });

  it('goes to a stop by its name', () => {
    const console = shopConsole().press('T', '/').type('audit').press('enter');
    expect(frame(console)).toContain('3 of 3');
  });
});
