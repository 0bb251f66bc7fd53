/**
 * A fresh instance of the project's own Sequelize with the project's own settings, models left out: what migrations and
 * seeders run on, and what factories are given. Makes no connection.
 */
import type { Sequelize } from 'sequelize';
import type { ConnectionTarget } from '../../database/target.ts';
import { ConsoleError } from '../../errors.ts';
import { type ConnectionOverride, type MutableSettings, overrideConnection } from './connection-override.ts';
import type { Project } from '../project.ts';
import { projectSequelize, type SequelizeClass } from '../modules/sequelize-package.ts';
import { withinDirectory } from '../modules/working-directory.ts';

/** Rejects with `sequelize-missing`, `sequelize-version` or `driver-missing`. The caller closes the instance. */
export async function openSequelize(
  project: Project,
  connection: ConnectionOverride & { readonly target: ConnectionTarget },
): Promise<Sequelize> {
  return withinDirectory(project.root, async () =>
    makeInstance(projectSequelize(project).Sequelize, project, connection),
  );
}

/** Throws `driver-missing` when the project has no `pg`. */
export function makeInstance(
  Sequelize: SequelizeClass,
  project: Project,
  connection: ConnectionOverride & { readonly target: ConnectionTarget },
): Sequelize {
  const config: MutableSettings = {};
  const options: MutableSettings = { ...project.settings };
  for (const key of Object.keys(options)) {
    if (isForTheCli(key)) Reflect.deleteProperty(options, key);
  }
  overrideConnection(config, options, connection);
  try {
    return new Sequelize(options);
  } catch (error) {
    throw driverError(error, project.root);
  }
}

/** sequelize-cli's own keys stand among Sequelize's in a configuration file. */
function isForTheCli(key: string): boolean {
  return (
    key === 'url' || key === 'use_env_variable' || /^(?:migration|seeder)(?:Storage|Timestamps)/.test(key)
  );
}

/** Sequelize's own words for an absent driver are "Please install pg package manually". */
export function driverError(error: unknown, root: string): unknown {
  const match = /Please install (\S+) package manually/.exec(error instanceof Error ? error.message : '');
  if (match?.[1] === undefined) return error;
  return new ConsoleError(`Sequelize finds no "${match[1]}" in "${root}".`, {
    code: 'driver-missing',
    kind: 'usage',
    remedy: `Run \`npm install ${match[1]}\` in "${root}".`,
    cause: error,
  });
}
