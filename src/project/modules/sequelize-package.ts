/**
 * The project's own copy of Sequelize: resolved from the folder of its models, then from its root, never from seqscope.
 * Versions that cannot work are named.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Sequelize } from 'sequelize';
import { ConsoleError } from '../../errors.ts';
import { loadError } from './load-error.ts';
import { readPackageFile } from '../files/package-file.ts';
import type { Project } from '../project.ts';
import { isDirectory, readText } from '../files/file-system.ts';

export type SequelizeClass = typeof Sequelize;

export interface SequelizePackage {
  readonly Sequelize: SequelizeClass;
  /** As its package.json says it. */
  readonly version: string;
}

/** Rejects with `sequelize-missing`, or `sequelize-version` for a major that is not supported (5 works as far as it goes). */
export function projectSequelize({ root, paths }: Pick<Project, 'root' | 'paths'>): SequelizePackage {
  const path = resolveFrom([...(paths.models === null ? [] : [paths.models]), root], 'sequelize');
  if (path === null) throw missing(root);
  const loaded = load(path, root);
  const version = typeof loaded.version === 'string' ? loaded.version : 'unknown';
  const major = Number.parseInt(version, 10);
  if (major < 5 || major > 6) throw unsupported(version);
  return { Sequelize: loaded, version };
}

/** The version that is installed for a folder, null without one; its code is not loaded. */
export function sequelizeVersion(folder: string): string | null {
  const path = resolveFrom([folder], 'sequelize/package.json');
  const version = /"version":\s*"([^"]+)"/.exec(path === null ? '' : (readText(path) ?? ''))?.[1];
  return version ?? null;
}

function resolveFrom(folders: readonly string[], name: string): string | null {
  for (const folder of folders) {
    const base = isDirectory(folder) ? folder : dirname(folder);
    try {
      return createRequire(join(base, 'package.json')).resolve(name);
    } catch {
      // Not visible from here: the next folder may be in another package.
    }
  }
  return null;
}

function load(path: string, root: string): SequelizeClass & { readonly version?: unknown } {
  try {
    // The main module of `sequelize` is the Sequelize class, with its version as a static (sequelize/lib/sequelize.js).
    return createRequire(path)(path) as SequelizeClass & { readonly version?: unknown };
  } catch (error) {
    throw loadError(error, { path, root, code: 'sequelize-missing' });
  }
}

function missing(root: string): ConsoleError {
  if (resolveFrom([root], '@sequelize/core') !== null) return unsupported('7 (@sequelize/core)');
  const isAskedFor = readPackageFile(root)?.dependencies.includes('sequelize') ?? false;
  return new ConsoleError(`"sequelize" is not installed in "${root}".`, {
    code: 'sequelize-missing',
    kind: 'usage',
    remedy: isAskedFor
      ? `Run \`npm install\` in "${root}".`
      : `Run \`npm install sequelize@6 pg\` in "${root}", or name the project's folder with \`--project DIR\`.`,
  });
}

function unsupported(version: string): ConsoleError {
  return new ConsoleError(`The project uses Sequelize ${version}; seqscope works with Sequelize 6.`, {
    code: 'sequelize-version',
    kind: 'usage',
    remedy: 'Install Sequelize 6 with `npm install sequelize@6`, or browse the tables alone.',
  });
}
