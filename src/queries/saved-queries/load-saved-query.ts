/** A file of a saved query → what it exports, checked. Runs the module's top level and nothing more. */
import { createRequire } from 'node:module';
import { ConsoleError, nearestNames } from '../../errors.ts';
import { displayPath } from '../../project/files/file-system.ts';
import { importModule } from '../../project/modules/import-module.ts';
import { isRecord, mainExport } from '../../project/modules/module-values.ts';
import { withinDirectory } from '../../project/modules/working-directory.ts';
import { alternatives } from '../caret.ts';
import { plainValue } from '../plain-value.ts';
import type { QueryFile } from './query-files.ts';
import { typedValue } from './read-params.ts';
import type { ParamType, SavedParam } from './saved-query.ts';

export interface LoadedQuery {
  readonly description: string | null;
  readonly params: readonly SavedParam[];
  /** The module's own function, or the spec that stands in its place. */
  readonly main: unknown;
}

const types: readonly ParamType[] = ['text', 'integer', 'number', 'boolean', 'date', 'day'];
const paramKeys = ['type', 'default', 'description', 'choices'];

/** Rejects with what is wrong with the file, placed where it can be. A CommonJS file that was edited is read anew. */
export async function loadSavedQuery({ path }: QueryFile, root: string): Promise<LoadedQuery> {
  Reflect.deleteProperty(createRequire(path).cache, path);
  const module: unknown = await withinDirectory(root, () =>
    importModule(path, { root, code: 'saved-query-failed' }),
  );
  const main = mainExport(module);
  const shown = displayPath(path, root);
  if (typeof main !== 'function' && !(isRecord(main) && 'model' in main)) {
    throw invalid(
      `"${shown}" exports no query.`,
      'Export a function, as in `export default ({ User }, params) => User.findAll()`.',
      path,
    );
  }
  const named = (name: string): unknown => exportNamed(module, main, name);
  const description = named('description');
  if (description !== undefined && typeof description !== 'string') {
    throw invalid(`"description" in "${shown}" is no text.`, 'Export a text, or leave it out.', path);
  }
  return { description: description ?? null, params: paramsOf(named('params'), shown, path), main };
}

/** `export const params`, or `module.exports.params` of a function. */
function exportNamed(module: unknown, main: unknown, name: string): unknown {
  for (const holder of [module, isRecord(module) ? module['default'] : undefined, main]) {
    if (
      (typeof holder === 'object' || typeof holder === 'function') &&
      holder !== null &&
      Object.hasOwn(holder, name)
    ) {
      if (isRecord(main) && holder === main && name === 'params') continue;
      return Reflect.get(holder, name);
    }
  }
  return undefined;
}

function paramsOf(params: unknown, shown: string, path: string): readonly SavedParam[] {
  if (params === undefined) return [];
  if (!isRecord(params)) {
    throw invalid(
      `"params" in "${shown}" is no object.`,
      "Export one, as in `export const params = { days: { type: 'integer', default: 30 } }`.",
      path,
    );
  }
  return Object.entries(params).map(([name, said]) => paramOf(name, said, shown, path));
}

function paramOf(name: string, said: unknown, shown: string, path: string): SavedParam {
  const wrong = (what: string, remedy: string): Error =>
    invalid(`Parameter "${name}" in "${shown}" ${what}.`, remedy, path);
  if (!/^[A-Za-z_][\w-]*$/.test(name)) {
    throw wrong('has a name that cannot be typed', 'Use letters, digits, "_" and "-".');
  }
  if (!isRecord(said)) throw wrong('is no object', "Write it as in `{ type: 'integer', default: 30 }`.");
  for (const key of Object.keys(said)) {
    if (paramKeys.includes(key)) continue;
    throw wrong(`has "${key}", which is not known`, `The keys are ${paramKeys.join(', ')}.`);
  }
  const { type: typeName = 'text', description = null, choices = null } = said;
  const type = types.find((known) => known === typeName);
  if (type === undefined) {
    const near = alternatives(nearestNames(String(typeName), types));
    throw wrong(
      `has the type "${String(typeName)}", which is not known`,
      near === null ? `The types are ${types.join(', ')}.` : `Did you mean ${near}?`,
    );
  }
  if (description !== null && typeof description !== 'string')
    throw wrong('has a description that is no text', 'Write a text.');
  if (choices !== null && (!Array.isArray(choices) || choices.length === 0))
    throw wrong('has choices that are no list', 'Write a list of values.');
  const list: readonly unknown[] | null = choices;
  const param: SavedParam = { name, type, description, choices: list === null ? null : list.map(plainValue) };
  if (said['default'] === undefined) return param;
  const standard = said['default'] === null ? null : typedValue(param, plainValue(said['default']));
  return { ...param, default: standard };
}

function invalid(message: string, remedy: string, path: string): ConsoleError {
  return new ConsoleError(message, {
    code: 'saved-query-invalid',
    kind: 'usage',
    remedy,
    details: { file: path },
  });
}
