/**
 * Runs one command: loads it, lends it a session, prints what goes wrong. The session is opened on first use and closed
 * before this resolves; what it announces goes to `notes`.
 */
import { exitCodes, reportError } from '../errors.ts';
import { errorText, reportText } from '../output/diagnostics.ts';
import { lockWaitText } from '../output/lock-wait-text.ts';
import { counted, milliseconds } from '../output/measures.ts';
import { toldText } from '../output/part-text.ts';
import { sanitiseLine } from '../output/sanitise.ts';
import type { Session } from '../session.ts';
import type { SessionEvent, SessionOptions } from '../session-shapes.ts';
import type { CommandContext, CommandRow, Output } from './command.ts';
import type { CommandLine } from './command-line.ts';
import { noteMissingModels } from './schema-problems.ts';

export type OpenSession = (options: SessionOptions) => Promise<Session>;

/** Never rejects. An interrupted command ends with 130, however it took the interruption. */
export async function runCommand(
  line: Extract<CommandLine, { type: 'command' }>,
  context: CommandContext,
  open: OpenSession,
): Promise<number> {
  const { notes, signal } = context;
  let session: Promise<Session> | undefined;
  const openSession = () => {
    session ??= open(line.session).then((opened) => {
      opened.onEvent((event) => void notes.write(eventText(event, notes)));
      return opened;
    });
    return session;
  };
  try {
    const command = await line.row.load();
    const code = await command({ ...context, arguments: line.arguments, options: line.options, openSession });
    return signal.aborted ? exitCodes.interrupted : exitCodeOf(code, line.row);
  } catch (error) {
    const actual: unknown = signal.aborted ? signal.reason : error;
    const { code, kind } = reportError(actual);
    if (session !== undefined && unknownNames.includes(code)) await noteMissingModels(await session, context);
    await notes.write(errorText(actual, notes.style));
    return exitCodeOf(exitCodes[kind], line.row);
  } finally {
    // A session that did not open has been reported above.
    await session?.then((opened) => opened.close()).catch(() => undefined);
  }
}

/** Errors on a name that nothing has: it may be of a model that did not load. */
const unknownNames = ['unknown-model', 'unknown-source', 'unknown-table'];

/** sequelize-cli knows one failure, and scripts in which seqscope takes its place know no other. */
function exitCodeOf(code: number, { isDropIn = false }: CommandRow): number {
  return isDropIn && (code === exitCodes.usage || code === exitCodes.connection) ? exitCodes.failed : code;
}

function eventText(event: SessionEvent, { style, isTerminal }: Output): string {
  switch (event.type) {
    case 'statement-executed': {
      if (!style.isDebug) return '';
      const time = event.durationMs === null ? '' : ` ${milliseconds(event.durationMs)}`;
      const rows = event.rowCount == null ? '' : ` ${counted(event.rowCount, 'row')}`;
      return `[${event.by}${time}${rows}] ${sanitiseLine(event.sql)}\n`;
    }
    case 'repeats-recognised':
      return style.isDebug ? event.repeats.map(({ text }) => `${sanitiseLine(text)}\n`).join('') : '';
    case 'preparing':
      return `${sanitiseLine(event.step)}\n`;
    case 'lock-awaited':
      // In the place of the line that says how far something is.
      return `${isTerminal ? '\r\x1b[K' : ''}${lockWaitText(event.wait)}`;
    case 'project-noticed':
      return reportText(event.report, style, 'notice');
    case 'project-printed':
      return event.text;
    case 'code-told':
      return toldText(event.lines, style.hasColor);
    case 'host-exited':
      return errorText(new Error(event.report.message), style);
  }
}
