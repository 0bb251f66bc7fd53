/**
 * What the names of a filter are looked up in: the attributes of a model and its associations, or the columns of a table and
 * its foreign keys.
 */
import type { Association, Model, ModelStatic } from 'sequelize';
import { attributesOf } from '../model-attributes.ts';
import { fieldsOfModel, type FindField } from './filter-field.ts';
import type { FilterOperand } from './filter-node.ts';

export interface FilterSource<Link> {
  readonly findField: FindField;
  /**
   * Where the first name of the operand leads; null where it is a field, or nothing at all. `isFollowed`: more names or a
   * condition in brackets come after it, so that of a column and an association of one name the association is meant.
   * Throws when it could lead to several places.
   */
  readonly step: (operand: FilterOperand, text: string, isFollowed: boolean) => FilterStep<Link> | null;
  /** A field's name, for an example. */
  readonly example: string;
}

export interface FilterStep<Link> {
  readonly link: Link;
  /** Of the rows it leads to. */
  readonly target: FilterSource<Link>;
}

/** Attributes go before associations, and those before columns; a column that stands alone goes before an association. */
export function sourceOfModel(model: ModelStatic<Model>): FilterSource<Association> {
  const attributes = attributesOf(model);
  const columns = new Set([...attributes].map(([name, { field }]) => field ?? name));
  const associations = new Map(Object.entries(model.associations));
  return {
    findField: fieldsOfModel(model),
    example: exampleOf([...attributes.keys()], model.primaryKeyAttributes),
    step({ path: [name] }, _text, isFollowed) {
      if (attributes.has(name) || (columns.has(name) && !isFollowed)) return null;
      const association = associations.get(name);
      if (association === undefined) return null;
      return { link: association, target: sourceOfModel(association.target) };
    },
  };
}

/** A name that says more than a key. */
export function exampleOf(names: readonly string[], keys: readonly string[]): string {
  return names.find((name) => !keys.includes(name)) ?? names[0] ?? 'id';
}
