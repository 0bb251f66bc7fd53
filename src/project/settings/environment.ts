/**
 * Which environment a project runs in, and the variables its code will see: those of the process with `.env` files laid
 * under them. A variable that is set is never overridden.
 */
import { join } from 'node:path';
import { parse } from 'dotenv';
import { ConsoleError } from '../../errors.ts';
import { absolutePath, displayPath, readText } from '../files/file-system.ts';
import { placeholderVariables } from './missing-variables.ts';
import type { ProjectOptions } from '../project.ts';

export type Variables = Readonly<Record<string, string | undefined>>;

export interface Environment {
  readonly name: string;
  readonly why: string;
  /** True when a flag, the rc file or the shell chose it; false for the default, and for a `.env` file. */
  readonly isNamed: boolean;
  readonly variables: Variables;
}

/**
 * `--env`, then the rc file's `env`, then NODE_ENV (from a `.env` file too), then development, as sequelize-cli has it.
 * `--env` also sets NODE_ENV, for the project's own code asks nothing else. Rejects with `env-file-missing`.
 */
export function readEnvironment(
  root: string,
  options: Pick<ProjectOptions, 'environment' | 'envFile' | 'directory' | 'placeholderEnv'>,
  variables: Variables,
  rcEnvironment: string | null = null,
): Environment {
  const named =
    options.envFile === null ? null : readNamedFile(absolutePath(options.envFile, options.directory), root);
  const general = named === null ? [readFile(root, '.env.local'), readFile(root, '.env')] : [];
  const { name, why, isNamed } = chooseName(
    options,
    variables,
    rcEnvironment,
    named === null ? general : [named],
  );
  const files = named === null ? [readFile(root, `.env.${name}`), ...general] : [named];
  const merged: Record<string, string | undefined> = { ...variables };
  for (const file of files) {
    for (const [key, value] of Object.entries(file?.values ?? {})) merged[key] ??= value;
  }
  for (const [key, value] of placeholderVariables(options.placeholderEnv ?? [])) merged[key] ??= value;
  if (options.environment !== null) merged.NODE_ENV = options.environment;
  return { name, why, isNamed, variables: merged };
}

interface VariablesFile {
  readonly shown: string;
  readonly values: Readonly<Record<string, string>>;
}

const defaultName = 'development';

function chooseName(
  { environment }: Pick<ProjectOptions, 'environment'>,
  variables: Variables,
  rcEnvironment: string | null,
  files: readonly (VariablesFile | null)[],
): { readonly name: string; readonly why: string; readonly isNamed: boolean } {
  if (environment !== null) return { name: environment, why: 'named by --env', isNamed: true };
  if (rcEnvironment !== null)
    return { name: rcEnvironment, why: 'named by "env" in the rc file', isNamed: true };
  if (variables.NODE_ENV) {
    // Shells and images set the default for everything that runs in them: that names no server.
    return { name: variables.NODE_ENV, why: 'NODE_ENV is set', isNamed: variables.NODE_ENV !== defaultName };
  }
  for (const file of files) {
    const name = file?.values.NODE_ENV;
    if (file && name) return { name, why: `NODE_ENV in ${file.shown}`, isNamed: false };
  }
  return { name: defaultName, why: 'the default, NODE_ENV is not set', isNamed: false };
}

function readFile(root: string, name: string): VariablesFile | null {
  const text = readText(join(root, name));
  return text === null ? null : { shown: name, values: parse(text) };
}

function readNamedFile(path: string, root: string): VariablesFile {
  const text = readText(path);
  if (text === null) {
    throw new ConsoleError(`The environment file "${displayPath(path, root)}" cannot be read.`, {
      code: 'env-file-missing',
      kind: 'usage',
      remedy: 'Create it, or name another file with `--env-file FILE`.',
      details: { file: path },
    });
  }
  return { shown: displayPath(path, root), values: parse(text) };
}
