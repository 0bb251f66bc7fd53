/** What a recording's statements do, in order, each with what was known of its column before. */
import type { ColumnStates } from './column-states.ts';
import type { Operation } from './lint-rule.ts';
import type { Recording } from './record/recording.ts';
import type { Change } from './sql/operation.ts';

/** `states` is moved along with the operations. */
export function operationsIn({ statements }: Recording, states: ColumnStates | null): readonly Operation[] {
  const operations: Operation[] = [];
  for (const statement of statements) {
    for (const { changes, isConditional, ...parsed } of statement.parsed ?? []) {
      const constants = [...parsed.constants, ...statement.bound];
      for (const change of changes) {
        const before = states === null ? null : columnBefore(change, states);
        operations.push({ change, statement, constants, isConditional, before });
        states?.apply(change);
      }
    }
  }
  return operations;
}

function columnBefore(change: Change, states: ColumnStates) {
  return 'column' in change && typeof change.column === 'string'
    ? states.find(change.table, change.column)
    : null;
}
