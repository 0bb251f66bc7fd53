/**
 * What a page selects of a model: its attributes, large ones clipped by the server, and beside them the keys of its rows.
 */
import type { Model, ModelStatic } from 'sequelize';
import type { Relation } from '../database/relation.ts';
import { clipSql } from './keyset/clip.ts';
import type { PartRequest } from './keyset/read-paged.ts';
import { columnExpression } from './keyset/table-order.ts';
import { attributesOf } from './model-attributes.ts';
import type { AttributeItem } from './model-columns.ts';
import type { QuerySpec } from './query-spec.ts';
import type { SequelizeClass } from './sequelize-class.ts';
import { isVirtualType } from './value-kind.ts';

export interface PageAttributes {
  readonly attributes: readonly AttributeItem[];
  /** The names under which instances hold the text of the order's terms, in their order. */
  readonly keyNames: readonly string[];
  /** Attribute → the name under which instances hold what was clipped of it. */
  readonly clipNames: ReadonlyMap<string, string>;
}

export interface PageAttributesSource {
  readonly model: ModelStatic<Model>;
  readonly relation: Relation | null;
  readonly attributes: readonly AttributeItem[];
  readonly spec: Pick<QuerySpec, 'clipBytes'>;
  readonly request: Pick<PartRequest, 'terms' | 'withKeys'>;
  readonly literal: SequelizeClass['literal'];
}

const ownPrefix = 'seqscope_';

/** True for a name that pages select for themselves. */
export function isOwnName(name: string): boolean {
  return name.startsWith(ownPrefix);
}

export function pageAttributes(source: PageAttributesSource): PageAttributes {
  const { request, literal } = source;
  const terms = request.withKeys ? request.terms : [];
  const keys = terms.map(({ expression }, index): AttributeItem => [
    literal(`${expression}::text`),
    `${ownPrefix}key_${index}`,
  ]);
  const clipNames = new Map<string, string>();
  const clips: AttributeItem[] = [];
  const attributes = source.attributes.map((item): AttributeItem => {
    const clip = typeof item === 'string' ? clipOf(source, item) : null;
    if (clip === null || typeof item !== 'string') return item;
    const name = `${ownPrefix}clip_${clips.length}`;
    clipNames.set(item, name);
    clips.push([literal(clip.clipped), name]);
    return [literal(clip.value), item];
  });
  return {
    attributes: [...attributes, ...clips, ...keys],
    keyNames: keys.map((_key, index) => `${ownPrefix}key_${index}`),
    clipNames,
  };
}

function clipOf(
  { model, relation, spec, request }: PageAttributesSource,
  name: string,
): ReturnType<typeof clipSql> {
  const attribute = attributesOf(model).get(name);
  if (spec.clipBytes === null || attribute === undefined || isVirtualType(attribute.type)) return null;
  const field = attribute.field ?? name;
  const expression = columnExpression(model.name, field);
  // Sequelize orders by what is selected under the attribute's name (getQueryOrders), which must be the value then.
  if (request.terms.some((term) => term.expression === expression)) return null;
  const column = relation?.columns.find((candidate) => candidate.name === field);
  // Labels of an enum are short.
  if (column?.enumValues !== null) return null;
  return clipSql(expression, column.type, spec.clipBytes);
}
