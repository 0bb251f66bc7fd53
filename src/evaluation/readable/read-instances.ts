/** Instances of models as the rows of a table and, where records came along with them, as a tree. */
import type { Model, ModelStatic } from 'sequelize';
import { attributesOf } from '../../queries/model-attributes.ts';
import { modelPageColumns } from '../../queries/model-page-columns.ts';
import { plainValue, unreadable } from '../../queries/plain-value.ts';
import type { PageColumn, Value } from '../../queries/query-spec.ts';
import type { IncludedNodes, RecordNode, ShownTable } from '../evaluation.ts';

/** Records below records, at most so deep: a query may include in circles. */
const deepestTree = 8;

/** `isModel` tells an instance of the project's own Sequelize. */
export type IsInstance = (value: unknown) => value is Model;

/** `instances` are of one model and not empty; only the first `limit` are read. */
export function readInstances(
  instances: readonly Model[],
  isInstance: IsInstance,
  { isSingle, limit }: { readonly isSingle: boolean; readonly limit: number },
): ShownTable {
  const shown = instances.slice(0, limit);
  const model = modelOf(instances[0]);
  const names = namesOf(shown);
  const read = shown.map((instance) => names.map((name) => valueOf(instance, name)));
  const rows = read.map((values) => values.map(plainValue));
  const sample = (name: string): Value => {
    const index = names.indexOf(name);
    return rows.find((row) => (row[index] ?? null) !== null)?.[index] ?? null;
  };
  const included = includedNames(shown, names, isInstance);
  const columns = withTargets(modelPageColumns(model, names, {}, sample), included, shown);
  const tree =
    included.size === 0 ? null : shown.map((instance) => recordNode(instance, isInstance, deepestTree));
  return {
    type: 'table',
    title: isSingle ? model.name : `${model.name}[]`,
    isSingle,
    columns,
    rows,
    rowCount: instances.length,
    tree,
  };
}

function modelOf(instance: Model | undefined): ModelStatic<Model> {
  // lib/model.js: an instance's constructor is its model; TypeScript knows it as a bare Function.
  return instance?.constructor as ModelStatic<Model>;
}

/** In the order of the attributes, then what else was selected; what no record has a value for is left out. */
function namesOf(instances: readonly Model[]): readonly string[] {
  const held = new Set<string>();
  for (const instance of instances) {
    const values = dataOf(instance);
    for (const name of Object.keys(values)) if (values[name] !== undefined) held.add(name);
  }
  const model = modelOf(instances[0]);
  const ordered = [...attributesOf(model).keys()].filter((name) => held.has(name));
  return [...new Set([...ordered, ...held])];
}

function dataOf(instance: Model): Readonly<Record<string, unknown>> {
  // lib/model.js: what an instance holds, included records with it.
  return (instance as unknown as { readonly dataValues?: Record<string, unknown> }).dataValues ?? {};
}

/** With the model's own getter; one that throws costs its own cell. */
function valueOf(instance: Model, name: string): unknown {
  try {
    return instance.get(name, { plain: true });
  } catch (error) {
    return unreadable(error);
  }
}

function includedNames(
  instances: readonly Model[],
  names: readonly string[],
  isInstance: IsInstance,
): ReadonlySet<string> {
  const isRecord = (value: unknown): boolean =>
    isInstance(value) || (Array.isArray(value) && value.length > 0 && isInstance(value[0]));
  return new Set(
    names.filter(
      (name) =>
        Object.hasOwn(modelOf(instances[0]).associations, name) ||
        instances.some((instance) => isRecord(dataOf(instance)[name])),
    ),
  );
}

function withTargets(
  columns: readonly PageColumn[],
  included: ReadonlySet<string>,
  instances: readonly Model[],
): readonly PageColumn[] {
  const { associations } = modelOf(instances[0]);
  return columns.map((column): PageColumn => {
    if (!included.has(column.name)) return column;
    const association = associations[column.name];
    const target = association?.target.name ?? 'association';
    const type = association?.isMultiAssociation === true ? `${target}[]` : target;
    return { ...column, type, kind: 'json', isVirtual: true };
  });
}

function recordNode(instance: Model, isInstance: IsInstance, depth: number): RecordNode {
  const model = modelOf(instance);
  const names = namesOf([instance]);
  const held = includedNames([instance], names, isInstance);
  const plainNames = names.filter((name) => !held.has(name));
  const values = new Map(plainNames.map((name) => [name, plainValue(valueOf(instance, name))]));
  const columns = modelPageColumns(model, plainNames, {}, (name) => values.get(name) ?? null);
  const included = [...held].map((association): IncludedNodes => {
    const value = dataOf(instance)[association];
    const records: readonly unknown[] = Array.isArray(value) ? value : [value];
    const nodes = depth === 0 ? [] : records.filter(isInstance);
    return {
      association,
      isMany: Array.isArray(value),
      records: nodes.map((record) => recordNode(record, isInstance, depth - 1)),
    };
  });
  return {
    model: model.name,
    fields: columns.map(({ name, kind }) => ({ name, kind, value: values.get(name) ?? null })),
    included,
  };
}
