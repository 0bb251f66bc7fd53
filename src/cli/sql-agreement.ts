/**
 * What is asked before a statement of `sql` runs. Somebody at a terminal is asked about every change; a script only where
 * rows or objects go at a stroke, and answers with `--yes`. In production the database's name is the answer.
 */
import { ConsoleError } from '../errors.ts';
import { groupedDigits } from '../output/grouped-digits.ts';
import { sanitiseLine } from '../output/sanitise.ts';
import type { SqlQuestion, SqlRequest } from '../queries/sql/sql-request.ts';
import { classifyStatement, type Session } from '../session.ts';
import { askText, canAsk, confirm } from './ask.ts';
import type { Invocation } from './command.ts';

/** `unasked`: it changes nothing by its own words, and the server is to see to that. */
export type Agreement = 'agreed' | 'unasked' | 'refused';

/** `found`: it turned out to change something when it ran. */
export async function agreeToStatement(
  session: Session,
  request: SqlRequest,
  invocation: Invocation,
  found: 'code' | null = null,
): Promise<Agreement> {
  const isAsked = canAsk(invocation);
  if (invocation.options.flag('yes')) return 'agreed';
  const { danger, verb } = classifyStatement(request.text.slice(request.start, request.end));
  if (!isAsked && danger === null) return 'agreed';
  const question: SqlQuestion | null =
    found === null
      ? (await session.foreseeSql(request, { signal: invocation.signal })).question
      : { reason: found, verb, target: null, rows: null, precision: 'exact' };
  if (question === null) return 'unasked';
  if (!isAsked) throw notAgreed(question);
  const { production, database } = await session.database();
  const text = sanitiseLine(questionText(question));
  if (production == null) return (await confirm(invocation, `${text} Run it?`)) ? 'agreed' : 'refused';
  await invocation.notes.write(`${text} This is production: ${sanitiseLine(production)}.\n`);
  const typed = await askText(invocation, 'Type the name of the database to run it:');
  return typed === database ? 'agreed' : 'refused';
}

function notAgreed(question: SqlQuestion): ConsoleError {
  return new ConsoleError(`${questionText(question)} Nobody can be asked here.`, {
    code: 'not-agreed',
    kind: 'usage',
    remedy: 'Add `--yes` to agree to it.',
  });
}

/** One sentence: what is done to how many rows. */
export function questionText({ reason, verb, target, rows, precision }: SqlQuestion): string {
  const of = target === null ? '' : ` of ${target}`;
  const about = precision === 'estimate' ? 'about ' : precision === 'most' ? 'at most ' : '';
  const many = rows === null ? null : `${about}${groupedDigits(rows)} ${rows === 1 ? 'row' : 'rows'}`;
  switch (reason) {
    case 'every-row':
      return `${verb} without WHERE touches every row${of}${many === null ? '' : `, ${many}`}.`;
    case 'truncate':
      return `TRUNCATE empties ${target ?? 'the table'}${many === null ? '' : `, ${many}`}.`;
    case 'drop':
      return `${verb} drops ${target ?? 'what it names'}${many === null ? '' : ` with ${many}`}.`;
    case 'code':
      return `${verb} runs code that may change anything.`;
    case 'changes':
      return `${verb} touches ${many ?? 'rows that nobody can count before'}${many === null ? (target === null ? '' : ` in ${target}`) : of}.`;
  }
}
