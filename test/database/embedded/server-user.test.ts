import { chmod, mkdir, mkdtemp, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import {
  canReach,
  makeFolder,
  makeServerFolder,
  reachablePlace,
  serverUserFor,
} from '../../../src/database/embedded/server-user.ts';
import { startEmbedded } from '../../../src/database/embedded/start-embedded.ts';
import { executeOn } from '../../support/postgres.ts';
import { fast } from './places.ts';

const isRoot = process.getuid?.() === 0;
const nobody = { uid: 65534, gid: 65534 };
let directory: string;

beforeEach(async () => {
  const made = await mkdtemp(join(tmpdir(), `seqscope-test-${process.pid}-`));
  directory = made;
  await chmod(directory, 0o711);
  onTestFinished(() => rm(made, { recursive: true, force: true }));
});

test('root hands the server to nobody; everybody else keeps it', () => {
  expect(serverUserFor(0)).toEqual(nobody);
  expect(serverUserFor(1000)).toBeNull();
  expect(serverUserFor(null)).toBeNull();
});

describe('a place', () => {
  test('is reachable when every folder above it lets others pass, existing or not', async () => {
    expect(await canReach(join(directory, 'not/yet'), nobody)).toBe(true);
    await mkdir(join(directory, 'closed'), { mode: 0o700 });
    expect(await canReach(join(directory, 'closed/not/yet'), nobody)).toBe(false);
  });

  test('is judged by where a link leads', async () => {
    await mkdir(join(directory, 'closed/inside'), { recursive: true });
    await chmod(join(directory, 'closed'), 0o700);
    await symlink(join(directory, 'closed/inside'), join(directory, 'link'));
    expect(await canReach(join(directory, 'link/state'), nobody)).toBe(false);
  });

  test('that the server cannot reach is moved below /var/lib/seqscope, another for each wish', async () => {
    await mkdir(join(directory, 'closed'), { mode: 0o700 });
    const wanted = join(directory, 'closed/state');
    expect(await reachablePlace(wanted, nobody)).toBe(join('/var/lib/seqscope', wanted));
    expect(await reachablePlace(wanted, null)).toBe(wanted);
    expect(await reachablePlace(join(directory, 'state'), nobody)).toBe(join(directory, 'state'));
  });
});

describe('a folder', () => {
  test('of an ordinary user is closed to others', async () => {
    await makeFolder(join(directory, 'a/b'), null);
    expect((await stat(join(directory, 'a/b'))).mode & 0o777).toBe(0o700);
  });

  test('of root lets the server pass, whatever the umask', async () => {
    const before = process.umask(0o077);
    onTestFinished(() => {
      process.umask(before);
    });
    await makeFolder(join(directory, 'a/b'), nobody);
    expect((await stat(join(directory, 'a'))).mode & 0o777).toBe(0o711);
    expect((await stat(join(directory, 'a/b'))).mode & 0o777).toBe(0o711);
  });

  test('of the server that is a link is refused: its owner could put another server behind it', async () => {
    await mkdir(join(directory, 'real'));
    await symlink('real', join(directory, 'link'));
    await expect(makeServerFolder(join(directory, 'link'), null)).rejects.toMatchObject({
      code: 'embedded-directory-unusable',
    });
  });

  test('below a file names the directory and what to set', async () => {
    await expect(makeFolder('/dev/null/state', null)).rejects.toMatchObject({
      code: 'embedded-directory-unusable',
      message: expect.stringContaining('"/dev/null/state"') as string,
      remedy: expect.stringContaining('XDG_STATE_HOME') as string,
    });
  });
});

test.runIf(isRoot)('a server of root whose home is closed lives below /var/lib/seqscope', async () => {
  await chmod(directory, 0o700);
  const moved = join('/var/lib/seqscope', directory);
  onTestFinished(() => rm(moved, { recursive: true, force: true }));
  const server = await startEmbedded({
    stateDirectory: join(directory, 'state'),
    cacheDirectory: join(directory, 'cache'),
    runtimeDirectory: join(directory, 'run'),
    settings: fast,
  });
  onTestFinished(() => server.release());
  expect(server.dataDirectory).toBe(join(moved, 'state/postgresql-15/data'));
  await expect(executeOn(server.target('postgres'), 'SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
});
