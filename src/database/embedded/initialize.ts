/**
 * Creates the data directory. initdb works in a temporary directory that is renamed when it is done, so `data` is either a
 * whole cluster or absent, whatever is killed when.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ConsoleError } from '../../errors.ts';
import type { ServerBinaries } from './find-binaries.ts';
import { isAlive } from './postmaster.ts';
import { makeServerFolder, type ServerUser } from './server-user.ts';

/** The superuser of every cluster; authentication is by who can enter the socket's directory. */
export const superuser = 'postgres';

const draftPrefix = 'data.new-';

/**
 * Makes sure that `dataDirectory`, directly below `folder`, holds a cluster. Drafts of processes that died are removed.
 * @throws ConsoleError `embedded-initdb-failed` with what initdb said, `embedded-user-nameless` for a user id without a name.
 */
export async function initialize(
  binaries: ServerBinaries,
  folder: string,
  dataDirectory: string,
  user: ServerUser | null,
  onStep: (text: string) => void,
): Promise<void> {
  await removeDrafts(folder);
  if (await isFolder(dataDirectory)) return;
  onStep(`Creating a PostgreSQL ${binaries.major} database cluster`);
  const draft = await mkdtemp(join(folder, `${draftPrefix}${process.pid}-`));
  try {
    await makeServerFolder(draft, user);
    await runInitdb(binaries, draft, user);
    await rename(draft, dataDirectory);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another process was faster: its cluster is as good.
    if (!(await isFolder(dataDirectory))) throw error;
  }
}

async function runInitdb(binaries: ServerBinaries, draft: string, user: ServerUser | null): Promise<void> {
  const settings = ['-D', draft, '-E', 'UTF8', '--no-sync', '-A', 'trust', '--locale=C', '-U', superuser];
  const run = async (...more: readonly string[]) =>
    promisify(execFile)(binaries.initdb, [...settings, ...more], {
      cwd: '/',
      env: serverEnvironment,
      ...(user ?? {}),
    });
  try {
    await (binaries.major < icuSince ? run() : run(...icuSettings).catch(withoutIcu(run)));
  } catch (error) {
    const said = lastLines(error);
    const nameless = namelessPattern.exec(said)?.[1];
    if (nameless !== undefined) throw namelessUser(nameless, error);
    throw new ConsoleError(`initdb of PostgreSQL ${binaries.version} failed: ${said}`, {
      code: 'embedded-initdb-failed',
      kind: 'connection',
      remedy: `Make sure that the disk of "${draft}" has 100 MB free, or connect to a running server with \`--url\`.`,
      details: { file: binaries.initdb },
      cause: error,
    });
  }
}

/** PostgreSQL manual, 24.2.2: from 15 on a whole cluster may collate by ICU. */
const icuSince = 15;
/** The locale C knows the case and order of ASCII letters only; ICU's root locale those of every script, on every system. */
const icuSettings = ['--locale-provider=icu', '--icu-locale=und'];

/** Tries again without ICU where the server was built without it; any other failure stays one. */
function withoutIcu(run: () => Promise<unknown>): (error: unknown) => Promise<unknown> {
  return async (error) => {
    if (!lastLines(error).includes('ICU is not supported')) throw error;
    return run();
  };
}

/** PostgreSQL's src/common/username.c: initdb wants a name for whoever runs it. */
const namelessPattern = /could not look up effective user ID (\d+)/;

/** Containers are often run as a user id that nobody wrote down. */
function namelessUser(userId: string, cause: unknown): ConsoleError {
  return new ConsoleError(
    `PostgreSQL does not run for user id ${userId}, which has no name on this machine.`,
    {
      code: 'embedded-user-nameless',
      kind: 'connection',
      remedy: `As root, run \`echo "seqscope:x:${userId}:${userId}::/tmp:/bin/sh" >> /etc/passwd\`, or connect to a running server with \`--url\`.`,
      cause,
    },
  );
}

/** Nothing of the caller's: PGDATA, PGPORT or a locale of theirs would change what the server does or says. */
export const serverEnvironment: Readonly<Record<string, string>> = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LC_ALL: 'C',
};

function lastLines(error: unknown): string {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
  if (said !== '') return said.split('\n').slice(-6).join('\n');
  return error instanceof Error ? error.message : String(error);
}

/** An orphaned initdb may still write into its draft; what cannot be removed now is removed next time. */
async function removeDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(draftPrefix)) continue;
    if (isAlive(Number.parseInt(name.slice(draftPrefix.length), 10))) continue;
    await rm(join(folder, name), { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
