/** `attributes` of a finder in pasted code → the columns of a spec. */
import type { Model, ModelStatic } from 'sequelize';
import { isRecord } from '../../../project/modules/module-values.ts';
import { attributesOf } from '../../model-attributes.ts';
import type { ReadingOptions } from './reading.ts';
import { textOf } from './reading.ts';
import type { Static } from './static.ts';

/** What `attributes` says, or its scope beside it: all but some, and some that are named again. */
interface Change {
  readonly exclude: readonly string[];
  readonly include: readonly string[];
}

/**
 * A list of names, or all but some, with what the scope's own attributes add to either: Sequelize merges two lists, and two changes,
 * and takes the finder's where they differ in kind (lib/model.js, _mergeFunction). Null for those that are read anyway. A computed
 * attribute beside all others changes no row: it is left out with a warning. Throws for a list of computed ones.
 */
export function readAttributes(
  attributes: Static,
  model: ModelStatic<Model>,
  ofScope: unknown,
  reading: ReadingOptions,
): readonly string[] | null {
  if (attributes.type !== 'object') {
    const listed = (attributes.type === 'list' ? attributes.items : [attributes]).map((item) =>
      nameOf(item, reading),
    );
    return [...new Set([...scopeNames(ofScope), ...listed])];
  }
  const own = changeOf(attributes, reading);
  const all = [...attributesOf(model).keys()];
  const isMerged = isRecord(ofScope);
  if (own.exclude.length + own.include.length === 0) return Array.isArray(ofScope) ? all : null;
  const excluded = new Set([...own.exclude, ...(isMerged ? scopeNames(ofScope['exclude']) : [])]);
  const included = [...own.include, ...(isMerged ? scopeNames(ofScope['include']) : [])];
  return [...new Set([...all.filter((name) => !excluded.has(name)), ...included])];
}

function changeOf({ entries }: Extract<Static, { type: 'object' }>, reading: ReadingOptions): Change {
  const { source, warn } = reading;
  const change = { exclude: [] as string[], include: [] as string[] };
  for (const { key, value, at } of entries) {
    const items = value.type === 'list' ? value.items : [value];
    if (key.name === 'exclude') change.exclude.push(...items.map((item) => nameOf(item, reading)));
    else if (key.name === 'include') {
      for (const item of items) {
        const name = textOf(item);
        if (name !== null) change.include.push(name);
        else warn(item.at, `${computedName(item)} was left out: the rows are the same without it.`);
      }
    } else {
      throw source.fault(at, `a query has nothing for \`${key.name}\` of attributes`, 'List the attributes.');
    }
  }
  return change;
}

function nameOf(item: Static, { source }: ReadingOptions): string {
  const name = textOf(item);
  if (name !== null) return name;
  throw source.fault(
    item.at,
    'a query reads attributes by their names',
    'Name them as in `attributes: ["id", "email"]`; what is computed needs `group`.',
  );
}

function computedName(item: Static): string {
  const alias = item.type === 'list' ? textOf(item.items[1]) : null;
  return alias === null ? 'A computed attribute' : `The computed attribute "${alias}"`;
}

/** Of a scope's own list, where computed attributes stand as `[expression, name]`. */
function scopeNames(items: unknown): readonly string[] {
  if (!Array.isArray(items)) return [];
  return items.flatMap((item: unknown) => {
    const name: unknown = Array.isArray(item) ? item[1] : item;
    return typeof name === 'string' ? [name] : [];
  });
}
