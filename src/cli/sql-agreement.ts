/**
 * What is asked before a statement of `sql` runs. Somebody at a terminal is asked about every change; a script only where
 * rows or objects go at a stroke, and answers with `--yes`. In production the database's name is the answer.
 */
import { ConsoleError } from '../errors.ts';
import { sanitiseLine } from '../output/sanitise.ts';
import { sqlQuestionText } from '../output/sql-question-text.ts';
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
  const text = sanitiseLine(sqlQuestionText(question));
  if (production == null) return (await confirm(invocation, `${text} Run it?`)) ? 'agreed' : 'refused';
  await invocation.notes.write(`${text} This is production: ${sanitiseLine(production)}.\n`);
  const typed = await askText(invocation, 'Type the name of the database to run it:');
  return typed === database ? 'agreed' : 'refused';
}

function notAgreed(question: SqlQuestion): ConsoleError {
  return new ConsoleError(`${sqlQuestionText(question)} Nobody can be asked here.`, {
    code: 'not-agreed',
    kind: 'usage',
    remedy: 'Add `--yes` to agree to it.',
  });
}
