/** A rehearsal as the command prints it: each pass with its statements, locks and schema changes, then what follows from it all. */
import type {
  RehearsalOutcome,
  RehearsedEntry,
  RehearsedPass,
  RehearsedStatement,
} from '../journal/rehearse/rehearsal.ts';
import { type DiagnosticStyle, reportText } from '../output/diagnostics.ts';
import { differenceLines } from '../output/difference-lines.ts';
import { counted, milliseconds } from '../output/measures.ts';
import {
  copyLines,
  lockLines,
  meanwhileLines,
  passedOverLines,
  sequenceLines,
  verdictOf,
  writtenRows,
} from '../output/rehearsal-lines.ts';
import { sanitiseLine } from '../output/sanitise.ts';

const longestStatement = 120;
/** A seeder may send thousands. */
const mostStatements = 50;

export function passText(pass: RehearsedPass, style: DiagnosticStyle): string {
  const { name, direction, durationMs, status, isAtomic, statements, locks, error } = pass;
  const lines = [
    `== ${sanitiseLine(name)}: ${direction}, ${milliseconds(durationMs)}${isAtomic ? '' : ', outside a transaction'}${status === 'failed' ? ', FAILED' : ''}`,
    ...section('statements', statementLines(statements)),
    ...section('locks on existing tables', lockLines(locks)),
    ...section('schema', differenceLines(pass.difference)),
  ];
  const text = lines.map((line) => `${line}\n`).join('');
  return error === null ? `${text}\n` : `${text}${reportText(error, style)}\n`;
}

export function outcomeText(outcome: RehearsalOutcome): string {
  const lines = [
    ...copyLines(outcome.place),
    ...passedOverLines(outcome),
    ...outcome.entries.flatMap(verdictLines),
    ...sequenceLines(outcome),
    ...meanwhileLines(outcome),
  ];
  return lines.map((line) => `${sanitiseLine(line)}\n`).join('');
}

function section(head: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`  ${head}`, ...lines.map((line) => `    ${sanitiseLine(line)}`)];
}

function statementLines(statements: readonly RehearsedStatement[]): readonly string[] {
  const shown = statements.slice(0, mostStatements).map((statement) => {
    const rows = writtenRows(statement);
    const time = milliseconds(statement.durationMs ?? 0).padStart(8);
    return `${time}  ${cut(statement.sql.trim().replace(/\s+/g, ' '), longestStatement)}${rows === '' ? '' : `  (${rows})`}`;
  });
  const rest = statements.length - shown.length;
  return rest > 0 ? [...shown, `… and ${counted(rest, 'more statement')}`] : shown;
}

function verdictLines(entry: RehearsedEntry): readonly string[] {
  const { isFine, text, lines } = verdictOf(entry);
  return [`${isFine ? '✓' : '✗'} ${entry.name}${text === '' ? '' : `: ${text}`}`, ...lines];
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
