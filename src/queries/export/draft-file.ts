/**
 * The file that an export writes into until it is complete. Its name says whose it is: an export that was killed leaves one behind,
 * and the next one to the same place takes it away.
 */
import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** `.users.csv.seqscope-4711-host-1a2b3c4d.part`, beside the file that it becomes. */
export function draftPath(path: string): string {
  return join(
    dirname(path),
    `${prefixOf(path)}${process.pid}-${ownHost()}-${randomBytes(4).toString('hex')}.part`,
  );
}

/**
 * Removes the drafts of this file that processes of this machine left behind; one whose process is there still is left alone.
 * Resolves to their names. What cannot be looked at or removed is left, too.
 */
export async function removeStaleDrafts(path: string): Promise<readonly string[]> {
  const names = await readdir(dirname(path)).catch(() => []);
  const stale = names.filter((name) => isStaleDraft(name, prefixOf(path)));
  const removed = await Promise.all(
    stale.map(async (name) => {
      try {
        await rm(join(dirname(path), name));
        return [name];
      } catch {
        return [];
      }
    }),
  );
  return removed.flat();
}

/** Of a long name the beginning, so that there is room for what follows. */
function prefixOf(path: string): string {
  return `.${basename(path).slice(0, 60)}.seqscope-`;
}

/** A folder may be shared with other machines, whose processes cannot be asked for. */
function ownHost(): string {
  return hostname()
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 12);
}

function isStaleDraft(name: string, prefix: string): boolean {
  if (!name.startsWith(prefix)) return false;
  const [, processId, host] =
    /^(\d+)-([A-Za-z0-9]*)-[0-9a-f]{8}\.part$/.exec(name.slice(prefix.length)) ?? [];
  return processId !== undefined && host === ownHost() && !isAlive(Number(processId));
}

/** A process of another user is alive as well (kill(2), EPERM). */
function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
