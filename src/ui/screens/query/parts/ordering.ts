/** The order of a spec as a list that is edited: turning a term, putting its nulls elsewhere, moving it, taking it out. */
import type { OrderTerm } from '../../../../queries/query-spec.ts';

type Order = readonly OrderTerm[];

export function withTerm(order: Order, attribute: string): Order {
  if (order.some((term) => term.attribute === attribute)) return order;
  return [...order, { attribute, direction: 'asc' }];
}

/** Up becomes down and down up. */
export function turnedTerm(order: Order, attribute: string): Order {
  return order.map((term) =>
    term.attribute === attribute ? { ...term, direction: term.direction === 'asc' ? 'desc' : 'asc' } : term,
  );
}

/** The nulls where PostgreSQL does not have them by itself, and back. */
export function withNullsTurned(order: Order, attribute: string): Order {
  return order.map((term) => {
    if (term.attribute !== attribute) return term;
    const { direction, nulls } = term;
    if (nulls !== undefined) return { attribute, direction };
    return { attribute, direction, nulls: direction === 'asc' ? 'first' : 'last' };
  });
}

/** The list with the item at `index` moved past its neighbour; the same list at the edge. */
export function moved<T>(items: readonly T[], index: number, by: 1 | -1): readonly T[] {
  const item = items[index];
  const other = items[index + by];
  if (item === undefined || other === undefined) return items;
  return items.map((candidate, place) => (place === index ? other : place === index + by ? item : candidate));
}

/** `createdAt ↓, name ↑ nulls first` */
export function orderLine(order: Order): string {
  return order.map((term) => `${term.attribute} ${termText(term)}`).join(', ');
}

export function termText({ direction, nulls }: OrderTerm): string {
  return `${direction === 'asc' ? '↑' : '↓'}${nulls === undefined ? '' : ` nulls ${nulls}`}`;
}
