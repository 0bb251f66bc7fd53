/** `sql`: statements and commands as they were typed, one after the other, each result printed as it comes. */
import { setTimeout as delay } from 'node:timers/promises';
import { ConsoleError, exitCodes } from '../errors.ts';
import { counted, milliseconds } from '../output/measures.ts';
import { sanitiseLine } from '../output/sanitise.ts';
import type { FaceCommand } from '../queries/sql/commands/command.ts';
import type { SqlPiece } from '../queries/sql/split.ts';
import type { SqlResult, SqlRun } from '../queries/sql/sql-request.ts';
import {
  commandHelp,
  parseCommand,
  refuseToWatch,
  splitSql,
  watchedChange,
  type Session,
} from '../session.ts';
import type { Invocation, OptionValues } from './command.ts';
import { wantsPlan, writePlan } from './explain-options.ts';
import { readAll } from './read-all.ts';
import { readScript } from './read-script.ts';
import { chosenFormat, writeExpanded, writeListing, writeRows } from './rows-output.ts';
import { agreeToStatement } from './sql-agreement.ts';
import { usageError } from './usage-errors.ts';

/** What the commands switch, and what `\watch` runs again. */
interface Printing {
  isExpanded: boolean;
  hasTiming: boolean;
  last: SqlPiece | null;
  /** Results so far: a blank line stands between two. */
  printed: number;
}

/** Rows on `out`, everything else on `notes`. The first statement that fails ends it. */
export async function runSql(invocation: Invocation): Promise<number> {
  const { options, notes } = invocation;
  const text = await typedText(invocation);
  const pieces = splitSql(text);
  if (pieces.length === 0) {
    throw usageError('missing-argument', 'There is no SQL to run: the statement is empty.', 'sql');
  }
  refuseToWatch(pieces);
  const parameters = readParameters(options);
  const printing: Printing = {
    isExpanded: options.flag('expanded'),
    hasTiming: options.flag('timing'),
    last: null,
    printed: 0,
  };
  const session = await invocation.openSession();
  if (wantsPlan(options)) return writePlan(session, { type: 'sql', sql: text }, invocation);
  let transaction: SqlResult['transaction'] = 'none';
  for (const piece of pieces) {
    if (piece.type === 'command') {
      if (!(await runCommand(piece, text, parameters, session, invocation, printing))) break;
      continue;
    }
    const result = await runPiece(piece, text, parameters, session, invocation);
    if (result === null) return exitCodes.failed;
    ({ transaction } = result);
    printing.last = piece;
    await print(result, pieces.length === 1, invocation, printing);
  }
  if (transaction !== 'none') await notes.write('The transaction was left open: it is rolled back.\n');
  return exitCodes.ok;
}

/** Null when it was not agreed to. */
async function runPiece(
  { start, end }: SqlPiece,
  text: string,
  parameters: SqlRun['parameters'],
  session: Session,
  invocation: Invocation,
): Promise<SqlResult | null> {
  const { signal } = invocation;
  const request = { text, start, end, parameters };
  const run = (isAgreed: boolean): Promise<SqlResult> =>
    session.runSql({ ...request, isAgreed, limit: null, clipBytes: null }, { signal });
  const agreement = await agreeToStatement(session, request, invocation);
  if (agreement === 'refused') return null;
  try {
    return await run(agreement === 'agreed');
  } catch (error) {
    if (!(error instanceof ConsoleError) || error.code !== 'sql-writes') throw error;
    const again = await agreeToStatement(session, request, invocation, 'code');
    return again === 'refused' ? null : run(true);
  }
}

