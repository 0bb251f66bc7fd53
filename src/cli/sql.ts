/** `sql`: a statement as it was typed, its rows or its command tag printed. */
import { exitCodes } from '../errors.ts';
import { counted, milliseconds } from '../output/measures.ts';
import type { Invocation } from './command.ts';
import { wantsPlan, writePlan } from './explain-options.ts';
import { readAll } from './read-all.ts';
import { chosenFormat, writeRows } from './rows-output.ts';
import { usageError } from './usage-errors.ts';

/** The last statement's rows on `out`; a statement without rows gives an empty list there and its tag on `notes`. */
export async function runSql(invocation: Invocation): Promise<number> {
  const { options, out, notes, signal } = invocation;
  const [typed = ''] = invocation.arguments;
  const statement = typed === '-' ? await readAll(invocation.input, signal) : typed;
  if (statement.trim() === '') {
    throw usageError('missing-argument', 'There is no SQL to run: the statement is empty.', 'sql');
  }
  const session = await invocation.openSession();
  if (wantsPlan(options)) return writePlan(session, { type: 'sql', sql: statement }, invocation);
  const result = await session.run(statement, { signal });
  const format = chosenFormat(options);
  if (result.columns.length > 0 || format === 'json') await writeRows(result, format, out);
  const time = milliseconds(result.durationMs);
  if (result.columns.length === 0) {
    await notes.write(
      `${[result.command, result.rowCount].filter((part) => part !== null).join(' ')} in ${time}\n`,
    );
  } else if (format === 'table') {
    await notes.write(`${counted(result.rows.length, 'row')} in ${time}\n`);
  }
  return exitCodes.ok;
}
