/**
 * Starts one embedded PostgreSQL for the whole run and tells the tests where it is. Durability is switched off: the server
 * and its directory go with the run.
 */
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import type { TestProject } from 'vitest/node';
import { isAlive } from '../../src/database/embedded/postmaster.ts';
import { startEmbedded } from '../../src/database/embedded/start-embedded.ts';
import type { ConnectionTarget } from '../../src/database/target.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The maintenance database of the run's server. */
    readonly postgres: ConnectionTarget;
  }
}

const prefix = 'seqscope-test-';

/** Everybody gets in, except that two roles, where a test creates them, meet what other servers do. */
const authentication = `
local all asks_password scram-sha-256
local all turned_away reject
local all all trust
`;

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeAbandoned();
  const directory = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  // As root the server runs as another user, who must be able to pass.
  await chmod(directory, 0o711);
  const rules = join(directory, 'pg_hba.conf');
  await writeFile(rules, authentication, { mode: 0o644 });
  const server = await startEmbedded({
    stateDirectory: join(directory, 'state'),
    cacheDirectory: join(directory, 'cache'),
    runtimeDirectory: join(directory, 'run'),
    searchPath: (process.env.PATH ?? '').split(':'),
    settings: { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', hba_file: rules },
  });
  project.provide('postgres', server.target('postgres'));
  return async () => {
    await server.release();
    await rm(directory, { recursive: true, force: true });
  };
}

/** A run that was killed could not clean up; its server has stopped by itself, its files have not gone. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const owner = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN;
    if (Number.isNaN(owner) || isAlive(owner)) continue;
    await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined);
  }
}
