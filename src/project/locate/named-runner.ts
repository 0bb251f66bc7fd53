/** The project's own runner as `runner` in seqscope.config names it: read, and made sure that it says something. */
import { ConsoleError } from '../../errors.ts';
import { displayPath, isFile, readText } from '../files/file-system.ts';
import type { ProjectRunner } from '../project.ts';
import type { ConsoleConfig } from '../settings/read-console-config.ts';
import { readRunner, type Runner } from './read-runner.ts';

/** Null where none is named. Rejects with `path-missing`, or `runner-unreadable` when nothing can be told from its source. */
export function namedRunner({ runner: path, shown }: ConsoleConfig, root: string): Runner | null {
  if (path === null) return null;
  if (!isFile(path)) {
    throw new ConsoleError(`There is no "${path}", which "runner" in "${shown}" names.`, {
      code: 'path-missing',
      kind: 'usage',
      remedy: `Correct "runner" in "${shown}"; it is relative to that file.`,
    });
  }
  const runner = readRunner(readText(path) ?? '', path, root);
  const kinds = ['migration', 'seeder'] as const;
  const isMute = kinds.every((kind) => runner.storage(kind) === null && runner.folder(kind) === null);
  if (!isMute || Object.keys(runner.context).length > 0) return runner;
  throw new ConsoleError(
    `"${displayPath(path, root)}", which "runner" in "${shown}" names, does not say plainly where its migrations and its journal are.`,
    {
      code: 'runner-unreadable',
      kind: 'usage',
      remedy: `Say it in "${shown}" instead of "runner", as in \`migrations: 'db/migrations', journal: { table: 'SequelizeMeta' }\`.`,
      details: { file: path },
    },
  );
}

/** What remains of it in the project. */
export function projectRunner(runner: Runner | null): ProjectRunner | undefined {
  if (runner === null) return undefined;
  const isRecursive = (kind: 'migration' | 'seeder') => runner.folder(kind)?.isRecursive === true;
  return {
    recursive: [
      ...(isRecursive('migration') ? (['migrations'] as const) : []),
      ...(isRecursive('seeder') ? (['seeders'] as const) : []),
    ],
    context: runner.context,
  };
}
