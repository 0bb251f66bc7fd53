/** Whether a condition says that there is a row at all. */
import type { Condition } from './condition.ts';

/** Never true of a row that is not there, all of whose attributes are null. */
export function needsRow<Link>(condition: Condition<Link>): boolean {
  switch (condition.type) {
    case 'and':
      return condition.parts.some(needsRow);
    case 'or':
      return condition.parts.every(needsRow);
    case 'not':
      return false;
    case 'is-null':
      return condition.isNegated;
    case 'holds':
      return !condition.isNegated;
    case 'related':
    case 'is-true':
    case 'compare':
    case 'matches':
    case 'in':
    case 'between':
      return true;
  }
}
