/** The indexes, unique constraints and the key that a model declares, by column (sequelize/lib/model.js, refreshAttributes). */
import type { Model, ModelStatic } from 'sequelize';
import { isRecord } from '../project/modules/module-values.ts';
import type { ModelSummary } from './description.ts';
import type { ModelIndex } from './model-details.ts';
import { valueText } from './value-text.ts';

/** The key, then what `unique` makes, then `indexes`. */
export function modelIndexes(model: ModelStatic<Model>, summary: ModelSummary): readonly ModelIndex[] {
  const columnOf = (name: string): string => {
    const own = summary.attributes.find((attribute) => attribute.column === name);
    const attribute = summary.attributes.find((candidate) => candidate.name === name);
    return own?.column ?? attribute?.column ?? name;
  };
  const plain = { method: null, where: null, isUnique: true } as const;
  const key: readonly ModelIndex[] =
    summary.primaryKey.length === 0
      ? []
      : [{ ...plain, name: null, by: 'primary-key', columns: summary.primaryKey.map(columnOf) }];
  const uniqueKeys: unknown = Reflect.get(model, 'uniqueKeys');
  const unique = Object.entries(isRecord(uniqueKeys) ? uniqueKeys : {}).flatMap(
    ([name, said]): readonly ModelIndex[] => {
      const fields: unknown = isRecord(said) ? said.fields : null;
      if (!Array.isArray(fields) || fields.length === 0) return [];
      return [{ ...plain, name, by: 'unique', columns: fields.map((field) => columnOf(String(field))) }];
    },
  );
  const indexes: unknown = Reflect.get(model, '_indexes');
  const listed = Array.isArray(indexes) ? indexes.map((index) => describeIndex(index, columnOf)) : [];
  return [...key, ...unique, ...listed];
}

function describeIndex(index: unknown, columnOf: (name: string) => string): ModelIndex {
  const said = isRecord(index) ? index : {};
  const fields: readonly unknown[] = Array.isArray(said.fields) ? said.fields : [];
  const where = said.where === undefined || said.where === null ? null : valueText(said.where);
  return {
    name: typeof said.name === 'string' ? said.name : null,
    by: 'index',
    columns: fields.map((field) => {
      const name = fieldName(field);
      return name === null ? null : columnOf(name);
    }),
    isUnique: said.unique === true,
    method: typeof said.using === 'string' ? said.using.toLowerCase() : null,
    where,
  };
}

/** `'a'`, `{ name: 'a', order: 'DESC' }`, `{ attribute: 'a' }`; anything else is an expression. */
function fieldName(field: unknown): string | null {
  if (typeof field === 'string') return field;
  if (!isRecord(field)) return null;
  for (const key of ['name', 'attribute', 'field']) {
    const name = field[key];
    if (typeof name === 'string') return name;
  }
  return null;
}
