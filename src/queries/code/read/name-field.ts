/** Attributes as pasted code names them → fields of the filter grammar. */
import type { Model, ModelStatic } from 'sequelize';
import { ConsoleError } from '../../../errors.ts';
import { fieldsOfModel, type FilterField } from '../../filter/filter-field.ts';
import { attributesOf } from '../../model-attributes.ts';
import type { FaultSource } from './code-source.ts';

export interface NamedField {
  /** An attribute or column, then keys inside its JSON. */
  readonly path: readonly [string, ...string[]];
  readonly at: number;
  /** Cast to text, which any type can be compared as by a pattern. */
  readonly isCast: boolean;
}

/** `details.theme` of a JSON attribute is a path, as Sequelize has it (whereItemQuery). */
export function jsonKeys(name: string, model: ModelStatic<Model>): readonly [string, ...string[]] {
  const [first = name, ...keys] = name.split('.');
  return attributesOf(model).has(name) || keys.length === 0 ? [name] : [first, ...keys];
}

/** Throws with the place where there is no such attribute. */
export function fieldOf(
  { path, at }: NamedField,
  model: ModelStatic<Model>,
  source: FaultSource,
): FilterField {
  const [first, ...keys] = path;
  const operand = { path: [first, ...keys.map(plainKey)] as const, starts: [0] as const, start: 0, end: 0 };
  try {
    return fieldsOfModel(model)(operand, path.join('.'));
  } catch (error) {
    if (!(error instanceof ConsoleError)) throw error;
    const explanation = error.message.replace(/^.*? stops at column \d+: /, '').replace(/\.$/, '');
    throw source.fault(at, explanation, error.remedy, error.code);
  }
}

/** The other way round from compile-filter.ts: a key that is quoted for the text array it becomes an element of. */
function plainKey(key: string): string {
  return /^".*"$/s.test(key) ? key.slice(1, -1).replace(/\\([\\"])/g, '$1') : key;
}
