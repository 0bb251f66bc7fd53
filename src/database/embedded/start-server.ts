/**
 * Starts the server process and waits until it accepts connections. The server listens on a unix socket in a directory of
 * mode 0700 and on nothing else, so no other user of the machine can connect.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { ConsoleError } from '../../errors.ts';
import type { ServerBinaries } from './find-binaries.ts';
import { serverEnvironment } from './initialize.ts';
import { foundLease, type Lease } from './lease.ts';
import { readPostmaster, type Postmaster } from './postmaster.ts';
import { lastLogLines, openServerLog, type ServerLog } from './server-log.ts';
import type { ServerUser } from './server-user.ts';

export interface StartRequest {
  readonly binaries: ServerBinaries;
  /** Where lease directories and the log lie. */
  readonly folder: string;
  readonly dataDirectory: string;
  readonly socketDirectory: string;
  readonly logPath: string;
  readonly user: ServerUser | null;
  /** Further settings, `fsync: 'off'`. */
  readonly settings: Readonly<Record<string, string>>;
}

/** `occupied`: another server has the directory, or the rest of one that is just dying. Try to join, then again. */
export type StartOutcome =
  | { readonly status: 'started'; readonly postmaster: Postmaster; readonly lease: Lease }
  | { readonly status: 'occupied' };

/** Crash recovery after a power cut may take a while. */
const startLimitMs = 120_000;
const polledEveryMs = 20;

/** @throws ConsoleError `embedded-start-failed` that quotes the server's last words and names its log. */
export async function startServer(request: StartRequest): Promise<StartOutcome> {
  const log = await openServerLog(request.logPath);
  let lease: Lease | null = null;
  try {
    const server = spawnServer(request, log);
    const ended = new Promise<string>((resolve) => {
      server.once('error', (error) => resolve(error.message));
      server.once('exit', (code, signal) => resolve(`it ended with ${signal ?? `exit code ${code ?? '?'}`}`));
    });
    if (server.pid !== undefined) {
      const { dataDirectory, folder } = request;
      lease = foundLease({ processId: server.pid, dataDirectory, folder });
    }
    const outcome = await Promise.race([ended, waitUntilReady(server, request.dataDirectory)]);
    if (outcome !== null && typeof outcome === 'object' && lease !== null) {
      server.unref();
      return { status: 'started', postmaster: outcome, lease };
    }
    await lease?.release();
    const said = await log.text();
    if (isOccupied(said)) return { status: 'occupied' };
    throw startFailed(request, said, typeof outcome === 'string' ? outcome : 'it did not answer');
  } finally {
    await log.file.close();
  }
}

/**
 * No server copies from this one, and no log is kept to go back by: a table that is made in the transaction that fills it needs no
 * writing through to the disk for each of its files (PostgreSQL manual, 14.4.7).
 */
const nobodyFollows = { wal_level: 'minimal', max_wal_senders: '0' } as const;

function spawnServer(request: StartRequest, log: ServerLog): ChildProcess {
  const settings = {
    listen_addresses: '',
    port: '5432',
    unix_socket_directories: `"${request.socketDirectory.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    cluster_name: 'seqscope',
    ...nobodyFollows,
    ...request.settings,
  };
  const chosen = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return spawn(request.binaries.postgres, ['-D', request.dataDirectory, ...chosen], {
    // In a process group of its own: Ctrl-C in the terminal must not reach it.
    detached: true,
    stdio: ['ignore', log.file.fd, log.file.fd],
    cwd: '/',
    env: serverEnvironment,
    ...(request.user ?? {}),
  });
}

async function waitUntilReady(server: ChildProcess, dataDirectory: string): Promise<Postmaster | null> {
  const deadline = Date.now() + startLimitMs;
  while (Date.now() < deadline && server.exitCode === null && server.signalCode === null) {
    const postmaster = await readPostmaster(dataDirectory);
    if (postmaster?.processId === server.pid && postmaster?.status === 'ready') return postmaster;
    await delay(polledEveryMs);
  }
  return null;
}

function isOccupied(said: string): boolean {
  return /lock file ".*" already exists|pre-existing shared memory block/.test(said);
}

function startFailed(request: StartRequest, said: string, end: string): ConsoleError {
  const words = lastLogLines(said);
  return new ConsoleError(
    `PostgreSQL ${request.binaries.version} did not start: ${words === '' ? end : words}`,
    {
      code: 'embedded-start-failed',
      kind: 'connection',
      remedy: `Read the server's log "${request.logPath}", or connect to another server with \`--url\`.`,
      details: { file: request.logPath },
    },
  );
}
