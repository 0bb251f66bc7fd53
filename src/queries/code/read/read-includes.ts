/** `include` in pasted code → the tree of includes. */
import type { Association, Model, ModelStatic } from 'sequelize';
import { conditionText } from '../../filter/write-condition.ts';
import type { IncludeUse } from '../../query-spec.ts';
import { defaultAttributes } from '../../scope-model.ts';
import { readAttributes } from './read-attributes.ts';
import { harmless, textOf, type ReadingOptions } from './reading.ts';
import { readWhere } from './read-where.ts';
import type { Static } from './static.ts';

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
  // What our own code says of it, a page does by itself.
  'subQuery',
];

export function readIncludes(
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
    columns:
      attributes === undefined
        ? null
        : readAttributes(attributes, target, defaultAttributes(target), reading),
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
