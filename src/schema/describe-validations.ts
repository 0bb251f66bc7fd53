/** The validations of an attribute or a model with what they are given (sequelize/lib/instance-validator.js). */
import { isRecord } from '../project/modules/module-values.ts';
import type { ValidationRule } from './model-details.ts';
import { valueText } from './value-text.ts';

/** In the order they are written; one that is switched off with `false` is none. */
export function validationRules(validate: unknown): readonly ValidationRule[] {
  return Object.entries(isRecord(validate) ? validate : {}).flatMap(
    ([name, said]): readonly ValidationRule[] => {
      if (said === false || said === undefined || said === null) return [];
      if (typeof said === 'function') return [{ name, arguments: null, message: null, isCustom: true }];
      return [{ name, ...partsOf(said), isCustom: false }];
    },
  );
}

/** `{ args, msg }`, or the arguments themselves; `true` is none. */
function partsOf(said: unknown): Pick<ValidationRule, 'arguments' | 'message'> {
  const isLong = isRecord(said) && !(said instanceof RegExp) && ('msg' in said || 'args' in said);
  const given = isLong ? said.args : said;
  const message = isLong && typeof said.msg === 'string' ? said.msg : null;
  const isNothing = given === undefined || given === true || given === null;
  return { arguments: isNothing ? null : valueText(given), message };
}
