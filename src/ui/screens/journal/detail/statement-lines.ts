/** Statements with their numbers, times and rows, and the locks they took. */
import type { ExecutedStatement, StepResult } from '../../../../journal/journal.ts';
import type { RehearsedPass, RehearsedStatement } from '../../../../journal/rehearse/rehearsal.ts';
import { counted } from '../../../../output/measures.ts';
import { lockLines, writtenRows } from '../../../../output/rehearsal-lines.ts';
import { cellWidth } from '../../../../text/fit-cell.ts';
import { theme } from '../../../theme.ts';
import { wrapText } from '../../../wrap-text.ts';
import { durationText } from '../entry-words.ts';
import { blankLine, codeLines, errorDetail, textLine, wrappedLines, type DetailLine } from './detail-line.ts';

/** A seeder may send thousands, and each may be a megabyte. */
const mostStatements = 400;
const mostLines = 24;

const timeWidth = 8;

/** Numbered from `first` on, because locks say which of them took them. */
export function statementLines(
  statements: readonly (ExecutedStatement | RehearsedStatement)[],
  width: number,
  first = 1,
): readonly DetailLine[] {
  const shown = statements.slice(0, mostStatements);
  const numberWidth = Math.max(2, String(first + shown.length - 1).length);
  const rows = shown.map((statement) => ('command' in statement ? writtenRows(statement) : ''));
  const rowsWidth = Math.max(0, ...rows.map(cellWidth));
  const leadWidth = numberWidth + 2 + timeWidth + 2 + (rowsWidth === 0 ? 0 : rowsWidth + 2);
  const lines = shown.flatMap(({ sql, durationMs }, index) => {
    const wrapped = wrapText(sql.trim(), Math.max(10, width - leadWidth - 1), mostLines);
    const number = String(first + index).padStart(numberWidth + 1);
    const time = (durationMs === null ? '' : durationText(durationMs)).padStart(timeWidth);
    const written = rowsWidth === 0 ? '' : `  ${(rows[index] ?? '').padStart(rowsWidth)}`;
    return codeLines({ lines: wrapped, language: 'sql' }, leadWidth, (line) =>
      line === 0 ? [[`${number} ${time}${written}  `, theme.muted]] : [],
    );
  });
  const rest = statements.length - shown.length;
  return rest > 0 ? [...lines, textLine([`… and ${counted(rest, 'more statement')}`, theme.muted])] : lines;
}

export function passLines(pass: RehearsedPass, title: string, width: number): readonly DetailLine[] {
  const { durationMs, isAtomic, status, statements, locks, error } = pass;
  const isFailed = status === 'failed';
  const locked = lockLines(locks);
  return [
    textLine(
      [isFailed ? '✗ ' : '✓ ', isFailed ? theme.bad : theme.good],
      [title, theme.strong],
      [`  ${durationText(durationMs)}`, theme.muted],
      [isAtomic ? '' : '  outside a transaction', theme.warning],
      [isFailed ? '  failed' : '', theme.bad],
    ),
    ...statementLines(statements, width),
    ...(statements.length === 0 && !isFailed ? wrappedLines('No statement.', width, theme.muted, 3) : []),
    ...(error === null ? [] : errorDetail(error, width)),
    ...(locked.length === 0
      ? []
      : [
          textLine(['  locks on existing tables', theme.muted]),
          ...locked.flatMap((line) => wrappedLines(line, width, theme.plain, 5)),
        ]),
    blankLine,
  ];
}

export function resultLines(result: StepResult, width: number): readonly DetailLine[] {
  const { direction, name, durationMs, wasAtomic, statements, error } = result;
  const isDone = result.status === 'done';
  const kept = wasAtomic ? 'nothing was kept' : 'what ran before it was kept';
  return [
    textLine(
      [isDone ? '✓ ' : '✗ ', isDone ? theme.good : theme.bad],
      [`${direction}  ${name}`, theme.strong],
      [`  ${durationText(durationMs)}`, theme.muted],
      isDone ? [wasAtomic ? '' : '  not atomic', theme.warning] : [`  failed, ${kept}`, theme.bad],
    ),
    ...(error === null ? [] : errorDetail(error, width)),
    ...statementLines(statements, width),
    blankLine,
  ];
}
