/**
 * What may be typed inside the arguments of Sequelize's methods: option names, attributes, associations, scopes, the values of an
 * ENUM. The options are those of Sequelize 6 (lib/model.d.ts: FindOptions, IncludeOptions).
 */
import type { Model, ModelStatic, Sequelize } from 'sequelize';
import { attributesOf } from '../../queries/model-attributes.ts';
import { enumValuesOf, typeNameOfAttribute } from '../../queries/value-kind.ts';
import type { CompletionOption } from './code-completion.ts';
import type { OpenFrame } from './code-place.ts';
import { associationOfGetter, instanceModel, knownOf, type KnownNames } from './known-value.ts';

/** What a bracket or a value in it holds. */
type Place =
  | {
      readonly holds: 'options' | 'where' | 'values' | 'include' | 'order' | 'attributes' | 'names';
      readonly model: ModelStatic<Model>;
    }
  | { readonly holds: 'included'; readonly model: ModelStatic<Model> }
  | { readonly holds: 'scope'; readonly model: ModelStatic<Model> }
  | { readonly holds: 'order-term'; readonly model: ModelStatic<Model> }
  | { readonly holds: 'association' | 'alias'; readonly model: ModelStatic<Model> }
  | { readonly holds: 'attribute-value'; readonly model: ModelStatic<Model>; readonly attribute: string }
  | { readonly holds: 'direction'; readonly model: ModelStatic<Model> };

const finderKeys = [
  'where',
  'attributes',
  'include',
  'order',
  'limit',
  'offset',
  'group',
  'having',
  'paranoid',
  'raw',
  'nest',
  'plain',
  'subQuery',
  'distinct',
  'col',
  'transaction',
  'lock',
  'logging',
  'benchmark',
  'rejectOnEmpty',
  'defaults',
  'returning',
  'fields',
  'individualHooks',
  'hooks',
  'force',
  'validate',
] as const;
const includeKeys = [
  'association',
  'model',
  'as',
  'where',
  'attributes',
  'include',
  'required',
  'right',
  'separate',
  'order',
  'limit',
  'paranoid',
  'through',
  'on',
  'or',
  'duplicating',
  'subQuery',
] as const;

/** Methods by the argument that holds the options of a finder. */
const optionsAt: Readonly<Record<string, number>> = {
  findAll: 0,
  findOne: 0,
  findAndCountAll: 0,
  count: 0,
  destroy: 0,
  restore: 0,
  findOrCreate: 0,
  findOrBuild: 0,
  findCreateFind: 0,
  truncate: 0,
  findByPk: 1,
  update: 1,
  max: 1,
  min: 1,
  sum: 1,
  aggregate: 2,
  increment: 1,
  decrement: 1,
  create: 1,
  build: 1,
  bulkCreate: 1,
  upsert: 1,
  addScope: 1,
};
const valuesMethods = new Set(['create', 'build', 'update', 'upsert', 'set', 'bulkCreate', 'bulkBuild']);
const attributeMethods = new Set([
  'max',
  'min',
  'sum',
  'aggregate',
  'increment',
  'decrement',
  'get',
  'set',
  'getDataValue',
  'setDataValue',
  'changed',
  'previous',
]);

/** Null where Sequelize has no say. `isString` tells a string from a key or a word. */
export function finderOptions(
  frames: readonly OpenFrame[],
  isString: boolean,
  names: KnownNames,
): readonly CompletionOption[] | null {
  const callAt = frames.findLastIndex(({ open, callee }) => open === '(' && callee.length > 0);
  const call = frames[callAt];
  if (call === undefined) return null;
  let place = placeOfCall(call, names);
  for (const [index, frame] of frames.entries()) {
    if (index <= callAt) continue;
    if (place === null || frame.open === '(') return null;
    place = placeInside(place, frame, names.sequelize);
  }
  return place === null ? null : optionsOf(place, isString, frames.at(-1) ?? call);
}

function placeOfCall(call: OpenFrame, names: KnownNames): Place | null {
  const method = call.callee.at(-1);
  if (method?.type !== 'name') return null;
  const { name } = method;
  const known = knownOf(call.callee.slice(0, -1), names);
  if (known === null) return null;
  const model = known.type === 'model' ? known.model : instanceModel(known, names);
  if (model === null) return null;
  const { position } = call;
  if (known.type === 'model') {
    if (name === 'scope') return { holds: 'scope', model };
    if (valuesMethods.has(name) && position === 0) return { holds: 'values', model };
    if (attributeMethods.has(name) && position === 0) return { holds: 'names', model };
    return optionsAt[name] === position ? { holds: 'options', model } : null;
  }
  if (valuesMethods.has(name) && position === 0) return { holds: 'values', model };
  if (attributeMethods.has(name) && position === 0) return { holds: 'names', model };
  if (name === 'reload' && position === 0) return { holds: 'options', model };
  const association = associationOfGetter(model, name);
  return association !== null && position === 0 ? { holds: 'options', model: association.target } : null;
}

