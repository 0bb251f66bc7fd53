/** A condition of pasted code against its own filter text: written, read back, and compared name by name and value by value. */
import type { Association, Model, ModelStatic } from 'sequelize';
import { ConsoleError } from '../../../errors.ts';
import type { Condition } from '../../filter/condition.ts';
import { sourceOfModel } from '../../filter/filter-source.ts';
import { parseFilter } from '../../filter/parse-filter.ts';
import { resolveFilter } from '../../filter/resolve-filter.ts';
import { conditionText } from '../../filter/write-condition.ts';
import type { WherePlace } from './reading.ts';

/** The condition itself, when its text reads as nothing else. Throws with the place. */
export function checkedCondition(
  condition: Condition<Association>,
  model: ModelStatic<Model>,
  { source, now }: WherePlace,
  at: number,
): Condition<Association> {
  const text = conditionText(condition);
  try {
    const node = parseFilter(text);
    const read = node === null ? null : resolveFilter(node, sourceOfModel(model), { text, now });
    if (read !== null && sameCondition(read, condition)) return condition;
  } catch (error) {
    if (!(error instanceof ConsoleError)) throw error;
    const explanation = error.message.replace(/^.*? stops at column \d+: /, '').replace(/\.$/, '');
    throw source.fault(at, explanation, error.remedy);
  }
  throw source.fault(at, `a filter would read this as another value: \`${text}\``, 'Write it as a filter.');
}

function sameCondition(first: Condition<Association>, second: Condition<Association>): boolean {
  return keyOf(first) === keyOf(second);
}

function keyOf(condition: Condition<Association>): string {
  return JSON.stringify(condition, (key, value: unknown): unknown => {
    if (key === 'link' && typeof value === 'object' && value !== null) return [Reflect.get(value, 'as')];
    if (key === 'field' && typeof value === 'object' && value !== null) {
      return [Reflect.get(value, 'name'), Reflect.get(value, 'jsonPath')];
    }
    return typeof value === 'bigint' ? String(value) : value;
  });
}
