import { spawn } from 'node:child_process';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { isAlive } from '../../../src/database/embedded/postmaster.ts';
import { startEmbedded, type EmbeddedServer } from '../../../src/database/embedded/start-embedded.ts';
import { executeOn } from '../../support/postgres.ts';
import { clearPlace, eventually, makePlace, type Place } from './places.ts';

const isRoot = process.getuid?.() === 0;
let place: Place;
const held: EmbeddedServer[] = [];

/** Released at the end of the test at the latest. */
async function start(options: Partial<Place> = {}): Promise<EmbeddedServer> {
  const server = await startEmbedded({ ...place, ...options });
  held.push(server);
  return server;
}

async function ask(server: EmbeddedServer, sql: string): Promise<unknown> {
  const rows = await executeOn(server.target('postgres'), sql);
  return Object.values(rows[0] ?? {})[0];
}

async function leaseDirectories(): Promise<readonly string[]> {
  return (await readdir(place.folder)).filter((name) => name.startsWith('leases.'));
}

// One cluster for all tests of this file: each starts and stops it anew.
beforeAll(async () => {
  place = await makePlace();
  await (await startEmbedded(place)).release();
});
afterEach(async () => {
  await Promise.all(held.splice(0).map((server) => server.release()));
});
afterAll(async () => clearPlace(place));

describe('a server', () => {
  test('answers, and is gone when the last lease was released', async () => {
    const server = await start();
    expect(await ask(server, 'SELECT 1')).toBe(1);
    expect(server.major).toBe(15);
    await server.release();
    expect(isAlive(server.processId)).toBe(false);
    expect(await leaseDirectories()).toEqual([]);
  });

  test('keeps what was written between two runs', async () => {
    const first = await start();
    await executeOn(first.target('postgres'), 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.release();
    const second = await start();
    expect(second.processId).not.toBe(first.processId);
    expect(await ask(second, 'SELECT answer FROM kept')).toBe(42);
    await executeOn(second.target('postgres'), 'DROP TABLE kept');
  });

  test('is shared by all who start it, and stays until the last of them has left', async () => {
    const [first, second] = [await start(), await start()];
    expect(second.processId).toBe(first.processId);
    await first.release();
    await first.release();
    expect(await ask(second, 'SELECT 1')).toBe(1);
    await second.release();
    expect(isAlive(first.processId)).toBe(false);
  });

  test('listens on a socket in a directory of mode 0700 and on no port', async () => {
    const server = await start();
    const directory = await stat(server.target('postgres').host);
    expect(directory.mode & 0o777).toBe(0o700);
    expect(await ask(server, 'SHOW listen_addresses')).toBe('');
  });

  test('knows the letters of every script', async () => {
    const server = await start();
    expect(await ask(server, "SELECT 'ОЛЬГА' ILIKE 'ольг%' AND lower('ÄÖ') = 'äö'")).toBe(true);
  });

  test('gets the settings asked for', async () => {
    const server = await start({ settings: { work_mem: '5MB' } });
    expect(await ask(server, 'SHOW work_mem')).toBe('5MB');
  });

  test.runIf(isRoot)('does not run as root', async () => {
    const server = await start();
    const status = await readFile(`/proc/${server.processId}/status`, 'utf8');
    expect(/^Uid:\s+(\d+)/m.exec(status)?.[1]).toBe('65534');
  });

  test('whose socket path would be too long for the kernel has it in /tmp', async () => {
    const server = await start({ runtimeDirectory: join(place.directory, 'x'.repeat(100)) });
    expect(server.target('postgres').host).toMatch(/^\/tmp\/seqscope-pg15-[0-9a-f]{8}$/);
    expect(await ask(server, 'SELECT 1')).toBe(1);
    onTestFinished(() => rm(server.target('postgres').host, { recursive: true }));
  });
});

describe('what a crash left behind', () => {
  test('the file of a server killed with -9 does not prevent the next', async () => {
    const first = await start();
    process.kill(first.processId, 'SIGKILL');
    await eventually(() => !isAlive(first.processId));
    expect(await readdir(place.dataDirectory)).toContain('postmaster.pid');
    const second = await start();
    expect(await ask(second, 'SELECT 1')).toBe(1);
  });

  test('a stale file whose process id was given to another process of the same user is seen through', async () => {
    const stranger = spawn('sleep', ['60'], { ...(isRoot ? { uid: 65534, gid: 65534 } : {}) });
    onTestFinished(() => {
      stranger.kill();
    });
    const lines = [stranger.pid, place.dataDirectory, 1700000000, 5432, '/nowhere', '', '  5432  1', 'ready'];
    await writeFile(join(place.dataDirectory, 'postmaster.pid'), `${lines.join('\n')}\n`, { mode: 0o600 });
    const server = await start();
    expect(await ask(server, 'SELECT 1')).toBe(1);
    expect(stranger.exitCode).toBeNull();
  });

  test('a server that nobody holds a lease on is replaced', async () => {
    const orphan = await start();
    for (const name of await leaseDirectories()) await rm(join(place.folder, name), { recursive: true });
    const server = await start();
    expect(server.processId).not.toBe(orphan.processId);
    expect(isAlive(orphan.processId)).toBe(false);
    expect(await ask(server, 'SELECT 1')).toBe(1);
  });

  test('a server whose socket directory was swept away is replaced', async () => {
    const unreachable = await start();
    await rm(unreachable.target('postgres').host, { recursive: true });
    const server = await start();
    expect(server.processId).not.toBe(unreachable.processId);
    expect(await ask(server, 'SELECT 1')).toBe(1);
  });

  test('the lease of a dead process does not keep the server alive', async () => {
    const server = await start();
    const [leases = ''] = await leaseDirectories();
    // Above the largest process id that Linux gives.
    await writeFile(join(place.folder, leases, '4194305-dead'), '');
    await server.release();
    expect(isAlive(server.processId)).toBe(false);
  });
});

describe('a start that fails', () => {
  beforeEach(async () => {
    await rm(join(place.folder, 'server.log'), { force: true });
  });

  test("quotes the server's words and names its log, and leaves nothing behind", async () => {
    const failing = start({ settings: { shared_buffers: 'plenty' } });
    await expect(failing).rejects.toMatchObject({
      code: 'embedded-start-failed',
      kind: 'connection',
      message: expect.stringContaining('invalid value for parameter "shared_buffers": "plenty"') as string,
      remedy: expect.stringContaining(join(place.folder, 'server.log')) as string,
    });
    expect(await leaseDirectories()).toEqual([]);
    expect(await readdir(place.folder)).not.toContain('start.lock');
    expect(await ask(await start(), 'SELECT 1')).toBe(1);
  });

  test('quotes only its own words, not those of an earlier start', async () => {
    await start({ settings: { shared_buffers: 'plenty' } }).catch(() => undefined);
    const second = await start({ settings: { wal_buffers: 'few' } }).catch((error: unknown) => error);
    expect(String(second)).toContain('wal_buffers');
    expect(String(second)).not.toContain('shared_buffers');
  });
});
