/**
 * The embedded PostgreSQL: found, prepared, started or joined, and left again. Every process that calls this shares one
 * server a data directory; the last to leave stops it (lease.ts).
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ConsoleError } from '../../errors.ts';
import type { ConnectionTarget } from '../target.ts';
import type { EmbeddedDirectories } from './directories.ts';
import { findBinaries, type ServerBinaries } from './find-binaries.ts';
import { initialize, superuser } from './initialize.ts';
import { joinLease, sweepLeaseDirectories, sweepLeases, type Lease } from './lease.ts';
import {
  answers,
  isAlive,
  isRunning,
  isServerProcess,
  readPostmaster,
  socketPath,
  type Postmaster,
} from './postmaster.ts';
import { prepareBinaries } from './prepare-binaries.ts';
import {
  makeFolder,
  makeServerFolder,
  reachablePlace,
  serverUserFor,
  type ServerUser,
} from './server-user.ts';
import { socketDirectoryFor } from './socket-directory.ts';
import { withStartLock } from './start-lock.ts';
import { startServer } from './start-server.ts';

export interface EmbeddedOptions extends Omit<EmbeddedDirectories, 'searchPath'> {
  /** Folders in which a system's own server is looked for; Debian's are always among them. */
  readonly searchPath?: readonly string[];
  /** Server settings beside the launcher's own, `fsync: 'off'`. Without effect when a running server is joined. */
  readonly settings?: Readonly<Record<string, string>>;
  /** What takes noticeable time, as it begins. */
  readonly onStep?: (text: string) => void;
}

export interface EmbeddedServer {
  /** 15 for 15.18. */
  readonly major: number;
  readonly dataDirectory: string;
  /** Process id of the server. */
  readonly processId: number;
  /** Where a database of this server is; the database need not exist. */
  target(database: string): ConnectionTarget;
  /** Leaves; as the last one, stops the server and waits until it is gone. Idempotent. */
  release(): Promise<void>;
}

/** One data directory, and all that belongs to it. */
interface Place {
  readonly binaries: ServerBinaries;
  readonly user: ServerUser | null;
  /** Ours, and root's when the server is not: lock, log, leases, data directory. */
  readonly folder: string;
  readonly dataDirectory: string;
  readonly socketDirectory: string;
}

const settleLimitMs = 30_000;
const polledEveryMs = 20;

/**
 * Starts the server, creating its cluster the first time, or joins the one that runs.
 * @throws ConsoleError `embedded-unavailable`, `embedded-directory-unusable`, `embedded-initdb-failed`,
 * `embedded-start-failed`.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const onStep = options.onStep ?? (() => undefined);
  const place = await preparePlace(options, onStep);
  const waited = () => onStep('Waiting for another seqscope that is starting the server');
  return withStartLock(join(place.folder, 'start.lock'), waited, async () => {
    const deadline = Date.now() + settleLimitMs;
    for (;;) {
      const server = (await joinRunning(place)) ?? (await start(place, options.settings ?? {}, onStep));
      if (server !== null) return server;
      if (Date.now() > deadline) throw occupied(place);
      await delay(polledEveryMs);
    }
  });
}

async function preparePlace(options: EmbeddedOptions, onStep: (text: string) => void): Promise<Place> {
  const found = await findBinaries({
    platform: process.platform,
    architecture: process.arch,
    searchPath: options.searchPath ?? [],
  });
  const user = serverUserFor(process.getuid?.() ?? null);
  const state = await reachablePlace(options.stateDirectory, user);
  const cache = await reachablePlace(options.cacheDirectory, user);
  const runtime = await reachablePlace(options.runtimeDirectory, user);
  const folder = join(state, `postgresql-${found.major}`);
  const dataDirectory = join(folder, 'data');
  await makeFolder(folder, user);
  return {
    binaries: await prepareBinaries(found, cache, user, onStep),
    user,
    folder,
    dataDirectory,
    socketDirectory: socketDirectoryFor(runtime, dataDirectory, found.major),
  };
}

/** Null when there is no server to join; one that nobody wants, or nobody can reach, is gone by then. */
async function joinRunning(place: Place): Promise<EmbeddedServer | null> {
  const postmaster = await readPostmaster(place.dataDirectory);
  if (postmaster === null) return null;
  if (!(await isRunning(postmaster, place.dataDirectory))) {
    await forgetStale(postmaster, place);
    return null;
  }
  const leased = { ...place, processId: postmaster.processId };
  const lease = joinLease(leased);
  if (lease !== null) {
    const ready = await settled(postmaster, place);
    if (ready !== null && (await answers(socketPath(ready)))) {
      sweepLeases(leased);
      return embeddedServer(place, ready, lease);
    }
    await lease.release();
  }
  await stop(postmaster, place);
  return null;
}

