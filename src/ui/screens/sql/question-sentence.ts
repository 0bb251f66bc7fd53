/** What a statement would do, in one sentence. */
import { groupedDigits } from '../../../output/grouped-digits.ts';
import type { SqlQuestion } from '../../../queries/sql/sql-request.ts';

export function questionSentence({ reason, verb, target, rows, precision }: SqlQuestion): string {
  const about = precision === 'estimate' ? 'about ' : precision === 'most' ? 'at most ' : '';
  const many = rows === null ? null : `${about}${groupedDigits(rows)} ${rows === 1 ? 'row' : 'rows'}`;
  const table = target ?? 'the table';
  const aside = many === null ? '' : `: ${many}`;
  switch (reason) {
    case 'every-row':
      return `${verb} without WHERE touches every row of ${table}${aside}.`;
    case 'truncate':
      return `TRUNCATE empties ${table}${aside}.`;
    case 'drop':
      return `${verb} drops ${target ?? 'what it names'}${aside}.`;
    case 'code':
      return `${verb} runs code that may change anything.`;
    case 'changes':
      return many === null
        ? `${verb} changes rows of ${table}; nobody can say how many.`
        : `${verb} touches ${many} of ${table}.`;
  }
}
