import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { withStartLock } from '../../../src/database/embedded/start-lock.ts';

let path: string;
beforeEach(async () => {
  const directory = await mkdtemp(join(tmpdir(), `seqscope-test-${process.pid}-`));
  path = join(directory, 'start.lock');
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
});

const nobodyWaits = () => {
  throw new Error('nobody should wait');
};

test('one holder at a time, and each waiter is told once', async () => {
  let inside = 0;
  let most = 0;
  let waits = 0;
  const enter = () =>
    withStartLock(
      path,
      () => (waits += 1),
      async () => {
        inside += 1;
        most = Math.max(most, inside);
        await delay(60);
        inside -= 1;
      },
    );
  await Promise.all([enter(), enter(), enter()]);
  expect({ most, waits }).toEqual({ most: 1, waits: 2 });
});

test('the lock names its holder and is gone afterwards, after a failure too', async () => {
  await withStartLock(path, nobodyWaits, async () => {
    expect(await readFile(path, 'utf8')).toBe(String(process.pid));
  });
  await expect(
    withStartLock(path, nobodyWaits, async () => {
      throw new Error('inside');
    }),
  ).rejects.toThrow('inside');
  expect(await readdir(join(path, '..'))).toEqual([]);
});

test('the lock of a dead process is taken over at once', async () => {
  // Above the largest process id that Linux gives.
  await writeFile(path, '4194305');
  await expect(withStartLock(path, nobodyWaits, async () => 'in')).resolves.toBe('in');
});

test('an old lock is taken over although its process id lives: it was given away again', async () => {
  await writeFile(path, String(process.pid));
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(path, longAgo, longAgo);
  await expect(withStartLock(path, nobodyWaits, async () => 'in')).resolves.toBe('in');
});

test('a fresh lock of a living process is waited for', async () => {
  await writeFile(path, String(process.pid));
  let waited = false;
  setTimeout(() => void rm(path), 120);
  await withStartLock(
    path,
    () => (waited = true),
    async () => undefined,
  );
  expect(waited).toBe(true);
});
