/** `group` and computed `attributes` of a finder in pasted code → the grouping of a spec. */
import type { Model, ModelStatic } from 'sequelize';
import { aggregateName } from '../../grouping/aggregate-text.ts';
import type { AggregateFunction, AggregateTerm, Grouping } from '../../query-spec.ts';
import { attributeNamed, textOf, type ReadingOptions } from './reading.ts';
import type { Static } from './static.ts';

const functions: readonly AggregateFunction[] = ['count', 'sum', 'avg', 'min', 'max'];

/** Null where rows are read and not groups of them. Throws for what no grouping says. */
export function readGrouping(
  attributes: Static | undefined,
  group: Static | undefined,
  model: ModelStatic<Model>,
  { source, warn }: ReadingOptions,
): Grouping | null {
  const items = attributes?.type === 'list' ? attributes.items : [];
  const computed = items.filter(({ type }) => type === 'list');
  if (group === undefined && computed.length === 0) return null;
  const by = groupNames(group, model, source);
  const aggregates = items.flatMap((item): readonly AggregateTerm[] => {
    const name = textOf(item);
    if (name !== null) {
      const attribute = attributeNamed(name, model);
      if (by.includes(attribute)) return [];
      throw source.fault(item.at, `"${name}" is not in \`group\``, 'Group by it, or leave it out.');
    }
    const [expression, alias] = item.type === 'list' ? item.items : [];
    const term = expression === undefined ? null : aggregateOf(expression, model);
    if (term === null) {
      throw source.fault(
        item.at,
        'a query computes count, sum, avg, min and max of attributes only',
        'Write it as in `[sequelize.fn("count", sequelize.col("*")), "count"]`.',
      );
    }
    const written = textOf(alias);
    const own = aggregateName(term);
    if (written !== null && written !== own) warn(item.at, `The column "${written}" is called "${own}".`);
    return [term];
  });
  if (aggregates.length > 0) return { by, aggregates };
  throw source.fault(
    group?.at ?? attributes?.at ?? 0,
    'groups are read with what is computed of each',
    'Add an aggregate such as `[sequelize.fn("count", sequelize.col("*")), "count"]` to `attributes`.',
  );
}

function groupNames(
  group: Static | undefined,
  model: ModelStatic<Model>,
  source: ReadingOptions['source'],
): readonly string[] {
  if (group === undefined) return [];
  return (group.type === 'list' ? group.items : [group]).map((item) => {
    const name =
      textOf(item) ?? (item.type === 'method' && item.name === 'col' ? textOf(item.arguments[0]) : null);
    if (name === null) throw source.fault(item.at, 'a query groups by attributes', 'Name one.');
    return attributeNamed(withoutModel(name, model), model);
  });
}

function aggregateOf(expression: Static, model: ModelStatic<Model>): AggregateTerm | null {
  if (expression.type !== 'method' || expression.name !== 'fn') return null;
  const [name, value] = expression.arguments;
  const wanted = textOf(name)?.toLowerCase();
  const found = functions.find((known) => known === wanted);
  if (found === undefined || value === undefined) return null;
  const isDistinct =
    value.type === 'method' &&
    value.name === 'fn' &&
    textOf(value.arguments[0])?.toLowerCase() === 'distinct';
  const column = isDistinct ? value.arguments[1] : value;
  if (column?.type !== 'method' || (column.name !== 'col' && column.name !== 'literal')) return null;
  const text = textOf(column.arguments[0]);
  if (text === null) return null;
  if (text === '*')
    return found === 'count' && !isDistinct ? { function: found, attribute: null, isDistinct } : null;
  if (column.name === 'literal') return null;
  return { function: found, attribute: attributeNamed(withoutModel(text, model), model), isDistinct };
}

function withoutModel(name: string, model: ModelStatic<Model>): string {
  return name.startsWith(`${model.name}.`) ? name.slice(model.name.length + 1) : name;
}
