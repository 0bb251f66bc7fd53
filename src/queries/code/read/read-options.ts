/** The options of a finder in pasted code → parts of a QuerySpec. */
import type { Association, Model, ModelStatic } from 'sequelize';
import { conditionText } from '../../filter/write-condition.ts';
import type { JoinedTable } from '../../joined-table.ts';
import { columnOfAttribute } from '../../model-attributes.ts';
import type { IncludeUse, OrderTerm, QuerySpec } from '../../query-spec.ts';
import { readAttributes } from './read-attributes.ts';
import { readGrouping } from './read-grouping.ts';
import { readWhere } from './read-where.ts';
import { textOf, type ReadingOptions } from './reading.ts';
import type { Static, StaticEntry } from './static-value.ts';

/** Options that change how rows are brought, and not which. */
const harmless: ReadonlySet<string> = new Set(
  'raw nest plain logging benchmark transaction hooks useMaster rejectOnEmpty subQuery type retry searchPath lock skipLocked distinct joinTableAttributes through minifyAliases'.split(
    ' ',
  ),
);

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
      grouping !== null || attributes === undefined ? null : readAttributes(attributes, model, reading),
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

const directionWords = /^\s*(asc|desc)?\s*(?:nulls\s+(first|last))?\s*$/i;

function readOrder(order: Static, { source, joined = null }: ReadingOptions): readonly OrderTerm[] {
  const items = order.type === 'list' ? order.items : [order];
  return items.flatMap((item): readonly OrderTerm[] => {
    const sql = textOf(item.type === 'method' && item.name === 'literal' ? item.arguments[0] : undefined);
    if (sql !== null) {
      // Where a table has no key, rows are told apart by where they lie; a page says that by itself.
      if (/^"[^"]+"\."ctid" ASC$/.test(sql)) return [];
      const term = joined === null ? null : joinedTerm(sql, joined);
      if (term !== null) return [term];
    }
    const parts = item.type === 'list' ? item.items : [item];
    const [name, word, ...others] = parts;
    const attribute = textOf(name) ?? columnOf(name);
    const direction = word === undefined ? 'ASC' : textOf(word);
    const words = direction === null ? null : directionWords.exec(direction);
    if (attribute === null || words === null || others.length > 0) {
      throw source.fault(
        item.at,
        'a query is ordered by attributes of its own rows',
        'Write it as in `[["createdAt", "DESC"]]`.',
      );
    }
    const nulls = words[2]?.toLowerCase();
    return [
      {
        attribute,
        direction: words[1]?.toLowerCase() === 'desc' ? 'desc' : 'asc',
        ...(nulls === undefined ? {} : { nulls: nulls === 'first' ? ('first' as const) : ('last' as const) }),
      },
    ];
  });
}

/** `"Placement"."row" DESC`, which has no other form. */
function joinedTerm(sql: string, joined: JoinedTable): OrderTerm | null {
  const [, table, column, direction, nulls] =
    /^"([^"]+)"\."([^"]+)" (ASC|DESC)(?: NULLS (FIRST|LAST))?$/.exec(sql) ?? [];
  const attribute = joined.names.find((name) => {
    const own = joined.attributeOf(name);
    return own !== null && table === joined.as && columnOfAttribute(joined.model, own) === column;
  });
  if (attribute === undefined) return null;
  return {
    attribute,
    direction: direction === 'DESC' ? 'desc' : 'asc',
    ...(nulls === undefined ? {} : { nulls: nulls === 'FIRST' ? ('first' as const) : ('last' as const) }),
  };
}

/** `col('name')`. */
function columnOf(value: Static | undefined): string | null {
  return value?.type === 'method' && value.name === 'col' ? textOf(value.arguments[0]) : null;
}

const includeOptions = [
  'association',
  'model',
  'as',
  'required',
  'separate',
  'where',
  'attributes',
  'paranoid',
  'include',
];

function readIncludes(
  include: Static,
  model: ModelStatic<Model>,
  reading: ReadingOptions,
): readonly IncludeUse[] {
  const items = include.type === 'list' ? include.items : [include];
  return items.map((item) => readInclude(item, model, reading));
}

function readInclude(item: Static, model: ModelStatic<Model>, reading: ReadingOptions): IncludeUse {
  const { source, warn } = reading;
  const entries = new Map(item.type === 'object' ? item.entries.map((entry) => [entry.key.name, entry]) : []);
  const valueOf = (name: string): Static | undefined => entries.get(name)?.value;
  const association = associationOf(item, valueOf, model, reading);
  for (const [name, { at }] of entries) {
    if (includeOptions.includes(name)) continue;
    if (harmless.has(name) || name === 'duplicating') warn(at, `\`${name}\` of an include was left out.`);
    else throw source.fault(at, `an include has nothing for the option \`${name}\``, 'Leave it out.');
  }
  const { target } = association;
  const where = valueOf('where');
  const condition = where === undefined ? null : readWhere(where, target, reading);
  const attributes = valueOf('attributes');
  const paranoid = valueOf('paranoid');
  const nested = valueOf('include');
  return {
    association: association.as,
    required: flagOf(valueOf('required')),
    isSeparate: flagOf(valueOf('separate')),
    filter: condition === null ? '' : conditionText(condition),
    columns: attributes === undefined ? null : readAttributes(attributes, target, reading),
    softDeleted: paranoid?.type === 'value' && paranoid.value === false ? 'shown' : 'hidden',
    includes: nested === undefined ? [] : readIncludes(nested, target, reading),
  };
}

function flagOf(value: Static | undefined): boolean | null {
  return value?.type === 'value' && typeof value.value === 'boolean' ? value.value : null;
}

/** By its name, or as the only one that leads to a model. */
function associationOf(
  item: Static,
  valueOf: (name: string) => Static | undefined,
  model: ModelStatic<Model>,
  { source }: ReadingOptions,
): Association {
  const held = item.type === 'object' ? (valueOf('association') ?? valueOf('as') ?? valueOf('model')) : item;
  const name = textOf(held) ?? (held?.type === 'name' ? held.name : null);
  const associations = Object.entries(model.associations);
  const named = associations.find(([as]) => as === name)?.[1];
  if (named !== undefined) return named;
  const leading = associations.filter(([, { target }]) => target.name === name).map(([, found]) => found);
  const [only, second] = leading;
  if (only !== undefined && second === undefined) return only;
  throw source.fault(
    held?.at ?? item.at,
    name === null
      ? 'an include names an association'
      : `model "${model.name}" has no association "${name}"${second === undefined ? '' : ' alone'}`,
    `Name one as in \`include: ["${associations[0]?.[0] ?? 'devices'}"]\`.`,
    'unknown-association',
  );
}
