/**
 * What an operand of a filter stands for: an attribute of a model or a column of a table, by either name, or a path inside a
 * JSON one. Unknown names are answered with the nearest known ones.
 */
import type { Model, ModelStatic } from 'sequelize';
import type { Relation } from '../../database/relation.ts';
import { nearestNames } from '../../errors.ts';
import { alternatives, quoteTyped, typedTextError } from '../caret.ts';
import { attributesOf } from '../model-attributes.ts';
import {
  enumValuesOf,
  isVirtualType,
  kindOfTypeName,
  shortTypeName,
  typeNameOfAttribute,
} from '../value-kind.ts';
import type { FilterOperand } from './filter-node.ts';

/** How the literals beside a field are read and which operators it has. */
export type FilterType =
  | 'text'
  | 'number'
  | 'boolean'
  | 'instant'
  | 'day'
  | 'uuid'
  | 'enum'
  | 'json'
  | 'json-path'
  | 'array'
  | 'binary'
  | 'other';

export interface FilterField {
  /** The attribute, or the column of a table without a model. */
  readonly name: string;
  readonly column: string;
  readonly type: FilterType;
  /** For people and, in a table, for casts: `varchar(255)`. */
  readonly typeName: string;
  readonly enumValues: readonly string[] | null;
  /** Keys below the column, outermost first; empty for the column itself. */
  readonly jsonPath: readonly string[];
}

/** Where an operand is looked up. Throws a ConsoleError pointing into `text`. */
export type FindField = (operand: FilterOperand, text: string) => FilterField;

/** Looks attributes up by attribute or column name. */
export function fieldsOfModel(model: ModelStatic<Model>): FindField {
  const attributes = attributesOf(model);
  const byColumn = new Map([...attributes].map(([name, attribute]) => [attribute.field ?? name, name]));
  return (operand, text) => {
    const [first] = operand.path;
    const name = attributes.has(first) ? first : byColumn.get(first);
    const attribute = name === undefined ? undefined : attributes.get(name);
    if (name === undefined || attribute === undefined) {
      throw unknownField(operand, text, {
        what: 'attribute',
        owner: `model "${model.name}"`,
        known: [...attributes.keys()],
        associations: Object.keys(model.associations),
      });
    }
    if (isVirtualType(attribute.type)) {
      throw filterFieldError(operand, text, {
        code: 'virtual-attribute',
        explanation: `"${name}" is a virtual attribute and has no column to compare`,
        remedy: 'Filter by the attributes it is computed from.',
      });
    }
    const typeName = typeNameOfAttribute(attribute.type);
    const field = {
      name,
      column: attribute.field ?? name,
      typeName,
      enumValues: enumValuesOf(attribute.type),
    };
    return withPath(operand, text, field);
  };
}

/** Looks columns up in a table of the catalog. */
export function fieldsOfTable(table: Relation, steps: readonly string[] = []): FindField {
  const columns = new Map(table.columns.map((column) => [column.name, column]));
  return (operand, text) => {
    const [first] = operand.path;
    const column = columns.get(first);
    if (column === undefined) {
      throw unknownField(operand, text, {
        what: 'column',
        owner: `table "${table.schema}.${table.name}"`,
        known: [...columns.keys()],
        associations: steps,
      });
    }
    const typeName = column.type;
    const { name, enumValues } = column;
    return withPath(operand, text, { name, column: name, typeName, enumValues });
  };
}

/** A usage error that points at an operand. */
export function filterFieldError(
  operand: FilterOperand,
  text: string,
  fault: { readonly code: string; readonly explanation: string; readonly remedy: string },
): Error {
  return typedTextError({ what: 'filter', text, offset: operand.start, ...fault });
}

function withPath(
  operand: FilterOperand,
  text: string,
  field: Omit<FilterField, 'type' | 'jsonPath'>,
): FilterField {
  const [, ...jsonPath] = operand.path;
  const type = field.enumValues === null ? filterTypeOf(field.typeName) : 'enum';
  if (jsonPath.length === 0) return { ...field, type, jsonPath };
  if (type !== 'json') {
    throw filterFieldError(operand, text, {
      code: 'filter-path',
      explanation: `"${field.name}" is ${field.typeName}, and a path leads into JSON only`,
      remedy: `Write "${field.name}" without the path.`,
    });
  }
  // Sequelize reads `key::type` at the end of a path as a cast (dialects/abstract/query-generator.js, _traverseJSON).
  if (jsonPath.some((key) => key.includes('::'))) {
    throw filterFieldError(operand, text, {
      code: 'filter-path',
      explanation: 'a JSON key with "::" in it cannot be reached, because Sequelize reads it as a cast',
      remedy: 'Filter by another key, or write the condition in SQL with `seqscope sql`.',
    });
  }
  return { ...field, type: 'json-path', enumValues: null, jsonPath };
}

/** How a value of a type, by any of its names, is written in a filter. */
export function filterTypeOf(typeName: string): FilterType {
  const short = shortTypeName(typeName).replace(/\(.*\)$/s, '');
  const kind = kindOfTypeName(typeName);
  switch (kind) {
    case 'date':
      if (short === 'date') return 'day';
      return short.startsWith('timestamp') ? 'instant' : 'other';
    case 'text':
      return short === 'tsvector' || short === 'tsquery' || short === 'xml' ? 'other' : 'text';
    case 'number':
      return short === 'money' ? 'other' : 'number';
    case 'json':
      return short === 'hstore' ? 'other' : 'json';
    case 'enum':
    case 'boolean':
    case 'uuid':
    case 'array':
    case 'binary':
    case 'other':
      return kind;
  }
}

function unknownField(
  operand: FilterOperand,
  text: string,
  place: {
    readonly what: 'attribute' | 'column';
    readonly owner: string;
    readonly known: readonly string[];
    /** By which other rows are reached. */
    readonly associations: readonly string[];
  },
): Error {
  const [first] = operand.path;
  const nearest = alternatives(nearestNames(first, [...place.known, ...place.associations]));
  return filterFieldError(operand, text, {
    code: 'unknown-attribute',
    explanation: `${place.owner} has no ${place.what} ${quoteTyped(first)}`,
    remedy: nearest === null ? `Known are ${listed(place.known)}.` : `Did you mean ${nearest}?`,
  });
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 12).map((name) => `"${name}"`);
  return `${shown.join(', ')}${names.length > shown.length ? ' and more' : ''}`;
}
