/** The properties that may follow a dot. Looking them up runs no getter and no handler of a proxy. */
import { types } from 'node:util';
import type { Model, ModelStatic } from 'sequelize';
import { attributesOf } from '../../queries/model-attributes.ts';
import { typeNameOfAttribute } from '../../queries/value-kind.ts';
import type { CompletionOption } from './code-completion.ts';
import { instanceModel, type Known, type KnownNames } from './known-value.ts';

export function memberOptions(known: Known, names: KnownNames): readonly CompletionOption[] {
  const model = instanceModel(known, names);
  if (model !== null) {
    const live: unknown = known.type === 'value' ? known.value : null;
    return unique([...instanceOptions(model), ...propertiesOf(live), ...propertiesOf(model.prototype)]);
  }
  if (known.type === 'instances') return propertiesOf(Array.prototype);
  if (known.type === 'instance') return [];
  const value: unknown = known.type === 'model' ? known.model : known.value;
  return unique(propertiesOf(boxed(value)));
}

/** Attributes, associations, then what associations add: `getDevices`. */
function instanceOptions(model: ModelStatic<Model>): readonly CompletionOption[] {
  const attributes = [...attributesOf(model)].map(([text, { type }]): CompletionOption => ({
    text,
    kind: 'attribute',
    detail: typeNameOfAttribute(type),
  }));
  const associations = Object.values(model.associations);
  const held = associations.map(({ as: text, target }): CompletionOption => ({
    text,
    kind: 'association',
    detail: target.name,
  }));
  const added = associations.flatMap((association) => {
    // lib/associations: the methods that an association adds to the instances, by what they do.
    const { accessors = {} } = association as { readonly accessors?: Readonly<Record<string, string>> };
    return Object.values(accessors);
  });
  const methods = added.map((text): CompletionOption => ({ text, kind: 'method', detail: '' }));
  return [...attributes, ...held, ...methods];
}

/** What has no properties of its own shows those of its prototype. */
function boxed(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
      return String.prototype;
    case 'number':
      return Number.prototype;
    case 'boolean':
      return Boolean.prototype;
    case 'bigint':
      return BigInt.prototype;
    case 'symbol':
      return Symbol.prototype;
    case 'object':
    case 'function':
    case 'undefined':
      return value;
  }
}

function propertiesOf(value: unknown): readonly CompletionOption[] {
  const options: CompletionOption[] = [];
  let object: unknown = value;
  for (let depth = 0; depth < 20; depth += 1) {
    if ((typeof object !== 'object' && typeof object !== 'function') || object === null) break;
    if (types.isProxy(object)) break;
    for (const text of Object.getOwnPropertyNames(object)) {
      if (!isWritable(text)) continue;
      const found = Object.getOwnPropertyDescriptor(object, text);
      const isMethod = found !== undefined && 'value' in found && typeof found.value === 'function';
      options.push({ text, kind: isMethod ? 'method' : 'property', detail: '' });
    }
    object = Object.getPrototypeOf(object);
  }
  return options;
}

/** Names that may follow a dot, and that somebody would want: no index, nothing that begins with an underscore twice. */
function isWritable(name: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) && !name.startsWith('__');
}

function unique(options: readonly CompletionOption[]): readonly CompletionOption[] {
  return [...new Map(options.toReversed().map((option) => [option.text, option])).values()].toReversed();
}
