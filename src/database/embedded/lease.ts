/**
 * Several processes share one server, and the last to leave stops it, however it leaves. Each holds a lease: a file in the
 * server's lease directory and a watchdog, a shell that reads a pipe from the process and cleans up when that closes,
 * which a kill -9 does too. Invariant: a server is wanted exactly as long as its lease directory exists, and `rmdir`, which
 * fails while a lease is inside, is the one step that decides.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { isAlive } from './postmaster.ts';

/** The server that leases are held on. */
export interface LeasedServer {
  readonly processId: number;
  readonly dataDirectory: string;
  /** The folder in which this server's lease directory lies; belongs to this process's user. */
  readonly folder: string;
}

export interface Lease {
  /** Gives the lease up. Resolves to true when it was the last one and the server was told to stop. Idempotent. */
  release(): Promise<boolean>;
}

/**
 * $0 postmaster, $1 lease file, $2 lease directory, $3 data directory. Before it signals, it makes sure that the process
 * is still that server: a process id may have been given away. The loop is for a server so young that it has not yet
 * written its postmaster.pid.
 */
const watchdogScript = `
cat >/dev/null
rm -f "$1"
rmdir "$2" 2>/dev/null || exit 0
tries=0
while kill -0 "$0" 2>/dev/null && [ "$tries" -lt 10 ]; do
  if read -r pid 2>/dev/null <"$3/postmaster.pid" && [ "$pid" = "$0" ] &&
    { [ ! -d /proc/self ] || [ "/proc/$0/cwd" -ef "$3" ]; }; then
    kill -INT "$0"
    exit 0
  fi
  tries=$((tries + 1))
  sleep 1
done
`;

/**
 * The first lease on a server that this process has just spawned. Synchronous, so that nothing can happen between the two.
 */
export function foundLease(server: LeasedServer): Lease {
  const directory = leaseDirectory(server);
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { mode: 0o700 });
  return hold(server, directory);
}

/** A further lease on a running server; null when the last holder is just leaving and the server about to stop. */
export function joinLease(server: LeasedServer): Lease | null {
  try {
    return hold(server, leaseDirectory(server));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Removes the leases of dead processes, whose watchdogs were killed with them. */
export function sweepLeases(server: LeasedServer): void {
  const directory = leaseDirectory(server);
  for (const name of list(directory)) {
    if (!isAlive(Number.parseInt(name, 10))) rmSync(join(directory, name), { force: true });
  }
}

/** Removes the lease directories of servers that are gone. */
export function sweepLeaseDirectories(folder: string): void {
  for (const name of list(folder)) {
    if (!name.startsWith(prefix) || isAlive(Number.parseInt(name.slice(prefix.length), 10))) continue;
    rmSync(join(folder, name), { recursive: true, force: true });
  }
}

const prefix = 'leases.';

function leaseDirectory(server: LeasedServer): string {
  return join(server.folder, `${prefix}${server.processId}`);
}

function hold(server: LeasedServer, directory: string): Lease {
  const file = join(directory, `${process.pid}-${randomBytes(4).toString('hex')}`);
  writeFileSync(file, '', { flag: 'wx' });
  const watchdog = spawnWatchdog(server, file, directory, 'pipe');
  let released: Promise<boolean> | null = null;
  return {
    release() {
      released ??= release(server, directory, file, watchdog);
      return released;
    },
  };
}

async function release(
  server: LeasedServer,
  directory: string,
  file: string,
  watchdog: ChildProcess,
): Promise<boolean> {
  sweepLeases(server);
  watchdog.ref();
  watchdog.stdin?.end();
  if (watchdog.exitCode === null && watchdog.signalCode === null) await once(watchdog, 'exit');
  // Somebody killed the watchdog: run its script once more, its pipe closed from the start.
  if (list(directory).some((name) => file.endsWith(name))) {
    await once(spawnWatchdog(server, file, directory, 'ignore'), 'exit');
  }
  return list(directory).length === 0;
}

function spawnWatchdog(
  server: LeasedServer,
  file: string,
  directory: string,
  input: 'pipe' | 'ignore',
): ChildProcess {
  // Detached: a Ctrl-C in the terminal goes to the whole process group, and the watchdog must outlive it.
  const watchdog = spawn(
    '/bin/sh',
    ['-c', watchdogScript, String(server.processId), file, directory, server.dataDirectory],
    { detached: true, stdio: [input, 'ignore', 'ignore'], cwd: '/', env: { PATH: '/usr/bin:/bin' } },
  );
  watchdog.on('error', () => undefined);
  if (input === 'pipe') {
    // Neither may keep this process from ending; the end of the process is what closes the pipe.
    watchdog.unref();
    watchdog.stdin?.on('error', () => undefined);
    if (watchdog.stdin instanceof Socket) watchdog.stdin.unref();
  }
  return watchdog;
}

function list(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
