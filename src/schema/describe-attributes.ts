/**
 * A model's attributes as they stand in its definition, in the order they were declared. Types are text here: what SQL
 * would write, whatever the definition used to say it.
 */
import type { Model, ModelStatic } from 'sequelize';
import { isRecord } from '../project/modules/module-values.ts';
import type { AttributeSummary } from './description.ts';
import { valueText } from './value-text.ts';

export function describeAttributes(model: ModelStatic<Model>): readonly AttributeSummary[] {
  const uniqueAlone = uniqueAlones(model);
  // What getAttributes() returns on version 6, and all there is on 5. Read by name: real definitions hold more, and
  // other things, than the typings promise.
  const definitions: unknown = Reflect.get(model, 'rawAttributes');
  return Object.entries(isRecord(definitions) ? definitions : {}).map(([name, definition]) => {
    const attribute = isRecord(definition) ? definition : {};
    const type = typeText(attribute.type);
    const column = typeof attribute.field === 'string' ? attribute.field : name;
    const isPrimaryKey = attribute.primaryKey === true;
    return {
      name,
      column: type === 'VIRTUAL' ? null : column,
      type,
      isNullable: attribute.allowNull !== false && !isPrimaryKey,
      isPrimaryKey,
      isUnique: attribute.unique === true || uniqueAlone.has(name) || uniqueAlone.has(column),
      defaultValue: defaultText(attribute),
      enumValues: enumValues(attribute),
      references: referenceText(attribute.references),
      comment: typeof attribute.comment === 'string' && attribute.comment !== '' ? attribute.comment : null,
      validations: isRecord(attribute.validate) ? Object.keys(attribute.validate) : [],
    };
  });
}

/**
 * Names (of columns or attributes, as the definition has it) that a unique key or index of the model holds alone. `unique` with a name
 * is a key of all attributes that say the same name, as those of a join table are (sequelize/lib/model.js, refreshAttributes).
 */
function uniqueAlones(model: ModelStatic<Model>): ReadonlySet<string> {
  const names = new Set<string>();
  const uniqueKeys: unknown = Reflect.get(model, 'uniqueKeys');
  for (const key of Object.values(isRecord(uniqueKeys) ? uniqueKeys : {})) {
    const columns: unknown = isRecord(key) ? key.fields : null;
    if (Array.isArray(columns) && columns.length === 1) names.add(String(columns[0]));
  }
  for (const { unique, where, fields } of model.options.indexes ?? []) {
    const [field] = fields ?? [];
    if (unique === true && where === undefined && fields?.length === 1 && typeof field === 'string')
      names.add(field);
  }
  return names;
}

/** A raw string is a type as well; a type that cannot write itself goes by its key. */
function typeText(type: unknown): string {
  if (typeof type === 'string') return type;
  if (!isRecord(type)) return typeof type === 'function' ? type.name : '';
  const key = typeof type.key === 'string' ? type.key : '';
  if (key === 'VIRTUAL' || key === 'ENUM') return key;
  try {
    // Every type of Sequelize's has it, without parameters (sequelize/lib/data-types.js).
    const { toSql } = type as { readonly toSql?: () => unknown };
    const sql = toSql?.call(type);
    return typeof sql === 'string' ? sql : key;
  } catch {
    return key;
  }
}

/** `DataTypes.UUIDV4` and `NOW` are types that stand for the value they make. */
function defaultText({ defaultValue }: Readonly<Record<string, unknown>>): string | null {
  if (defaultValue === undefined || defaultValue === null) return null;
  const isType = isRecord(defaultValue) && 'toSql' in defaultValue && typeof defaultValue.key === 'string';
  return isType ? String(defaultValue.key) : valueText(defaultValue);
}

/** Of an enum, or of an array of one. */
function enumValues({ type, values }: Readonly<Record<string, unknown>>): readonly string[] | null {
  const inner = isRecord(type) && type.key === 'ARRAY' ? type.type : type;
  if (!isRecord(inner) || inner.key !== 'ENUM') return null;
  const listed = Array.isArray(inner.values) ? inner.values : values;
  return Array.isArray(listed) ? listed.map(String) : [];
}

/** `model` of a reference is a table's name, an object that holds one, or a model. */
function referenceText(references: unknown): string | null {
  if (typeof references === 'string') return references;
  if (!isRecord(references)) return null;
  const { model, key } = references;
  const table = tableText(model);
  if (table === null) return null;
  return typeof key === 'string' ? `${table}.${key}` : table;
}

function tableText(model: unknown): string | null {
  if (typeof model === 'string') return model;
  if ((isRecord(model) || typeof model === 'function') && 'tableName' in model) {
    const { tableName } = model;
    return typeof tableName === 'string' ? tableName : null;
  }
  return null;
}
