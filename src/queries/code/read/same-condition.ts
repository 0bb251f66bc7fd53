/** Whether two conditions say the same, name by name and value by value. */
import type { Association } from 'sequelize';
import type { Condition } from '../../filter/condition.ts';

export function sameCondition(first: Condition<Association>, second: Condition<Association>): boolean {
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
