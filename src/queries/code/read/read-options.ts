/** The options of a finder in pasted code → parts of a QuerySpec. */
import type { Model, ModelStatic } from 'sequelize';
import { conditionText } from '../../filter/write-condition.ts';
import type { QuerySpec } from '../../query-spec.ts';
import { readAttributes } from './read-attributes.ts';
import { readGrouping } from './read-grouping.ts';
import { readIncludes } from './read-includes.ts';
import { readOrder } from './read-order.ts';
import { readWhere } from './read-where.ts';
import { harmless, type ReadingOptions } from './reading.ts';
import type { Static, StaticEntry } from './static.ts';

export type OptionParts = Pick<
  QuerySpec,
  'filter' | 'order' | 'columns' | 'softDeleted' | 'limit' | 'place'
> &
  Partial<Pick<QuerySpec, 'includes' | 'grouping' | 'search'>> & {
    /** `scope` of an association's getter; undefined where it is not said. */
    readonly scope: Static | undefined;
  };

/** Throws with the place of what no spec can say; what is harmless is dropped with a warning. */
export function readOptions(
  options: Static | undefined,
  model: ModelStatic<Model>,
  reading: ReadingOptions,
): OptionParts {
  const { source, warn } = reading;
  const entries = entriesOf(options, reading);
  const known = new Map<string, StaticEntry>();
  for (const entry of entries) known.set(entry.key.name, entry);
  const valueOf = (name: string): Static | undefined => {
    const value = known.get(name)?.value;
    known.delete(name);
    return value?.type === 'value' && value.value === undefined ? undefined : value;
  };
  const where = valueOf('where');
  const condition = where === undefined ? null : readWhere(where, model, reading);
  const include = valueOf('include');
  const order = valueOf('order');
  const group = valueOf('group');
  const attributes = valueOf('attributes');
  const paranoid = valueOf('paranoid');
  const limit = integerOf(valueOf('limit'), 'limit', reading);
  const offset = integerOf(valueOf('offset'), 'offset', reading) ?? 0;
  const scope = valueOf('scope');
  for (const [name, { at }] of known) {
    if (harmless.has(name)) warn(at, `\`${name}\` was left out: the rows are the same without it.`);
    else throw source.fault(at, `a query has nothing for the option \`${name}\``, 'Leave it out.');
  }
  const grouping = readGrouping(attributes, group, model, reading);
  const isShown = paranoid?.type === 'value' && paranoid.value === false;
  const includes = include === undefined ? [] : readIncludes(include, model, reading);
  return {
    filter: condition === null ? '' : conditionText(condition),
    order: order === undefined ? [] : readOrder(order, reading),
    columns:
      grouping !== null || attributes === undefined
        ? null
        : readAttributes(attributes, model, reading.scopeAttributes, reading),
    softDeleted: isShown ? 'shown' : 'hidden',
    limit,
    place: offset === 0 ? { type: 'start' } : { type: 'offset', offset },
    ...(includes.length === 0 ? {} : { includes }),
    ...(grouping === null ? {} : { grouping }),
    scope,
  };
}

function entriesOf(options: Static | undefined, { source }: ReadingOptions): readonly StaticEntry[] {
  if (options === undefined || (options.type === 'value' && options.value === undefined)) return [];
  if (options.type === 'object') return options.entries;
  throw source.fault(options.at, 'options are an object', 'Write them as in `{ where: …, limit: 10 }`.');
}

function integerOf(value: Static | undefined, name: string, { source }: ReadingOptions): number | null {
  if (value === undefined || (value.type === 'value' && value.value === null)) return null;
  const number = value.type === 'value' ? Number(value.value) : Number.NaN;
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw source.fault(value.at, `\`${name}\` is a whole number`, `Write it as in \`${name}: 10\`.`);
}
