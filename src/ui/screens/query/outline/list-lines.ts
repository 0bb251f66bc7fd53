/** The lists in the outline: the terms of the order, groups and aggregates, each with a line that adds one. */
import type { QuerySpec } from '../../../../queries/query-spec.ts';
import { aggregateName, aggregateText } from '../../../../session.ts';
import { groupingText } from '../parts/grouping.ts';
import { orderLine, termText } from '../parts/ordering.ts';
import { outlineLine, type OutlineLine, type Part } from './outline-line.ts';

export function orderLines({ order }: QuerySpec, isOpen: boolean): readonly OutlineLine[] {
  const heading = outlineLine({
    id: 'order',
    label: 'order',
    part: { type: 'order' },
    fold: isOpen ? 'open' : 'closed',
    text: order.length === 0 ? 'by key' : orderLine(order),
    tone: 'part',
    verb: 'open or close',
  });
  if (!isOpen) return [heading];
  const terms = order.map((term) =>
    outlineLine({
      id: `order:${term.attribute}`,
      label: term.attribute,
      part: { type: 'order-term', attribute: term.attribute },
      depth: 1,
      text: termText(term),
      tone: 'set',
      verb: 'up or down',
    }),
  );
  return [heading, ...terms, adding('add-order', 'order by …')];
}

export function groupLines({ grouping }: QuerySpec, isOpen: boolean): readonly OutlineLine[] {
  const text = groupingText(grouping);
  const heading = outlineLine({
    id: 'grouping',
    label: 'group',
    part: { type: 'grouping' },
    fold: isOpen ? 'open' : 'closed',
    text: text === '' ? 'none: the rows themselves' : text,
    tone: 'part',
    verb: 'open or close',
  });
  if (!isOpen) return [heading];
  const groups = (grouping?.by ?? []).map((attribute) =>
    outlineLine({
      id: `group:${attribute}`,
      label: attribute,
      part: { type: 'group', attribute },
      depth: 1,
      text: 'a row for each',
      tone: 'set',
      verb: 'd takes it out',
    }),
  );
  const aggregates = (grouping?.aggregates ?? []).map((term) =>
    outlineLine({
      id: `aggregate:${aggregateName(term)}`,
      label: aggregateText(term),
      part: { type: 'aggregate', name: aggregateName(term) },
      depth: 1,
      tone: 'set',
      verb: 'd takes it out',
    }),
  );
  return [
    heading,
    ...groups,
    ...aggregates,
    adding('add-group', 'group by …'),
    adding('add-aggregate', 'aggregate …'),
  ];
}

function adding(type: 'add-order' | 'add-group' | 'add-aggregate', label: string): OutlineLine {
  const part: Part = { type };
  return outlineLine({ id: type, label: `+ ${label}`, part, depth: 1, verb: 'choose one' });
}