/** What is held inside a bracket that is opened at a place. */
function placeInside(place: Place, frame: OpenFrame, sequelize: Sequelize | null): Place | null {
  const { model } = place;
  const { open, key } = frame;
  switch (place.holds) {
    case 'options':
    case 'included':
      if (open !== '{' || key === null) return open === '{' ? place : null;
      return placeOfOption(place, frame, sequelize);
    case 'where':
      if (open === '[') return place;
      if (key === null) return place;
      if (/^(?:Op\.)?(?:and|or|not)$/.test(key)) return place;
      return attributesOf(model).has(key) ? { holds: 'attribute-value', model, attribute: key } : null;
    case 'values':
      if (open === '[' || key === null) return place;
      return attributesOf(model).has(key) ? { holds: 'attribute-value', model, attribute: key } : null;
    case 'attribute-value':
      // `status: { [Op.in]: ['…`
      return place;
    case 'include':
      if (open === '[') return place;
      // The literal of one include; what it includes is said in it.
      return placeInside({ holds: 'included', model }, frame, sequelize);
    case 'attributes':
      if (open === '{') return key === 'include' || key === 'exclude' ? { holds: 'names', model } : place;
      return { holds: 'names', model };
    case 'names':
      return frame.position === 0 && open === '[' ? place : null;
    case 'order':
      return open === '[' ? { holds: 'order-term', model } : null;
    case 'order-term':
      if (open !== '[') return null;
      return frame.position === 0 ? { holds: 'names', model } : { holds: 'direction', model };
    case 'scope':
      return open === '[' ? place : null;
    case 'association':
    case 'alias':
    case 'direction':
      return null;
  }
}

function placeOfOption(place: Place, frame: OpenFrame, sequelize: Sequelize | null): Place | null {
  const isIncluded = place.holds === 'included';
  const { key } = frame;
  if (isIncluded && key === 'association') return { holds: 'association', model: place.model };
  if (isIncluded && key === 'as') return { holds: 'alias', model: place.model };
  const model = isIncluded ? includedModel(place.model, frame, sequelize) : place.model;
  if (model === null) return null;
  switch (key) {
    case 'where':
    case 'having':
      return { holds: 'where', model };
    case 'include':
      return { holds: 'include', model };
    case 'attributes':
      return { holds: 'attributes', model };
    case 'order':
      return { holds: 'order', model };
    case 'group':
    case 'fields':
      return { holds: 'names', model };
    case 'defaults':
      return { holds: 'values', model };
    case null:
    default:
      return null;
  }
}

/** The model that an include's literal speaks of, by what it has said so far. */
function includedModel(
  model: ModelStatic<Model>,
  { said }: OpenFrame,
  sequelize: Sequelize | null,
): ModelStatic<Model> | null {
  const named = said.get('association') ?? said.get('as');
  const target = named === undefined ? undefined : model.associations[named]?.target;
  return target ?? sequelize?.models[said.get('model') ?? ''] ?? null;
}

function optionsOf(place: Place, isString: boolean, frame: OpenFrame): readonly CompletionOption[] | null {
  const { model } = place;
  const isAtKey = frame.open === '{' && frame.key === null;
  switch (place.holds) {
    case 'options':
      return isAtKey && !isString ? keys(finderKeys) : null;
    case 'included':
      return isAtKey && !isString ? keys(includeKeys) : null;
    case 'where':
    case 'values':
      return isAtKey ? attributeOptions(model) : null;
    case 'names':
      return isString || frame.open === '{' ? attributeOptions(model) : null;
    case 'attributes':
      if (isAtKey && !isString) return keys(['include', 'exclude']);
      return isString ? attributeOptions(model) : null;
    case 'order':
    case 'order-term':
      return isString ? attributeOptions(model) : null;
    case 'include':
    case 'association':
    case 'alias':
      return isString ? associationOptions(model) : null;
    case 'scope':
      return isString ? scopeOptions(model) : null;
    case 'direction':
      return isString ? ['ASC', 'DESC', 'ASC NULLS LAST', 'DESC NULLS LAST'].map(valueOption) : null;
    case 'attribute-value':
      return isString
        ? (enumValuesOf(attributesOf(model).get(place.attribute)?.type) ?? []).map(valueOption)
        : null;
  }
}

function keys(names: readonly string[]): readonly CompletionOption[] {
  return names.map((text) => ({ text, kind: 'option', detail: '' }));
}

function valueOption(text: string): CompletionOption {
  return { text, kind: 'value', detail: '' };
}

function attributeOptions(model: ModelStatic<Model>): readonly CompletionOption[] {
  return [...attributesOf(model)].map(([text, { type }]) => ({
    text,
    kind: 'attribute',
    detail: typeNameOfAttribute(type),
  }));
}

function associationOptions(model: ModelStatic<Model>): readonly CompletionOption[] {
  return Object.values(model.associations).map(({ as: text, target, isMultiAssociation }) => ({
    text,
    kind: 'association',
    detail: `${target.name}${isMultiAssociation ? '[]' : ''}`,
  }));
}

function scopeOptions(model: ModelStatic<Model>): readonly CompletionOption[] {
  const names = Object.keys(model.options.scopes ?? {});
  return ['defaultScope', ...names].map((text) => ({ text, kind: 'scope', detail: '' }));
}
