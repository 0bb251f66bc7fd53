/**
 * What a page selects of a model: its attributes, large ones clipped by the server, and beside them the keys of its rows.
 */
import type { Model, ModelStatic } from 'sequelize';
import type { Relation } from '../database/relation.ts';
import { cellSql } from './cell-sql.ts';
import type { PartRequest } from './keyset/read-paged.ts';
import { columnExpression } from './keyset/table-order.ts';
import { attributesOf } from './model-attributes.ts';
import type { AttributeItem } from './model-columns.ts';
import type { QuerySpec } from './query-spec.ts';
import type { SequelizeClass } from './sequelize-class.ts';
import type { SqlAddition } from './short-sql.ts';
import { isVirtualType } from './value-kind.ts';

/** Attribute → the name under which instances hold the text that was selected beside it. */
export type NamesBeside = ReadonlyMap<string, string>;

export interface PageAttributes {
  readonly attributes: readonly AttributeItem[];
  /** The names under which instances hold the text of the order's terms, in their order. */
  readonly keyNames: readonly string[];
  /** For what was clipped. */
  readonly clipNames: NamesBeside;
  /** For JSON that JavaScript would change. */
  readonly jsonNames: NamesBeside;
  /** What of it a person would not write. */
  readonly additions: readonly SqlAddition[];
}

export interface PageAttributesSource {
  readonly model: ModelStatic<Model>;
  readonly relation: Relation | null;
  readonly attributes: readonly AttributeItem[];
  /** Attributes that includes are joined by, which are not clipped: the statement compares what is selected of them. */
  readonly links: ReadonlySet<string>;
  readonly spec: Pick<QuerySpec, 'clipBytes'>;
  readonly request: Pick<PartRequest, 'terms' | 'withKeys'>;
  readonly literal: SequelizeClass['literal'];
}

export const ownPrefix = 'seqscope_';

/** True for a name that pages select for themselves. */
export function isOwnName(name: string): boolean {
  return name.startsWith(ownPrefix);
}

export function pageAttributes(source: PageAttributesSource): PageAttributes {
  const { model, relation, spec, request, literal } = source;
  const clipNames = new Map<string, string>();
  const jsonNames = new Map<string, string>();
  const beside: AttributeItem[] = [];
  const additions: SqlAddition[] = [];
  const addBeside = (names: Map<string, string>, attribute: string, sql: string, ownName: string): void => {
    names.set(attribute, ownName);
    beside.push([literal(sql), ownName]);
    additions.push({ sql, column: null });
  };
  const attributes = source.attributes.map((item): AttributeItem => {
    const attribute = typeof item === 'string' ? attributesOf(model).get(item) : undefined;
    if (typeof item !== 'string' || attribute === undefined || isVirtualType(attribute.type)) return item;
    const field = attribute.field ?? item;
    const column = relation?.columns.find((candidate) => candidate.name === field);
    if (column === undefined) return item;
    const expression = columnExpression(model.name, field);
    // Sequelize orders by what is selected under the attribute's name (getQueryOrders), which must be the value then.
    const isWhole = source.links.has(item) || request.terms.some((term) => term.expression === expression);
    const cell = cellSql(expression, column, isWhole ? null : spec.clipBytes);
    if (cell.exactJson !== null) {
      addBeside(jsonNames, item, cell.exactJson, `${ownPrefix}json_${jsonNames.size}`);
    }
    if (cell.value === null || cell.clipped === null) return item;
    addBeside(clipNames, item, cell.clipped, `${ownPrefix}clip_${clipNames.size}`);
    additions.push({ sql: cell.value, column: { expression, name: item } });
    return [literal(cell.value), item];
  });
  const keys = (request.withKeys ? request.terms : []).map(({ expression }, index): AttributeItem => {
    const sql = `${expression}::text`;
    additions.push({ sql, column: null });
    return [literal(sql), `${ownPrefix}key_${index}`];
  });
  return {
    attributes: [...attributes, ...beside, ...keys],
    keyNames: keys.map((_key, index) => `${ownPrefix}key_${index}`),
    clipNames,
    jsonNames,
    additions,
  };
}
