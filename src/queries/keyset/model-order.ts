/**
 * The order of a model's page: what was asked for, else what its scopes say, made total by a key of the model's table. Where
 * a scope does something that no bookmark can describe, the rows can be counted off only, and it is said why.
 */
import type { Includeable, Model, ModelStatic, OrderItem } from 'sequelize';
import type { Relation } from '../../database/relation.ts';
import { ConsoleError } from '../../errors.ts';
import type { JoinedTable } from '../joined-table.ts';
import { attributesOf, columnOfAttribute } from '../model-attributes.ts';
import type { OrderTerm } from '../query-spec.ts';
import { multipliesRows } from '../scope-includes.ts';
import type { ScopeOptions } from '../scope-model.ts';
import type { SequelizeClass } from '../sequelize-class.ts';
import { isVirtualType } from '../value-kind.ts';
import { type KeyTerm, orderWords } from './key-term.ts';
import { columnTerm, tieColumns, totalOrder, type TotalOrder } from './table-order.ts';

export interface ModelOrder {
  readonly order: TotalOrder;
  /** ORDER BY of a statement by these terms, which are those of `order` or the same reversed. */
  readonly items: (terms: readonly KeyTerm[]) => OrderItem[];
}

/** What the finder is told beside the order itself. */
export interface ModelOrderSource {
  readonly model: ModelStatic<Model>;
  readonly scope: ScopeOptions;
  /** Everything that is included, by scopes or by the spec. */
  readonly include: readonly Includeable[];
  /** Of the model's table; null when there is none. */
  readonly relation: Relation | null;
  /** The join table that the rows are reached through, and what the catalog knows of it. */
  readonly joined: JoinedTable | null;
  readonly joinedRelation: Relation | null;
  /** Resolved to attribute names, which are stored ones, the join table's among them. */
  readonly asked: readonly OrderTerm[];
  /** True when the order must be total. */
  readonly isPaged: boolean;
  readonly literal: SequelizeClass['literal'];
}

export function orderOfModel(source: ModelOrderSource): ModelOrder {
  const { model, scope, relation, literal } = source;
  const asked = source.asked.length > 0 ? source.asked : scopeTerms(model, scope);
  const plain = asked === null ? scopeItems(scope) : asked.map((term) => itemOf(source, term));
  const countedOff = (why: string): ModelOrder => {
    const order: TotalOrder = { type: 'offset', terms: [], asked: 0, why };
    return { order, items: () => (source.isPaged ? withTies(model, scope, plain) : [...plain]) };
  };
  const obstacle = obstacleOf(source, asked);
  if (obstacle !== null || asked === null || relation === null) return countedOff(obstacle ?? noTable(model));

  const named = asked.map((wanted) => {
    const joined = joinedTerm(source, wanted);
    if (joined !== null) return { attribute: undefined, column: null, term: joined };
    const { attribute, direction, nulls } = wanted;
    const column = columnOfAttribute(model, attribute);
    return { attribute, column, term: columnTerm(relation, model.name, column, direction, nulls) };
  });
  const terms = named.flatMap(({ term }) => term ?? []);
  const ties = tieColumns(relation, new Set(named.flatMap(({ column }) => column ?? [])));
  const attributeOf = new Map([...attributesOf(model)].map(([name, { field }]) => [field ?? name, name]));
  const own = totalOrder(relation, model.name, terms, ties);
  if (own.type === 'offset') return countedOff(own.why);
  const order = { ...own, terms: [...own.terms, ...joinedTies(source, own.terms)] };
  const names = [
    ...named.map(({ attribute }) => attribute),
    ...(ties ?? []).map((column) => attributeOf.get(column)),
  ];
  // A statement with a subquery orders twice, and knows outside only what is selected inside, by its attribute.
  const isNamed = order.terms.every((_term, index) => names[index] !== undefined);
  if (!isNamed && multipliesRows(source.include)) {
    return countedOff('an include joins several rows to one, and the table has no key among the attributes');
  }
  return {
    order,
    items: (wanted) =>
      wanted.map((term, index): OrderItem => {
        const name = names[index];
        return name === undefined
          ? literal(`${term.expression} ${orderWords(term)}`)
          : [name, orderWords(term)];
      }),
  };
}

