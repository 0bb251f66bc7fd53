/** Server, host process and connection, each taken away in the middle of a page, a count, a follow and an export. */
import { mkdtemp, rm, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { startEmbedded, type EmbeddedServer } from '../../src/database/embedded/start-embedded.ts';
import type { ConnectionTarget } from '../../src/database/target.ts';
import { executeOn } from '../support/postgres.ts';
import { sequelizeCli } from '../support/rituality.ts';
import { CuttableProxy } from '../support/cuttable-proxy.ts';
import { hostProcessOf, openUsers, undertakings } from './kill-walk.ts';
import type { TerminalProcess } from './pty.ts';

const database = 'killed';

let folder: string;
let server: EmbeddedServer;
let target: ConnectionTarget;
let proxy: CuttableProxy;
let console: TerminalProcess | null = null;

/** A server of this file's own, which it may kill. */
async function start(): Promise<EmbeddedServer> {
  return startEmbedded({
    stateDirectory: join(folder, 'state'),
    cacheDirectory: join(folder, 'cache'),
    runtimeDirectory: join(folder, 'run'),
    searchPath: (process.env['PATH'] ?? '').split(':'),
  });
}

/** Its orphans hold the shared memory for a moment. */
async function startAgain(): Promise<EmbeddedServer> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await start();
    } catch (error) {
      if (tries === 20) throw error;
      await delay(250);
    }
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seqscope-killed-'));
  await chmod(folder, 0o711);
  server = await start();
  target = server.target(database);
  await executeOn(server.target('postgres'), `CREATE DATABASE ${database}`);
  await sequelizeCli(target, 'db:migrate');
  await sequelizeCli(target, 'db:seed:all');
  await executeOn(target, 'ANALYZE');
  proxy = await CuttableProxy.open(target);
}, 180_000);

afterEach(async () => {
  await console?.dispose();
  console = null;
});

afterAll(async () => {
  await proxy.close();
  await server.release();
  await rm(folder, { recursive: true, force: true });
});

interface Kill {
  readonly name: string;
  /** Kills and, where nobody else does, brings it back. */
  readonly happens: (console: TerminalProcess) => Promise<void>;
}

const kills: readonly Kill[] = [
  {
    name: 'every backend is terminated',
    async happens() {
      await executeOn(
        server.target('postgres'),
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'seqscope'`,
      );
    },
  },
  {
    name: 'the server is killed and started again',
    async happens(program) {
      process.kill(server.processId, 'SIGKILL');
      await program.until('reconnecting …');
      server = await startAgain();
    },
  },
  {
    name: 'the connection is cut for a while',
    async happens(program) {
      proxy.cut();
      await program.until('reconnecting …');
      await delay(1500);
      await proxy.restore();
    },
  },
  {
    name: 'the host process is killed',
    async happens(program) {
      process.kill(await hostProcessOf(program), 'SIGKILL');
    },
  },
];

describe.each(kills)('where $name', ({ happens }) => {
  it.each(undertakings)('$name goes on where it was', async ({ hold, begin, end }) => {
    console = await openUsers(proxy.target);
    const letGo = await hold(target, proxy);
    await begin(console, proxy);
    // A killed server lets go by itself.
    const happened = happens(console);
    await delay(500);
    await letGo();
    await happened;
    await end(console);
    await console.until('filter status = active');
  });
});
