/** What a statement would do to how many rows, in one sentence: what is asked before it runs, in every face. */
import type { SqlQuestion } from '../queries/sql/sql-request.ts';
import { groupedDigits } from './grouped-digits.ts';

/** Names in it are as the statement has them: whoever shows it sanitises it. */
export function sqlQuestionText({ reason, verb, target, rows, precision }: SqlQuestion): string {
  const about = precision === 'estimate' ? 'about ' : precision === 'most' ? 'at most ' : '';
  const many = rows === null ? null : `${about}${groupedDigits(rows)} ${rows === 1 ? 'row' : 'rows'}`;
  const table = target ?? 'the table';
  const all = many === null ? '' : `: ${many}`;
  switch (reason) {
    case 'every-row':
      return `${verb} without WHERE touches every row of ${table}${all}.`;
    case 'truncate':
      return `TRUNCATE empties ${table}${all}.`;
    case 'drop':
      return `${verb} drops ${target ?? 'what it names'}${many === null ? '' : ` with ${many}`}.`;
    case 'code':
      return `${verb} runs code that may change anything.`;
    case 'changes':
      return many === null
        ? `${verb} changes rows of ${table}; nobody can say how many.`
        : `${verb} touches ${many} of ${table}.`;
  }
}
