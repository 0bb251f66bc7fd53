/** The Rituality application as any program meets it: loaded by path, configured by its variables, imported by nothing. */
import { resolve } from 'node:path';
import { register } from 'tsx/cjs/api';
import type { ConnectionTarget } from '../../src/database/target.ts';
import { ritualityVariables } from '../support/rituality.ts';

export const root = resolve(import.meta.dirname, '../..');

/** The database configuration under these DB_* variables; one that is not given is empty, whatever `.env` says. */
export function loadConfiguration(
  variables: Readonly<Record<string, string>>,
): typeof import('../../src/config/database.ts') {
  // The file's own type.
  return load('src/config/database.ts', variables) as typeof import('../../src/config/database.ts');
}

/** The models, freshly loaded, with an instance of their own on `target`; the caller closes it. */
export function loadModels(target: ConnectionTarget): typeof import('../../src/models/index.ts') {
  // The file's own type.
  return load(
    'src/models/index.ts',
    ritualityVariables(target),
  ) as typeof import('../../src/models/index.ts');
}

const variableNames = [
  'DB_NAME',
  'DB_USERNAME',
  'DB_PASSWORD',
  'DB_HOST',
  'DB_PORT',
  'DB_DIALECT',
  'DB_LOGGING',
];

let loads = 0;

/** A namespace of tsx is a module cache of its own. */
function load(path: string, variables: Readonly<Record<string, string>>): unknown {
  const before = variableNames.map((name) => [name, process.env[name]] as const);
  for (const name of variableNames) process.env[name] = variables[name] ?? '';
  loads += 1;
  const typescript = register({ namespace: `rituality-${loads}` });
  try {
    return typescript.require(resolve(root, path), import.meta.url);
  } finally {
    typescript.unregister();
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  }
}