/**
 * PostgreSQL sees by itself that a file's process is dead, but takes any process with that id for a server: after a
 * restart of the machine, or in a container, small numbers come back.
 */
async function forgetStale(postmaster: Postmaster, place: Place): Promise<void> {
  if (isAlive(postmaster.processId)) await rm(join(place.dataDirectory, 'postmaster.pid'), { force: true });
}

async function start(
  place: Place,
  settings: Readonly<Record<string, string>>,
  onStep: (text: string) => void,
): Promise<EmbeddedServer | null> {
  const { binaries, folder, dataDirectory, socketDirectory, user } = place;
  await initialize(binaries, folder, dataDirectory, user, onStep);
  await makeServerFolder(dataDirectory, user);
  await makeServerFolder(socketDirectory, user);
  sweepLeaseDirectories(folder);
  onStep(`Starting PostgreSQL ${binaries.version}`);
  const logPath = join(folder, 'server.log');
  const outcome = await startServer({ ...place, logPath, settings });
  return outcome.status === 'started' ? embeddedServer(place, outcome.postmaster, outcome.lease) : null;
}

function embeddedServer(place: Place, postmaster: Postmaster, lease: Lease): EmbeddedServer {
  return {
    major: place.binaries.major,
    dataDirectory: place.dataDirectory,
    processId: postmaster.processId,
    target: (database) => ({
      host: postmaster.socketDirectory,
      port: postmaster.port,
      database,
      user: superuser,
      password: null,
      ssl: false,
    }),
    async release() {
      if (await lease.release()) await waitUntilGone(postmaster, place, settleLimitMs);
    },
  };
}

/** The server once it accepts connections; null when it stops instead. */
async function settled(postmaster: Postmaster, place: Place): Promise<Postmaster | null> {
  const deadline = Date.now() + settleLimitMs;
  while (Date.now() < deadline) {
    const now = await readPostmaster(place.dataDirectory);
    if (now?.processId !== postmaster.processId || now.status === 'stopping') return null;
    if (now.status === 'ready') return now;
    await delay(polledEveryMs);
  }
  return null;
}

/** A server without a lease directory is on its way out; one that is not had its watchdogs killed, and is told now. */
async function stop(postmaster: Postmaster, place: Place): Promise<void> {
  if (await waitUntilGone(postmaster, place, 1000)) return;
  if (await isServerProcess(postmaster.processId, place.dataDirectory))
    process.kill(postmaster.processId, 'SIGINT');
  await waitUntilGone(postmaster, place, settleLimitMs);
}

async function waitUntilGone(postmaster: Postmaster, place: Place, limitMs: number): Promise<boolean> {
  const deadline = Date.now() + limitMs;
  while (Date.now() < deadline) {
    if (!(await isServerProcess(postmaster.processId, place.dataDirectory))) return true;
    await delay(polledEveryMs);
  }
  return false;
}

function occupied(place: Place): ConsoleError {
  return new ConsoleError(`The embedded PostgreSQL in "${place.dataDirectory}" neither answers nor stops.`, {
    code: 'embedded-start-failed',
    kind: 'connection',
    remedy: `Read the server's log "${join(place.folder, 'server.log')}", and stop the server with \`kill -INT "$(head -n 1 ${join(place.dataDirectory, 'postmaster.pid')})"\`.`,
    details: { file: join(place.folder, 'server.log') },
  });
}
