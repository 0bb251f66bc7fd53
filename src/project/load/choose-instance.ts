/**
 * Which of a project's Sequelize instances is opened, and what each is called: the name it is exported by, else the file
 * that makes it, else its database. The one that was asked for, or the one with the most models.
 */
import { basename } from 'node:path';
import type { Sequelize } from 'sequelize';
import { ConsoleError, nearestNames } from '../../errors.ts';
import { displayPath } from '../files/file-system.ts';

/** An instance as the project made it, whatever was laid over it since. */
export interface KnownInstance {
  readonly instance: Sequelize;
  readonly exportedAs: string | null;
  /** Absolute; null for one that no file of the project makes. */
  readonly file: string | null;
  readonly database: string | null;
}

export interface InstanceSummary {
  /** What `--instance` takes. */
  readonly name: string;
  /** Relative to the root. */
  readonly file: string | null;
  readonly database: string | null;
  readonly models: number;
  readonly isChosen: boolean;
}

/** The one called `wanted`, the one with the most models among several of that name; null without one. */
export function findInstance(
  known: readonly KnownInstance[],
  wanted: string | null,
  root: string,
): Sequelize | null {
  const matching = wanted === null ? known : known.filter((one) => namesOf(one, root).includes(fold(wanted)));
  return mostModels(matching.map(({ instance }) => instance));
}

/** Ties go to the instance made last: the others are usually leftovers of a first attempt. */
export function mostModels(instances: readonly Sequelize[]): Sequelize | null {
  let best: Sequelize | null = null;
  for (const instance of instances) {
    if (best === null || modelCount(instance) >= modelCount(best)) best = instance;
  }
  return best;
}

/** The chosen one first, then those with the most models. */
export function summariseInstances(
  known: readonly KnownInstance[],
  chosen: Sequelize,
  root: string,
): readonly InstanceSummary[] {
  return known
    .map((one) => ({
      name: nameOf(one, known, root),
      file: one.file === null ? null : displayPath(one.file, root),
      database: one.database,
      models: modelCount(one.instance),
      isChosen: one.instance === chosen,
    }))
    .sort((a, b) => Number(b.isChosen) - Number(a.isChosen) || b.models - a.models);
}

export function unknownInstance(
  wanted: string,
  namedBy: string,
  known: readonly KnownInstance[],
  root: string,
): ConsoleError {
  const names = known.map((one) => nameOf(one, known, root));
  const nearest = nearestNames(wanted, names)[0] ?? names[0];
  const list = names.map((name) => `"${name}"`).join(', ');
  return new ConsoleError(
    `The project makes no Sequelize instance "${wanted}", which ${namedBy} names; it makes ${list === '' ? 'none' : list}.`,
    {
      code: 'unknown-instance',
      kind: 'usage',
      remedy:
        nearest === undefined
          ? `Leave ${namedBy} out.`
          : `Name one that exists, as in \`--instance ${nearest}\`.`,
    },
  );
}

function nameOf(one: KnownInstance, known: readonly KnownInstance[], root: string): string {
  const file = one.file === null ? null : displayPath(one.file, root);
  const isAlone = (key: 'exportedAs' | 'file') =>
    one[key] !== null && known.every((other) => other === one || other[key] !== one[key]);
  if (isAlone('exportedAs')) return one.exportedAs ?? '';
  if (isAlone('file')) return file ?? '';
  return one.database ?? one.exportedAs ?? file ?? 'sequelize';
}

/** Everything it may be called by, lower case. */
function namesOf({ exportedAs, file, database }: KnownInstance, root: string): readonly string[] {
  const base = file === null ? null : basename(file);
  const names = [exportedAs, database, base, file === null ? null : displayPath(file, root)];
  return [...names, base?.replace(/\.\w+$/, '') ?? null].flatMap((name) =>
    name === null ? [] : [fold(name)],
  );
}

function fold(name: string): string {
  return name.toLowerCase();
}

function modelCount({ models }: Sequelize): number {
  return Object.keys(models).length;
}
