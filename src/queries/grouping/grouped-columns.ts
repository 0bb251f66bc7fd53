/**
 * The columns of a grouped page, found among the attributes of a model or the columns of a table, with the types that PostgreSQL gives
 * aggregates (manual, 9.21).
 */
import { ConsoleError } from '../../errors.ts';
import { listNames, unknownName } from '../find-model.ts';
import type { AggregateTerm, OrderTerm, PageColumn, QuerySpec, Value } from '../query-spec.ts';
import { kindOfTypeName } from '../value-kind.ts';
import { aggregateName } from './aggregate-text.ts';

/** What can be grouped by and aggregated. */
export interface GroupedField {
  /** The attribute, or the column of a table. */
  readonly name: string;
  readonly column: string;
  /** For people: `numeric(10,2)`, `enum`. */
  readonly type: string;
}

export interface GroupedColumn {
  readonly page: PageColumn;
  /** Null for rows, which are only counted. */
  readonly field: GroupedField | null;
  /** Null for what is grouped by. */
  readonly term: AggregateTerm | null;
}

export interface GroupedColumns {
  readonly columns: readonly GroupedColumn[];
  /** Total: ends in what is grouped by. Names are those of the columns. */
  readonly order: readonly OrderTerm[];
}

/** What the fields are of, and how one is found by name; `find` throws for an unknown one, and one without a column. */
export interface GroupedSource {
  readonly what: string;
  readonly find: (name: string) => GroupedField;
}

export function isGrouped({ grouping }: Pick<QuerySpec, 'grouping'>): boolean {
  return grouping != null;
}

/** Throws for what is not there or cannot be aggregated, and for an include or an order that no group has. */
export function groupedColumns(
  { grouping, includes = [], order }: Pick<QuerySpec, 'grouping' | 'includes' | 'order'>,
  { what, find }: GroupedSource,
): GroupedColumns {
  const { by = [], aggregates = [] } = grouping ?? {};
  if (includes.length > 0) {
    throw impossible('Groups of rows have no associations.', 'Leave the include out, or the grouping.');
  }
  if (by.length + aggregates.length === 0) {
    throw impossible('The grouping is empty.', 'Name an attribute to group by, or an aggregate as `count`.');
  }
  const columns = [
    ...by.map((name) => keyColumn(find(name))),
    ...aggregates.map((term) => aggregateColumn(term, find)),
  ];
  const byName = new Map<string, GroupedColumn>();
  for (const column of columns) {
    const { name } = column.page;
    const known = byName.get(name);
    if (known !== undefined && (known.term === null) !== (column.term === null)) {
      throw impossible(`Two columns would be named "${name}".`, 'Leave one of them out.');
    }
    byName.set(name, column);
  }
  const kept = [...byName.values()];
  return { columns: kept, order: totalOrder(kept, order, what) };
}

function keyColumn(field: GroupedField): GroupedColumn {
  refuseUnequal(field, 'group by');
  return { page: pageColumn(field.name, field.type), field, term: null };
}

function aggregateColumn(term: AggregateTerm, find: GroupedSource['find']): GroupedColumn {
  if (term.attribute === null) {
    if (term.function !== 'count') {
      throw impossible(`"${term.function}" needs an attribute.`, `Write \`${term.function}(attribute)\`.`);
    }
    return { page: pageColumn('count', 'bigint'), field: null, term };
  }
  const field = find(term.attribute);
  if (term.isDistinct) refuseUnequal(field, 'tell apart');
  const named = { ...term, attribute: field.name };
  return { page: pageColumn(aggregateName(named), aggregateType(term, field)), field, term: named };
}

function pageColumn(name: string, type: string): PageColumn {
  return { name, type, kind: kindOfTypeName(type), isPrimaryKey: false, isVirtual: false };
}

const sums: ReadonlyMap<string, string> = new Map([
  ['smallint', 'bigint'],
  ['integer', 'bigint'],
  ['bigint', 'numeric'],
  ['numeric', 'numeric'],
  ['real', 'real'],
  ['double precision', 'double precision'],
  ['interval', 'interval'],
  ['money', 'money'],
]);

const averages: ReadonlyMap<string, string> = new Map([
  ['smallint', 'numeric'],
  ['integer', 'numeric'],
  ['bigint', 'numeric'],
  ['numeric', 'numeric'],
  ['real', 'double precision'],
  ['double precision', 'double precision'],
  ['interval', 'interval'],
]);

const withoutOrder: ReadonlySet<string> = new Set(['bool', 'json', 'jsonb']);

function aggregateType({ function: used }: AggregateTerm, { name, type }: GroupedField): string {
  const base = type.replace(/\(.*\)$/s, '');
  switch (used) {
    case 'count':
      return 'bigint';
    case 'sum':
    case 'avg': {
      const made = (used === 'sum' ? sums : averages).get(base);
      if (made !== undefined) return made;
      throw impossible(
        `"${used}" cannot be made of "${name}", which is ${type}.`,
        'Name a number, or take count, min or max of it.',
      );
    }
    case 'min':
    case 'max':
      if (!withoutOrder.has(base)) return type;
      throw impossible(
        `"${used}" cannot be made of "${name}", which is ${type}.`,
        'Count it, or group by it.',
      );
  }
}

/** JSON as it was written has no equality (PostgreSQL manual, 8.14). */
function refuseUnequal({ name, type }: GroupedField, verb: string): void {
  if (type !== 'json') return;
  throw impossible(
    `Nothing can ${verb} "${name}", because values of type json cannot be compared.`,
    'Make the column jsonb, or leave it out.',
  );
}

function totalOrder(
  columns: readonly GroupedColumn[],
  asked: readonly OrderTerm[],
  what: string,
): readonly OrderTerm[] {
  const known = columns.map(({ page }) => page.name);
  const named = asked.map((term): OrderTerm => {
    const found = columns.find(
      ({ page, field, term: made }) =>
        page.name === term.attribute || (made === null && field?.column === term.attribute),
    );
    if (found !== undefined) return { ...term, attribute: found.page.name };
    throw unknownName({
      code: 'unknown-attribute',
      message: `Groups of ${what} have no column "${term.attribute}" to be ordered by.`,
      name: term.attribute,
      known,
      otherwise: `They have ${listNames(known)}.`,
    });
  });
  const ordered = new Set(named.map(({ attribute }) => attribute));
  const ties = columns
    .filter(({ page, term }) => term === null && !ordered.has(page.name))
    .map(({ page }): OrderTerm => ({ attribute: page.name, direction: 'asc' }));
  return [...named.filter((term, index) => indexOf(named, term) === index), ...ties];
}

function indexOf(terms: readonly OrderTerm[], { attribute }: OrderTerm): number {
  return terms.findIndex((term) => term.attribute === attribute);
}

/** A count is a number as long as a number holds it; other digits stay the text that the server wrote. */
export function groupedValue({ term }: GroupedColumn, value: Value): Value {
  if (term?.function !== 'count' || typeof value !== 'string') return value;
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

/** `ASC`, `DESC NULLS LAST`. */
export function directionWords({ direction, nulls }: OrderTerm): string {
  const word = direction === 'asc' ? 'ASC' : 'DESC';
  return nulls === undefined ? word : `${word} NULLS ${nulls.toUpperCase()}`;
}

export function impossible(message: string, remedy: string): ConsoleError {
  return new ConsoleError(message, { code: 'grouping-impossible', kind: 'usage', remedy });
}
