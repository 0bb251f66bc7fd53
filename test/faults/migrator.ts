/** A migrator as a process: seqscope as it is built, or sequelize-cli, on a project and a database. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ConnectionTarget } from '../../src/database/target.ts';

export type Tool = 'seqscope' | 'sequelize-cli';

const repository = resolve(import.meta.dirname, '../..');
const binaries: Readonly<Record<Tool, string>> = {
  seqscope: resolve(repository, 'bin/seqscope.js'),
  'sequelize-cli': resolve(repository, 'node_modules/sequelize-cli/lib/sequelize'),
};

/** A migrator that has not come to an end by itself by then is ended. */
const limitMs = 90_000;

export interface Ending {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly output: string;
  /** Milliseconds from the first migration's beginning to the end; null when none began. */
  readonly steppingMs: number | null;
}

export interface Migrator {
  /** Resolves when the first migration begins, or with the process when none does. */
  readonly begun: Promise<void>;
  readonly ended: Promise<Ending>;
  /** SIGKILL. */
  kill(): void;
}

/** Starts `db:migrate`. Both tools announce a migration on stdout before it runs. */
export function startMigrator(tool: Tool, folder: string, target: ConnectionTarget): Migrator {
  const child = spawn(process.execPath, [binaries[tool], 'db:migrate'], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      DB_HOST: target.host,
      DB_PORT: String(target.port),
      DB_NAME: target.database,
      DB_USERNAME: target.user,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let begunAt = 0;
  let begin = (): void => undefined;
  const begun = new Promise<void>((done) => {
    begin = done;
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (begunAt > 0 || !output.includes(': migrating =')) return;
      begunAt = performance.now();
      begin();
    });
  }
  const ended = (async (): Promise<Ending> => {
    const limit = setTimeout(() => child.kill('SIGKILL'), limitMs);
    await once(child, 'close');
    clearTimeout(limit);
    begin();
    const steppingMs = begunAt === 0 ? null : performance.now() - begunAt;
    return { exitCode: child.exitCode, output, steppingMs };
  })();
  return { begun, ended, kill: () => child.kill('SIGKILL') };
}

/** Runs it to its end. */
export async function runMigrator(tool: Tool, folder: string, target: ConnectionTarget): Promise<Ending> {
  return startMigrator(tool, folder, target).ended;
}

/** Waits for so many milliseconds of stepping: null then, or how long the stepping took of a migrator that ended before. */
export async function momentOf(migrator: Migrator, afterMs: number): Promise<number | null> {
  await migrator.begun;
  const ending = await Promise.race([delay(afterMs, null), migrator.ended]);
  if (ending !== null && ending.steppingMs === null) throw new Error(`Nothing began:\n${ending.output}`);
  return ending?.steppingMs ?? null;
}
