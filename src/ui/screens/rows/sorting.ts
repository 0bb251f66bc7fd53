/** The order of a rows screen: which key makes which terms of it, and how it is told. */
import type { OrderTerm } from '../../../queries/query-spec.ts';
import type { State } from '../../state.ts';
import { stay, withNotice, type Step } from '../../step.ts';
import { changeSpec } from './paging.ts';
import type { GridColumn, RowsScreen } from './state.ts';

type Order = readonly OrderTerm[];

/** By the column under the cursor and nothing else: up, down, not. */
export function sortAlone(state: State, screen: RowsScreen): Step {
  return reorder(state, screen, (name, order) => {
    const [term] = order;
    return order.length === 1 && term?.attribute === name ? turned(term) : [ascending(name)];
  });
}

/** Adds the column to the end of the order; where it is in it already: down, then out. */
export function sortAlso(state: State, screen: RowsScreen): Step {
  return reorder(state, screen, (name, order) =>
    order.some(({ attribute }) => attribute === name)
      ? order.flatMap((term) => (term.attribute === name ? turned(term) : [term]))
      : [...order, ascending(name)],
  );
}

/** Puts the nulls of a sorted column where they are not now. */
export function turnNulls(state: State, screen: RowsScreen): Step {
  const name = screen.columns[screen.cursor.column]?.name;
  if (!screen.spec.order.some(({ attribute }) => attribute === name)) {
    return [withNotice(state, 'Sort by this column first: o alone, O with others.'), []];
  }
  const order = screen.spec.order.map((term) => (term.attribute === name ? withOtherNulls(term) : term));
  return changeSpec(state, screen, { ...screen.spec, order });
}

function reorder(
  state: State,
  screen: RowsScreen,
  orderFor: (attribute: string, order: Order) => Order,
): Step {
  const column: GridColumn | undefined = screen.columns[screen.cursor.column];
  if (column === undefined) return stay(state);
  if (column.isVirtual) {
    return [withNotice(state, `"${column.name}" has no column in the database to sort by.`, 'bad'), []];
  }
  const order = orderFor(column.name, screen.spec.order);
  return changeSpec(state, screen, { ...screen.spec, order });
}

function ascending(attribute: string): OrderTerm {
  return { attribute, direction: 'asc' };
}

/** The term after this one: nothing after down. Where its nulls stand is kept only by what is said of it. */
function turned(term: OrderTerm): Order {
  return term.direction === 'asc' ? [{ ...term, direction: 'desc' }] : [];
}

function withOtherNulls({ attribute, direction, nulls }: OrderTerm): OrderTerm {
  if (nulls !== undefined) return { attribute, direction };
  return { attribute, direction, nulls: direction === 'asc' ? 'first' : 'last' };
}

/** What a header says of its column: `↑`, or `↓2` where it is the second of several; nothing where it is not sorted by. */
export function sortMark(order: Order, attribute: string): string {
  const place = order.findIndex((term) => term.attribute === attribute);
  const term = order[place];
  if (term === undefined) return '';
  return `${arrowOf(term)}${order.length > 1 ? String(place + 1) : ''}`;
}

/** The order in words, where the headers do not say it all: several columns, or nulls in an unusual place. */
export function orderText(order: Order): string {
  if (order.length < 2 && order.every(({ nulls }) => nulls === undefined)) return '';
  const terms = order.map((term) => {
    const nulls = term.nulls === undefined ? '' : ` nulls ${term.nulls}`;
    return `${term.attribute} ${arrowOf(term)}${nulls}`;
  });
  return `by ${terms.join(', ')}`;
}

function arrowOf({ direction }: OrderTerm): string {
  return direction === 'asc' ? '↑' : '↓';
}
