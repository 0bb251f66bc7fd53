/** Groups and aggregates of a spec: which there can be, how each is called, putting them in and taking them out. */
import { aggregateName, aggregateText } from '../../../../session.ts';
import type { AggregateTerm, Grouping, QuerySpec } from '../../../../queries/query-spec.ts';
import type { Field } from './models.ts';

const noGroups: Grouping = { by: [], aggregates: [] };

/** All that there is a use for: counts of everything, sums and averages of numbers, the least and the most of what has an order. */
export function possibleAggregates(fields: readonly Field[]): readonly AggregateTerm[] {
  const stored = fields.filter(({ isStored }) => isStored);
  const term = (
    name: AggregateTerm['function'],
    attribute: string | null,
    isDistinct = false,
  ): AggregateTerm => ({ function: name, attribute, isDistinct });
  return [
    term('count', null),
    ...stored
      .filter(({ isNumber }) => isNumber)
      .flatMap(({ name }) => (['sum', 'avg', 'min', 'max'] as const).map((each) => term(each, name))),
    ...stored
      .filter(({ isNumber, type }) => !isNumber && !/^(json|bool|bytea|uuid|array)|\[\]$/.test(type))
      .flatMap(({ name }) => (['min', 'max'] as const).map((each) => term(each, name))),
    ...stored.map(({ name }) => term('count', name, true)),
    ...stored.map(({ name }) => term('count', name)),
  ];
}

/** Groups by one attribute more; the rows of each are counted unless something else is. */
export function withGroup(spec: QuerySpec, attribute: string): QuerySpec {
  const { by, aggregates } = spec.grouping ?? noGroups;
  if (by.includes(attribute)) return spec;
  const counted: readonly AggregateTerm[] =
    aggregates.length > 0 ? aggregates : [{ function: 'count', attribute: null, isDistinct: false }];
  return withGrouping(spec, { by: [...by, attribute], aggregates: counted });
}

export function withAggregate(spec: QuerySpec, term: AggregateTerm): QuerySpec {
  const { by, aggregates } = spec.grouping ?? noGroups;
  const name = aggregateName(term);
  if (aggregates.some((other) => aggregateName(other) === name)) return spec;
  return withGrouping(spec, { by, aggregates: [...aggregates, term] });
}

/** Without the group or the aggregate of that name. */
export function withoutGroup(spec: QuerySpec, name: string): QuerySpec {
  const { by, aggregates } = spec.grouping ?? noGroups;
  return withGrouping(spec, {
    by: by.filter((attribute) => attribute !== name),
    aggregates: aggregates.filter((term) => aggregateName(term) !== name),
  });
}

/** Rows again where nothing is left of it. The order keeps what still has a column. */
export function withGrouping(spec: QuerySpec, { by, aggregates }: Grouping): QuerySpec {
  const grouping = by.length === 0 && aggregates.length === 0 ? null : { by, aggregates };
  const names = grouping === null ? null : groupedNames(grouping);
  const wasGrouped = new Set(groupedNames(spec.grouping ?? noGroups));
  const order = spec.order.filter(({ attribute }) =>
    names === null
      ? !wasGrouped.has(attribute) || (spec.grouping?.by ?? []).includes(attribute)
      : names.includes(attribute),
  );
  return { ...spec, grouping, order };
}

/** The columns of a grouped page, in order. */
export function groupedNames({ by, aggregates }: Grouping): readonly string[] {
  return [...by, ...aggregates.map(aggregateName)];
}

/** `by status: count of rows, max of createdAt` */
export function groupingText(grouping: Grouping | null | undefined): string {
  if (grouping === null || grouping === undefined) return '';
  const aggregates = grouping.aggregates.map(aggregateText).join(', ');
  if (grouping.by.length === 0) return aggregates;
  const by = `by ${grouping.by.join(', ')}`;
  return aggregates === '' ? by : `${by}: ${aggregates}`;
}
