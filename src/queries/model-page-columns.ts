/**
 * The columns of a page read through a model: attributes, computed attributes of a scope and included associations, in the order
 * in which the instances have them.
 */
import type { Model, ModelStatic } from 'sequelize';
import type { JoinedTable } from './joined-table.ts';
import { attributesOf, getterNames } from './model-attributes.ts';
import type { PageColumn, Value } from './query-spec.ts';
import type { StatementOptions } from './statement-watch.ts';
import { isVirtualType, kindOfTypeName, kindOfValue, typeNameOfAttribute } from './value-kind.ts';

/**
 * The names that instances of a page without rows would have, from what Sequelize selected (lib/model.js, get): attributes with a
 * getter come first.
 */
export function selectedNames(model: ModelStatic<Model>, options: StatementOptions): readonly string[] {
  const attributes = attributesOf(model);
  const items: readonly unknown[] = Array.isArray(options.originalAttributes)
    ? options.originalAttributes
    : [...attributes.keys()];
  const names = items.map((item: unknown): unknown => (Array.isArray(item) ? item[1] : item)).filter(isText);
  const getters = getterNames(model).filter((name) => names.includes(name));
  const stored = names.filter((name) => !isVirtualType(attributes.get(name)?.type));
  const included: readonly unknown[] = Array.isArray(options.includeNames) ? options.includeNames : [];
  const direct = included.filter(isText).filter((name) => !name.includes('.'));
  return [...new Set([...getters, ...stored, ...direct])];
}

/** Columns by name; `sample` is a value of each, where there is one, for those that no attribute describes. */
export function modelPageColumns(
  model: ModelStatic<Model>,
  names: readonly string[],
  options: StatementOptions,
  sample: (name: string) => Value,
  joined: JoinedTable | null = null,
): readonly PageColumn[] {
  const attributes = attributesOf(model);
  const keys = new Set(model.primaryKeyAttributes);
  const getters = new Set(getterNames(model));
  return names.map((name): PageColumn => {
    const attribute = attributes.get(name);
    if (attribute !== undefined) {
      const type = typeNameOfAttribute(attribute.type);
      const isVirtual = isVirtualType(attribute.type);
      const kind = kindOfTypeName(type);
      return {
        name,
        type,
        kind: isVirtual && kind === 'other' ? kindOfValue(sample(name)) : kind,
        isPrimaryKey: keys.has(name),
        isVirtual,
        ...(getters.has(name) ? { hasGetter: true } : {}),
      };
    }
    const ofJoined = joined?.columnFor(name) ?? null;
    if (ofJoined !== null) return ofJoined;
    const target = includedTarget(options, name);
    if (target !== null) return { name, type: target, kind: 'json', isPrimaryKey: false, isVirtual: true };
    return { name, type: 'computed', kind: kindOfValue(sample(name)), isPrimaryKey: false, isVirtual: true };
  });
}

/** `UserDevice[]` for an included to-many association, `Role` for one that has one row. */
function includedTarget(options: StatementOptions, name: string): string | null {
  const map = options.includeMap;
  if (typeof map !== 'object' || map === null || !Object.hasOwn(map, name)) return null;
  // An include after _validateIncludedElements(): it has an association, which has a target.
  const include = Reflect.get(map, name) as {
    readonly association?: {
      readonly target?: { readonly name?: unknown };
      readonly isMultiAssociation?: unknown;
    };
  };
  const target = include.association?.target?.name;
  if (typeof target !== 'string') return 'association';
  return include.association?.isMultiAssociation === true ? `${target}[]` : target;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
