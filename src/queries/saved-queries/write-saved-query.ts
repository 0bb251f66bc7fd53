/** A QuerySpec → a file of a saved query, as a person would write it. Never over another, unless it is said to. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ConsoleError } from '../../errors.ts';
import { displayPath } from '../../project/files/file-system.ts';
import { governingPackage } from '../../project/files/package-file.ts';
import { layOut, type Code } from '../code/code-layout.ts';
import { keyText, stringText } from '../code/literal-text.ts';
import { includeText } from '../includes/include-text.ts';
import type { QuerySpec } from '../query-spec.ts';
import { scopeText } from '../scope-text.ts';
import { queryFiles } from './query-files.ts';
import type { SavedQueriesPlace } from './run-saved-query.ts';

export interface SaveRequest {
  readonly name: string;
  readonly spec: QuerySpec;
  readonly description?: string | null | undefined;
  /** Replaces the query of that name. */
  readonly isForced?: boolean | undefined;
}

/** Resolves to the path below the root. Throws `name-invalid`, `file-exists`, or `spec-unsaveable` for what no file says. */
export function writeSavedQuery(
  { root, folder }: SavedQueriesPlace,
  { name, spec, description = null, isForced = false }: SaveRequest,
  language: 'typescript' | 'javascript',
): { readonly path: string } {
  if (!/^[A-Za-z0-9][\w-]*(?:\/[A-Za-z0-9][\w-]*)*$/.test(name)) {
    throw new ConsoleError(`"${name}" cannot be the name of a saved query.`, {
      code: 'name-invalid',
      kind: 'usage',
      remedy: 'Use letters, digits, "-" and "_", and "/" for a folder, as in `reports/active-users`.',
    });
  }
  const known = queryFiles(folder).find((file) => file.name === name);
  if (known !== undefined && !isForced) throw exists(name, displayPath(known.path, root));
  const path = known?.path ?? join(folder, `${name}${language === 'typescript' ? '.ts' : '.js'}`);
  mkdirSync(dirname(path), { recursive: true });
  const isModule = /\.m?ts$|\.mjs$/.test(path) || (governingPackage(path)?.isModule ?? false);
  const text = moduleText(spec, description, isModule && !/\.c[jt]s$/.test(path));
  try {
    writeFileSync(path, text, { flag: isForced ? 'w' : 'wx' });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      throw exists(name, displayPath(path, root));
    throw error;
  }
  return { path: displayPath(path, root) };
}

function exists(name: string, shown: string): ConsoleError {
  return new ConsoleError(`There is a saved query "${name}" already, in "${shown}".`, {
    code: 'file-exists',
    kind: 'usage',
    remedy: 'Choose another name, or replace it with `--force`.',
  });
}

function moduleText(spec: QuerySpec, description: string | null, isModule: boolean): string {
  const begin = isModule ? 'export default () => (' : 'module.exports = () => (';
  const query = `${begin}${layOut(specCode(spec), 0, begin.length, 2)});\n`;
  if (description === null) return query;
  const said = stringText(description);
  return isModule
    ? `export const description = ${said};\n\n${query}`
    : `${query}\nmodule.exports.description = ${said};\n`;
}

function specCode(spec: QuerySpec): Code {
  const { source, relatedTo, grouping = null, place } = spec;
  if (source.type !== 'model') {
    throw unsaveable(
      'A table without a model has no query to save.',
      'Write one that calls `sequelize.query`.',
    );
  }
  if (relatedTo !== null) {
    throw unsaveable('The rows of one record are not saved.', 'Filter them by its key instead.');
  }
  const entries: readonly (readonly [string, Code])[] = [
    ['model', stringText(source.name)],
    ...(spec.scopes.length === 0 ? [] : [['scopes', texts(spec.scopes.map(scopeText))] as const]),
    ...(spec.isUnscoped ? [['unscoped', 'true'] as const] : []),
    ...(spec.filter.trim() === '' ? [] : [['where', stringText(spec.filter)] as const]),
    ...(spec.search === undefined ? [] : [['search', stringText(spec.search)] as const]),
    ...(spec.includes === undefined || spec.includes.length === 0
      ? []
      : [['include', texts(spec.includes.map(includeText))] as const]),
    ...(spec.columns === null ? [] : [['columns', texts(spec.columns)] as const]),
    ...(spec.order.length === 0 ? [] : [['order', list(spec.order.map(orderCode))] as const]),
    ...(spec.softDeleted === 'shown' ? [['withDeleted', 'true'] as const] : []),
    ...(spec.limit === null ? [] : [['limit', String(spec.limit)] as const]),
    ...(place.type === 'offset' && place.offset > 0 ? [['offset', String(place.offset)] as const] : []),
  ];
  if (grouping !== null)
    throw unsaveable('Groups are not saved yet.', 'Save the code instead, with `--code`.');
  return {
    before: '',
    bracket: '{',
    items: entries.map(([key, code]) => ({ prefix: `${keyText(key)}: `, code })),
  };
}

function orderCode({ attribute, direction, nulls }: QuerySpec['order'][number]): Code {
  const words = `${direction.toUpperCase()}${nulls === undefined ? '' : ` NULLS ${nulls.toUpperCase()}`}`;
  return texts([attribute, words]);
}

function texts(values: readonly string[]): Code {
  return list(values.map(stringText));
}

function list(codes: readonly Code[]): Code {
  return { before: '', bracket: '[', items: codes.map((code) => ({ prefix: '', code })) };
}

function unsaveable(message: string, remedy: string): ConsoleError {
  return new ConsoleError(message, { code: 'spec-unsaveable', kind: 'usage', remedy });
}
