import { expect, test } from 'vitest';
import { sqlQuestionText } from '../../src/output/sql-question-text.ts';
import type { SqlQuestion } from '../../src/queries/sql/sql-request.ts';

const counted: SqlQuestion = {
  reason: 'changes',
  verb: 'DELETE',
  target: 'plants',
  rows: 5000,
  precision: 'exact',
};

test.each<[Partial<SqlQuestion>, string]>([
  [{}, 'DELETE touches 5,000 rows of plants.'],
  [{ rows: 1 }, 'DELETE touches 1 row of plants.'],
  [{ precision: 'estimate' }, 'DELETE touches about 5,000 rows of plants.'],
  [{ precision: 'most' }, 'DELETE touches at most 5,000 rows of plants.'],
  [{ rows: null }, 'DELETE changes rows of plants; nobody can say how many.'],
  [{ reason: 'every-row' }, 'DELETE without WHERE touches every row of plants: 5,000 rows.'],
  [{ reason: 'every-row', rows: null, target: null }, 'DELETE without WHERE touches every row of the table.'],
  [{ reason: 'truncate' }, 'TRUNCATE empties plants: 5,000 rows.'],
  [{ reason: 'drop', verb: 'DROP' }, 'DROP drops plants with 5,000 rows.'],
  [{ reason: 'drop', verb: 'DROP', target: null, rows: null }, 'DROP drops what it names.'],
  [{ reason: 'code', verb: 'CALL', rows: null }, 'CALL runs code that may change anything.'],
])('of %j is said: %s', (part, sentence) => {
  expect(sqlQuestionText({ ...counted, ...part })).toBe(sentence);
});