async function print(
  result: SqlResult,
  isOnly: boolean,
  { options, out, notes }: Invocation,
  printing: Printing,
): Promise<void> {
  const { page, title, notices, command, rowCount } = result;
  const format = chosenFormat(options);
  const isTable = format === 'table';
  for (const notice of title === null ? notices : []) await notes.write(`${sanitiseLine(notice)}\n`);
  if (isTable && printing.printed > 0 && page !== null) await out.write('\n');
  printing.printed += page === null ? 0 : 1;
  if (isTable && title !== null) await out.write(`${sanitiseLine(title)}\n`);
  if (page !== null && isTable && printing.isExpanded) await writeExpanded(page, out);
  else if (page !== null) await writeRows(page, format, out);
  else if (format === 'json' && isOnly) await writeRows({ columns: [], rows: [] }, format, out);
  if (title !== null) {
    for (const line of isTable ? notices : []) await out.write(`${sanitiseLine(line)}\n`);
    return;
  }
  const time = milliseconds(result.durationMs);
  if (page === null) {
    await notes.write(`${[command, rowCount].filter((part) => part !== null).join(' ')} in ${time}\n`);
  } else if (isTable || printing.hasTiming) {
    await notes.write(`${counted(page.rows.length, 'row')} in ${time}\n`);
  }
}

/** False when nothing is to follow. */
async function runCommand(
  piece: SqlPiece,
  text: string,
  parameters: SqlRun['parameters'],
  session: Session,
  invocation: Invocation,
  printing: Printing,
): Promise<boolean> {
  const command = parseCommand(piece.text);
  if (command.type === 'list' || command.type === 'describe') {
    for (const result of await session.listCatalog(command, { signal: invocation.signal })) {
      await print(result, false, invocation, printing);
    }
    return true;
  }
  if (command.type === 'watch') {
    const { last } = printing;
    if (last === null) {
      throw usageError('nothing-to-watch', 'There is no statement before `\\watch` to run again.', 'sql');
    }
    for (;;) {
      await delay(command.seconds * 1000, undefined, { signal: invocation.signal });
      await print(await readAgain(last, text, parameters, session, invocation), false, invocation, printing);
    }
  }
  return switchPrinting(command, invocation, printing);
}

/** Nobody agreed to changes that repeat themselves. */
async function readAgain(
  { start, end }: SqlPiece,
  text: string,
  parameters: SqlRun['parameters'],
  session: Session,
  { signal }: Invocation,
): Promise<SqlResult> {
  const run = { text, start, end, parameters, isAgreed: false, limit: null, clipBytes: null };
  try {
    return await session.runSql(run, { signal });
  } catch (error) {
    throw error instanceof ConsoleError && error.code === 'sql-writes' ? watchedChange() : error;
  }
}

async function switchPrinting(
  command: Exclude<FaceCommand, { readonly type: 'watch' }>,
  invocation: Invocation,
  printing: Printing,
): Promise<boolean> {
  switch (command.type) {
    case 'expanded':
      printing.isExpanded = command.isOn ?? !printing.isExpanded;
      return true;
    case 'timing':
      printing.hasTiming = command.isOn ?? !printing.hasTiming;
      return true;
    case 'help':
      await writeListing(['Command', 'What it does'], commandHelp(), invocation);
      return true;
    case 'quit':
      return false;
  }
}

async function typedText({ arguments: [typed], options, input, signal }: Invocation): Promise<string> {
  const file = options.text('file');
  if (file !== null && typed !== undefined) {
    throw usageError('conflicting-arguments', 'There is SQL both in a file and as an argument.', 'sql');
  }
  if (file !== null && file !== '-') {
    const remedy = 'Name a file that is there with `-f`, or `-` for standard input.';
    return (await readScript(file, { what: 'file', remedy })).replace(/^\uFEFF/, '');
  }
  if (typed !== undefined && typed !== '-') return typed;
  if (typed === undefined && file === null && input.isTTY === true) {
    throw usageError('missing-argument', 'There is no SQL to run.', 'sql');
  }
  return readAll(input, signal);
}

function readParameters(options: OptionValues): Record<string, string | null> {
  const given = options.list('param').map((text) => {
    const [, name, value] = /^([^=]+)=([^]*)$/.exec(text) ?? [];
    if (name !== undefined && value !== undefined) return [name, value === 'NULL' ? null : value] as const;
    throw usageError(
      'malformed-parameter',
      `"--param ${text}" gives no value.`,
      'sql',
      'Write `--param name=value`.',
    );
  });
  return Object.fromEntries(given);
}
