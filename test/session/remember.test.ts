import { describe, expect, it } from 'vitest';
import { remember } from '../../src/session/remember.ts';

describe('remember', () => {
  it('does the work once, whoever asks and whenever', async () => {
    let runs = 0;
    const part = remember(async () => (runs += 1));
    expect(await Promise.all([part.get(), part.get()])).toEqual([1, 1]);
    expect(await part.get()).toBe(1);
  });

  it('tries again after a failure', async () => {
    let runs = 0;
    const part = remember(async () => {
      runs += 1;
      if (runs === 1) throw new Error('away');
      return runs;
    });
    await expect(part.get()).rejects.toThrow('away');
    expect(await part.get()).toBe(2);
  });

  it('shows the value only when it is there', async () => {
    const part = remember(async () => 'there');
    expect(part.peek()).toBeUndefined();
    await part.get();
    expect(part.peek()).toBe('there');
  });

  it('gives its value away and starts anew', async () => {
    let runs = 0;
    const part = remember(async () => (runs += 1));
    await part.get();
    expect(await part.take()).toBe(1);
    expect(part.peek()).toBeUndefined();
    expect(await part.take()).toBeUndefined();
    expect(await part.get()).toBe(2);
  });

  it('gives away what is still under way, and nothing of what failed', async () => {
    let finish: (value: string) => void = () => undefined;
    const slow = remember(
      () =>
        new Promise<string>((resolve) => {
          finish = resolve;
        }),
    );
    void slow.get();
    const taken = slow.take();
    finish('late');
    expect(await taken).toBe('late');
    expect(slow.peek()).toBeUndefined();

    const failing = remember<string>(() => Promise.reject(new Error('away')));
    failing.get().catch(() => undefined);
    expect(await failing.take()).toBeUndefined();
  });
});
