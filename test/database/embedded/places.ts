/**
 * Places for embedded servers of a test's own, and processes that hold leases on them. Whatever a test leaves running is
 * killed and removed at its end.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { EmbeddedOptions } from '../../../src/database/embedded/start-embedded.ts';
import { isAlive, readPostmaster } from '../../../src/database/embedded/postmaster.ts';

const root = resolve(import.meta.dirname, '../../..');

/** Durability off: a test does not wait for the disk. */
export const fast = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' } as const;

export interface Place extends EmbeddedOptions {
  readonly directory: string;
  readonly folder: string;
  readonly dataDirectory: string;
}

/** A fresh directory that every user may pass. */
export async function makePlace(): Promise<Place> {
  const directory = await mkdtemp(join(tmpdir(), `seqscope-test-${process.pid}-`));
  await chmod(directory, 0o711);
  const folder = join(directory, 'state', 'postgresql-15');
  return {
    directory,
    stateDirectory: join(directory, 'state'),
    cacheDirectory: join(directory, 'cache'),
    runtimeDirectory: join(directory, 'run'),
    settings: fast,
    folder,
    dataDirectory: join(folder, 'data'),
  };
}

/** Stops whatever runs there and removes it. */
export async function clearPlace(place: Place): Promise<void> {
  const postmaster = await readPostmaster(place.dataDirectory);
  if (postmaster !== null && isAlive(postmaster.processId)) {
    process.kill(postmaster.processId, 'SIGQUIT');
    await eventually(() => !isAlive(postmaster.processId));
  }
  await rm(place.directory, { recursive: true, force: true, maxRetries: 5 });
}

/** What hold-server.ts says, line by line. */
interface HolderLine {
  readonly step?: string;
  readonly error?: string;
  readonly processId?: number;
  readonly host?: string;
}

export interface Holder {
  readonly child: ChildProcess;
  /** Process id of the server, once it answers. */
  readonly server: Promise<number>;
  /** The first line for which `matches` holds. */
  line(matches: (line: HolderLine) => boolean): Promise<HolderLine>;
  kill(): Promise<void>;
  /** Lets it release and end by itself. */
  finish(): Promise<void>;
}

/** A process of its own, in a process group of its own, that starts or joins the server. */
export function launch(place: Place, user: { readonly uid?: number; readonly gid?: number } = {}): Holder {
  const { stateDirectory, cacheDirectory, runtimeDirectory, settings } = place;
  const options = JSON.stringify({ stateDirectory, cacheDirectory, runtimeDirectory, settings });
  const script = resolve(import.meta.dirname, 'hold-server.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, options], {
    cwd: root,
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
    ...user,
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const lines: HolderLine[] = [];
  const reader = createInterface({ input: child.stdout });
  // Written by hold-server.ts, one HolderLine a line.
  reader.on('line', (line) => lines.push(JSON.parse(line) as HolderLine));
  const line = async (matches: (line: HolderLine) => boolean): Promise<HolderLine> => {
    let found: HolderLine | undefined;
    await eventually(() => {
      found = lines.find(matches);
      const failed = lines.find((said) => said.error !== undefined);
      if (found === undefined && failed !== undefined) throw new Error(failed.error);
      return found !== undefined;
    });
    return found ?? {};
  };
  const ended = once(child, 'exit');
  return {
    child,
    server: line((said) => said.processId !== undefined).then((said) => said.processId ?? 0),
    line,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async finish() {
      child.stdin.end();
      await ended;
    },
  };
}

/** Waits for something that other processes bring about. */
export async function eventually(check: () => boolean | Promise<boolean>, limitMs = 20_000): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (!(await check())) {
    if (Date.now() > deadline)
      throw new Error(`It did not come about within ${limitMs} ms: ${check.toString()}`);
    await delay(20);
  }
}
