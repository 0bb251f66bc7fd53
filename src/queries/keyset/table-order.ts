/**
 * The order of a table's page, made total by a key of the table.
 */
import type { Relation } from '../../database/relation.ts';
import { quoteIdentifier } from '../../database/quote.ts';
import type { OrderTerm } from '../query-spec.ts';
import { defaultNulls, type KeyTerm } from './key-term.ts';

/** Of `terms` the first `asked` were asked for; those that follow make the order total. */
export type TotalOrder =
  | { readonly type: 'keys'; readonly terms: readonly KeyTerm[]; readonly asked: number }
  /** Nothing tells the rows apart: they can be counted off only. `terms` is the order as far as it goes. */
  | {
      readonly type: 'offset';
      readonly terms: readonly KeyTerm[];
      readonly asked: number;
      readonly why: string;
    };

/** `"table"."column"`; qualified, because ORDER BY takes a bare name for a column of the result (manual, SELECT). */
export function columnExpression(owner: string, column: string): string {
  return `${quoteIdentifier(owner)}.${quoteIdentifier(column)}`;
}

/** `order` names columns of the relation, each once. Columns it does not have are the caller's to refuse. */
export function orderOfTable(relation: Relation, order: readonly OrderTerm[]): TotalOrder {
  const named = order.flatMap(({ attribute, direction, nulls }) => {
    const term = columnTerm(relation, relation.name, attribute, direction, nulls);
    return term === null ? [] : [{ column: attribute, term }];
  });
  const ties = tieColumns(relation, new Set(named.map(({ column }) => column)));
  return totalOrder(
    relation,
    relation.name,
    named.map(({ term }) => term),
    ties,
  );
}

/** The term of a column; null when the relation has none of that name. */
export function columnTerm(
  relation: Relation,
  owner: string,
  name: string,
  direction: 'asc' | 'desc',
  nulls: 'first' | 'last' | undefined,
): KeyTerm | null {
  const column = relation.columns.find((candidate) => candidate.name === name);
  if (column === undefined) return null;
  return {
    expression: columnExpression(owner, name),
    type: column.type,
    direction,
    nulls: nulls ?? defaultNulls(direction),
    isNullable: column.isNullable,
  };
}

/** The columns of a key that the order still needs to be total: none when it has all of one; null without a key. */
export function tieColumns(relation: Relation, ordered: ReadonlySet<string>): readonly string[] | null {
  if (relation.keys.some((key) => key.every((name) => ordered.has(name)))) return [];
  const [key] = relation.keys;
  return key === undefined ? null : key.filter((name) => !ordered.has(name));
}

/**
 * Ends the order with the tie columns, or with the rows' place in the table. They go in the direction of the last term, so
 * that both ways through the order are one row comparison and one scan of an index on those columns.
 */
export function totalOrder(
  relation: Relation,
  owner: string,
  terms: readonly KeyTerm[],
  ties: readonly string[] | null,
): TotalOrder {
  const direction = terms.at(-1)?.direction ?? 'asc';
  const asked = terms.length;
  if (ties !== null) {
    const added = ties.flatMap((name) => columnTerm(relation, owner, name, direction, undefined) ?? []);
    return { type: 'keys', terms: [...terms, ...added], asked };
  }
  const place = (column: string, type: string): KeyTerm => ({
    expression: columnExpression(owner, column),
    type,
    direction,
    nulls: defaultNulls(direction),
    isNullable: false,
  });
  // System columns (PostgreSQL manual, 5.6). Other tables' rows have no place of their own.
  switch (relation.kind) {
    case 'table':
    case 'materialized-view':
    case 'partitioned': {
      const parts = relation.hasHeirs || relation.kind === 'partitioned' ? [place('tableoid', 'oid')] : [];
      return { type: 'keys', terms: [...terms, ...parts, place('ctid', 'tid')], asked };
    }
    case 'view':
      return {
        type: 'offset',
        terms,
        asked,
        why: `"${relation.name}" is a view: nothing says what its key is`,
      };
    case 'foreign':
      return {
        type: 'offset',
        terms,
        asked,
        why: `"${relation.name}" is a foreign table: no key of it is known`,
      };
  }
}