function joinedTerm({ joined, joinedRelation }: ModelOrderSource, wanted: OrderTerm): KeyTerm | null {
  return joined?.termFor(wanted, joinedRelation) ?? null;
}

function joinedTies(
  { joined, joinedRelation }: ModelOrderSource,
  terms: readonly KeyTerm[],
): readonly KeyTerm[] {
  const ties = joined?.tieTerms(joinedRelation, terms.at(-1)?.direction ?? 'asc') ?? [];
  return ties.filter(({ expression }) => !terms.some((term) => term.expression === expression));
}

/** Null when keys can be paged by. */
function obstacleOf(source: ModelOrderSource, asked: readonly OrderTerm[] | null): string | null {
  const { model, scope, relation } = source;
  if (scope.group !== undefined) return 'a scope groups the rows';
  if (scope.limit !== undefined || scope.offset !== undefined) return 'a scope has a limit of its own';
  if (asked === null) return 'a scope orders by an expression';
  if (relation === null) return noTable(model);
  if (Reflect.get(scope, 'subQuery') === false && multipliesRows(source.include)) {
    return 'a scope joins several rows to one without a subquery';
  }
  const stray = asked.find((wanted) => {
    if (joinedTerm(source, wanted) !== null) return false;
    const { attribute } = wanted;
    const column = columnOfAttribute(model, attribute);
    return !relation.columns.some(({ name }) => name === column);
  });
  return stray === undefined ? null : `"${stray.attribute}" is computed by a scope`;
}

function noTable(model: ModelStatic<Model>): string {
  return `the table of "${model.name}" was not found`;
}

/** The scope's order as terms; null when it orders by anything but attributes. */
export function scopeTerms(
  model: ModelStatic<Model>,
  scope: Pick<ScopeOptions, 'order'>,
): readonly OrderTerm[] | null {
  const attributes = attributesOf(model);
  const terms = scopeItems(scope).map((item): OrderTerm | null => {
    const parts: readonly unknown[] = Array.isArray(item) ? item : [item];
    const [name, word = 'ASC'] = parts;
    if (typeof name !== 'string' || typeof word !== 'string' || parts.length > 2) return null;
    const attribute = attributes.get(name);
    if (attribute === undefined || isVirtualType(attribute.type)) return null;
    const [, direction, nulls] = /^\s*(asc|desc)?\s*(?:nulls\s+(first|last))?\s*$/i.exec(word) ?? [];
    if (direction === undefined && nulls === undefined && word.trim() !== '') return null;
    return {
      attribute: name,
      direction: direction?.toLowerCase() === 'desc' ? 'desc' : 'asc',
      nulls: nulls === undefined ? undefined : nulls.toLowerCase() === 'first' ? 'first' : 'last',
    };
  });
  return terms.every((term) => term !== null) ? terms : null;
}

function scopeItems({ order }: ScopeOptions): readonly OrderItem[] {
  if (order === undefined) return [];
  return Array.isArray(order) ? order : [order];
}

/** Throws for a column of the join table where the rows are a subquery of their own, which does not know it. */
function itemOf(source: ModelOrderSource, wanted: OrderTerm): OrderItem {
  const { attribute, direction, nulls } = wanted;
  const joined = joinedTerm(source, wanted);
  if (joined !== null) {
    if (!multipliesRows(source.include)) {
      return source.literal(`${joined.expression} ${orderWords(joined)}`);
    }
    throw new ConsoleError(
      `Rows cannot be ordered by "${attribute}" while an include joins several rows to one.`,
      {
        code: 'order-impossible',
        kind: 'usage',
        remedy: 'Leave that scope or include out, or order by an attribute.',
      },
    );
  }
  const word = direction === 'asc' ? 'ASC' : 'DESC';
  return [attribute, nulls === undefined ? word : `${word} NULLS ${nulls.toUpperCase()}`];
}

/** The model's own primary key ends an order that no key of the table is known for; grouped rows have none. */
function withTies(model: ModelStatic<Model>, scope: ScopeOptions, items: readonly OrderItem[]): OrderItem[] {
  if (scope.group !== undefined) return [...items];
  const ordered = new Set(items.map((item) => (Array.isArray(item) ? item[0] : item)));
  const ties = model.primaryKeyAttributes.filter((attribute) => !ordered.has(attribute));
  return [...items, ...ties.map((attribute): OrderItem => [attribute, 'ASC'])];
}
