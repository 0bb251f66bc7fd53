import { chown, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { isAlive } from '../../../src/database/embedded/postmaster.ts';
import { startEmbedded } from '../../../src/database/embedded/start-embedded.ts';
import { executeOn } from '../../support/postgres.ts';
import { clearPlace, eventually, launch, makePlace, type Place } from './places.ts';
import { isOpenToAll } from '../../support/open-to-all.ts';

const isRoot = process.getuid?.() === 0;
const canBeSomebodyElse = isRoot && isOpenToAll(import.meta.dirname);

describe('processes that share a server', () => {
  let place: Place;

  beforeAll(async () => {
    place = await makePlace();
    await (await startEmbedded(place)).release();
  });
  afterAll(async () => clearPlace(place));

  test('the only one, killed with -9, takes the server with it', async () => {
    const holder = launch(place);
    const server = await holder.server;
    expect(isAlive(server)).toBe(true);
    await holder.kill();
    await eventually(() => !isAlive(server));
    expect((await readdir(place.folder)).filter((name) => name.startsWith('leases.'))).toEqual([]);
  });

  test('the one that started it, killed with -9, leaves it to the other, who ends it', async () => {
    const starter = launch(place);
    const server = await starter.server;
    const joined = await startEmbedded(place);
    expect(joined.processId).toBe(server);
    await starter.kill();
    await eventually(async () => {
      const leases = (await readdir(place.folder)).find((name) => name.startsWith('leases.')) ?? '';
      return (await readdir(join(place.folder, leases))).length === 1;
    });
    await expect(executeOn(joined.target('postgres'), 'SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
    await joined.release();
    expect(isAlive(server)).toBe(false);
  });

  test('one that joined and ends by itself leaves it to the one that started it', async () => {
    const starter = await startEmbedded(place);
    const joiner = launch(place);
    expect(await joiner.server).toBe(starter.processId);
    await joiner.finish();
    await expect(executeOn(starter.target('postgres'), 'SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
    await starter.release();
  });

  test("a Ctrl-C in the starter's terminal reaches neither the server nor the others", async () => {
    const starter = launch(place);
    const server = await starter.server;
    const joined = await startEmbedded(place);
    // What a terminal does: SIGINT to the whole process group.
    process.kill(-(starter.child.pid ?? 0), 'SIGINT');
    await eventually(() => starter.child.signalCode !== null);
    await expect(executeOn(joined.target('postgres'), 'SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
    await joined.release();
    expect(isAlive(server)).toBe(false);
  });
});

describe('a place where nothing is yet', () => {
  let place: Place;

  beforeEach(async () => {
    place = await makePlace();
    onTestFinished(() => clearPlace(place));
  });

  test('two processes that start at once get one cluster and one server', async () => {
    const [first, second] = [launch(place), launch(place)];
    const servers = await Promise.all([first.server, second.server]);
    expect(servers[0]).toBe(servers[1]);
    await Promise.all([first.finish(), second.finish()]);
    expect(isAlive(servers[0])).toBe(false);
  });

  test('a kill -9 in the middle of initdb leaves nothing half made, and the next start makes all of it', async () => {
    const holder = launch(place);
    const drafts = async () =>
      (await readdir(place.folder).catch(() => [])).filter((name) => name.startsWith('data.new-'));
    await eventually(async () => {
      const [draft] = await drafts();
      if (draft === undefined) return false;
      return (await readdir(join(place.folder, draft))).includes('PG_VERSION');
    });
    await holder.kill();
    expect(await drafts()).toHaveLength(1);
    await expect(stat(place.dataDirectory)).rejects.toMatchObject({ code: 'ENOENT' });

    const server = await startEmbedded(place);
    await expect(executeOn(server.target('postgres'), 'SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
    await server.release();
    // The orphaned initdb may outlive its parent for a moment; the start after that removes its draft.
    await (await startEmbedded(place)).release();
    expect(await drafts()).toEqual([]);
  });

  test.runIf(canBeSomebodyElse)('an ordinary user runs the server as themselves', async () => {
    const user = { uid: 65534, gid: 65534 };
    await chown(place.directory, user.uid, user.gid);
    const holder = launch(place, user);
    const server = await holder.server;
    expect((await stat(`/proc/${server}`)).uid).toBe(65534);
    expect((await stat(place.dataDirectory)).uid).toBe(65534);
    await holder.kill();
    await eventually(() => !isAlive(server));
  });

  test.runIf(canBeSomebodyElse)('a user id without a name is told how to get one', async () => {
    const user = { uid: 54_321, gid: 54_321 };
    await chown(place.directory, user.uid, user.gid);
    await expect(launch(place, user).server).rejects.toThrow('user id 54321, which has no name');
  });
});
