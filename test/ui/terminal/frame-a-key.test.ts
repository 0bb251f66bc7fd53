import { describe, expect, it } from 'vitest';
import { frameAKey } from '../../../src/ui/terminal/frame-a-key.ts';
import { parseKeys } from '../../../src/ui/terminal/keys.ts';

/** What is on a screen that shows the keys so far, at each of its frames. */
function shown(...reads: readonly string[]): Promise<readonly string[]> {
  let text = '';
  let painted = '';
  const frames: string[] = [];
  const screen = {
    flush() {
      if (text !== painted) frames.push((painted = text));
    },
  };
  const onKey = frameAKey(screen, (key) => {
    if (key.type === 'key') text += key.text ?? '';
    queueMicrotask(() => {
      screen.flush();
    });
  });
  const { feed } = parseKeys(onKey);
  return reads.reduce(
    (before, read) =>
      before.then(async () => {
        feed(read);
        await new Promise(setImmediate);
        return frames;
      }),
    Promise.resolve<readonly string[]>(frames),
  );
}

describe('keys that are read at once', () => {
  it('have a frame each, in order', async () => {
    expect(await shown('jjj')).toEqual(['j', 'jj', 'jjj']);
  });

  it('have one each as well when they come one by one', async () => {
    expect(await shown('a', 'b')).toEqual(['a', 'ab']);
  });

  it('are painted together where nobody held a key that long', async () => {
    const frames = await shown('x'.repeat(5000));
    expect(frames.length).toBeLessThan(40);
    expect(frames.at(-1)).toHaveLength(5000);
  });
});
