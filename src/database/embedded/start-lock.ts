/**
 * One process at a time prepares or starts the server. The lock is a file whose holder touches it every second, so a dead
 * holder is noticed by its process id at once, and by the file's age when that id was given away again.
 *
 * It keeps work from being done twice; safety does not hang on it: initdb ends in a rename that only one can win, and
 * PostgreSQL itself admits one server to a directory.
 */
import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { isAlive } from './postmaster.ts';

const touchedEveryMs = 1000;
const deadAfterMs = 10_000;
const retriedAfterMs = 50;

/** Runs `work` while holding the lock; `onWait` is called once when somebody else holds it. */
export async function withStartLock<T>(path: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  let hasWaited = false;
  while (!(await acquire(path))) {
    if (await isAbandoned(path)) {
      await clearAway(path);
      continue;
    }
    if (!hasWaited) onWait();
    hasWaited = true;
    await delay(retriedAfterMs);
  }
  const touching = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, touchedEveryMs);
  try {
    return await work();
  } finally {
    clearInterval(touching);
    await rm(path, { force: true });
  }
}

/** The file appears with its content: written aside, then linked under its name, which fails when that is taken. */
async function acquire(path: string): Promise<boolean> {
  const draft = ownName(path);
  await writeFile(draft, String(process.pid));
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function isAbandoned(path: string): Promise<boolean> {
  try {
    const holder = Number(await readFile(path, 'utf8'));
    const { mtimeMs } = await stat(path);
    return !isAlive(holder) || Date.now() - mtimeMs > deadAfterMs;
  } catch {
    return false;
  }
}

/** Takes the file away; when it turns out that a live holder came in between, puts it back. */
async function clearAway(path: string): Promise<void> {
  const aside = ownName(path);
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  if (!(await isAbandoned(aside))) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

/** Two callers in one process must not share a draft either. */
function ownName(path: string): string {
  return `${path}.${process.pid}-${randomBytes(4).toString('hex')}`;
}
