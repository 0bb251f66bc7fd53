/**
 * One project's database on the embedded server: the server is started, or joined, on first use, and let go at the end.
 */
import { homedir } from 'node:os';
import type { EmbeddedServer } from '../database/embedded/start-embedded.ts';
import type { ConnectionTarget } from '../database/target.ts';
import type { Project } from '../project/project.ts';
import { embeddedDatabaseName } from './database-name.ts';
import { createWhenMissing, prepareDatabase, type PrepareOptions } from './prepare-database.ts';
import { remember } from './remember.ts';

export interface EmbeddedDatabase {
  /** Where the database is or will be: starts the server, creates nothing. */
  readonly target: () => Promise<ConnectionTarget>;
  /** The same, with the database there: created empty, or prepared when the session was asked to. */
  readonly ready: () => Promise<ConnectionTarget>;
  readonly release: () => Promise<void>;
}

export interface EmbeddedDatabaseOptions extends Pick<PrepareOptions, 'announce' | 'reset' | 'runAll'> {
  readonly project: () => Promise<Project>;
  /** Migrate and seed the database when it is new. */
  readonly prepare: boolean;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

export function embeddedDatabase(options: EmbeddedDatabaseOptions): EmbeddedDatabase {
  const { announce, reset, runAll } = options;
  const server = remember(() => startServer(options));

  async function target(): Promise<ConnectionTarget> {
    const name = embeddedDatabaseName(await options.project());
    return (await server.get()).target(name);
  }

  const ready = remember(async () => {
    const wanted = await target();
    if (options.prepare) await prepareDatabase({ target: wanted, reset, runAll, announce });
    else await createWhenMissing(wanted, reset);
    return wanted;
  });

  return {
    target,
    ready: () => ready.get(),
    async release() {
      await (await server.take())?.release();
    },
  };
}

async function startServer({ variables, announce }: EmbeddedDatabaseOptions): Promise<EmbeddedServer> {
  const { embeddedDirectories } = await import('../database/embedded/directories.ts');
  const { startEmbedded } = await import('../database/embedded/start-embedded.ts');
  const facts = { homeDirectory: homedir(), userId: process.getuid?.() ?? null };
  return startEmbedded({ ...embeddedDirectories(variables, facts), onStep: announce });
}
