/**
 * Finds what a spec reads by name; an unknown name is answered with the nearest known ones.
 */
import type { Association, Model, ModelStatic, Sequelize } from 'sequelize';
import { ConsoleError, nearestNames } from '../errors.ts';
import { alternatives } from './caret.ts';

/** A model by its exact name. Throws `unknown-model`. */
export function findModel(name: string, sequelize: Sequelize): ModelStatic<Model> {
  const models = new Map(Object.entries(sequelize.models));
  const model = models.get(name);
  if (model !== undefined) return model;
  throw unknownName({
    code: 'unknown-model',
    message: `There is no model "${name}".`,
    name,
    known: [...models.keys()],
    otherwise: 'Run `seqscope models` to list them.',
  });
}

/** A usage error whose remedy is the nearest known names, or `otherwise` when none is near. */
export function unknownName(fault: {
  readonly code: string;
  readonly message: string;
  readonly name: string;
  readonly known: readonly string[];
  readonly otherwise: string;
}): ConsoleError {
  const nearest = alternatives(nearestNames(fault.name, fault.known));
  return new ConsoleError(fault.message, {
    code: fault.code,
    kind: 'usage',
    remedy: nearest === null ? fault.otherwise : `Did you mean ${nearest}?`,
  });
}

/** `"a", "b"`: the first dozen of what can be named. */
export function listNames(names: readonly string[]): string {
  const shown = names.slice(0, 12).map((name) => `"${name}"`);
  return `${shown.join(', ')}${names.length > shown.length ? ' and more' : ''}`;
}

/** Throws `unknown-association` with the nearest names. */
export function findAssociation(model: ModelStatic<Model>, name: string): Association {
  const associations = new Map(Object.entries(model.associations));
  const association = associations.get(name);
  if (association !== undefined) return association;
  const known = [...associations.keys()];
  throw unknownName({
    code: 'unknown-association',
    message: `Model "${model.name}" has no association "${name}".`,
    name,
    known,
    otherwise: known.length === 0 ? 'It has none at all.' : `Known are ${listNames(known)}.`,
  });
}
