/** An error report as lines: what happened, where, and what to type. */
import type { ErrorReport } from '../../errors.ts';
import type { TextStyle } from '../terminal/style.ts';
import { theme } from '../theme.ts';
import { wrapText } from '../wrap-text.ts';
import { lineOn, type Canvas } from './canvas.ts';

/** One line of a report, before it is painted. `mark` stands before the text, two columns wide. */
export interface ReportLine {
  readonly mark: string;
  readonly text: string;
  readonly style: TextStyle;
}

export function errorLines(canvas: Canvas, report: ErrorReport): readonly string[] {
  return reportLines(report, canvas.width).map(({ mark, text, style }) =>
    lineOn(canvas).skip(1).cell(mark, 2, style).fill(text, style).toString(),
  );
}

/** For a pane of `paneWidth` columns. */
export function reportLines(report: ErrorReport, paneWidth: number): readonly ReportLine[] {
  const width = Math.max(10, paneWidth - 4);
  const lines: ReportLine[] = [{ mark: '', text: '', style: theme.plain }];
  const add = (text: string, style: TextStyle, mark = ''): void => {
    wrapText(text, width).forEach((line, index) => {
      lines.push({ mark: index === 0 ? mark : '', text: line, style });
    });
  };
  const isNotice = report.isNotice === true;
  add(report.message, isNotice ? theme.warning : theme.bad, isNotice ? '!' : '✗');
  const { file, line, column, excerpt, hint, detail, sqlState } = report.details;
  if (file !== undefined)
    add([file, line, column].filter((part) => part !== undefined).join(':'), theme.muted);
  if (excerpt !== undefined) {
    for (const text of excerpt.split('\n')) lines.push({ mark: '', text, style: theme.plain });
  }
  if (detail !== undefined) add(detail, theme.plain);
  if (hint !== undefined) add(hint, theme.plain);
  if (report.remedy !== '') {
    lines.push({ mark: '', text: '', style: theme.plain });
    add(report.remedy, theme.good, '→');
  }
  if (report.kind === 'bug') add(report.stack ?? '', theme.muted);
  if (sqlState !== undefined) add(`SQLSTATE ${sqlState}`, theme.muted);
  return lines;
}
