import { describe, expect, test } from 'vitest';
import {
  aggregateName,
  aggregateText,
  parseAggregate,
} from '../../../src/queries/grouping/aggregate-text.ts';

describe('an aggregate as it is typed', () => {
  test.each([
    ['count', { function: 'count', attribute: null, isDistinct: false }, 'count'],
    [' COUNT(*) ', { function: 'count', attribute: null, isDistinct: false }, 'count'],
    ['avg(age)', { function: 'avg', attribute: 'age', isDistinct: false }, 'avg_age'],
    [
      'count( distinct email )',
      { function: 'count', attribute: 'email', isDistinct: true },
      'count_distinct_email',
    ],
    ['sum("two words")', { function: 'sum', attribute: 'two words', isDistinct: false }, 'sum_two words'],
    ['max(distinct)', { function: 'max', attribute: 'distinct', isDistinct: false }, 'max_distinct'],
  ] as const)('%j is read, named and written again', (text, term, name) => {
    expect(parseAggregate(text)).toEqual(term);
    expect(aggregateName(term)).toBe(name);
    expect(parseAggregate(aggregateText(term))).toEqual(term);
  });

  test.each(['', 'median(age)', 'sum', 'avg()', 'sum(*)', 'count(distinct)x', 'count age'])(
    '%j is refused',
    (text) => {
      expect(() => parseAggregate(text)).toThrow(/The aggregate stops at column/);
    },
  );
});
