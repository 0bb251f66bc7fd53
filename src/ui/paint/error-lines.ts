/** An error report as lines: what happened, where, and what to type. */
import type { ErrorReport } from '../../errors.ts';
import type { TextStyle } from '../terminal/style.ts';
import { theme } from '../theme.ts';
import { wrapText } from '../wrap-text.ts';
import { lineOn, type Canvas } from './canvas.ts';

export function errorLines(canvas: Canvas, report: ErrorReport): readonly string[] {
  const width = Math.max(10, canvas.width - 4);
  const lines: string[] = [lineOn(canvas).toString()];
  const add = (text: string, style: TextStyle, mark = ''): void => {
    wrapText(text, width).forEach((line, index) => {
      lines.push(
        lineOn(canvas)
          .skip(1)
          .cell(index === 0 ? mark : '', 2, style)
          .fill(line, style)
          .toString(),
      );
    });
  };
  const isNotice = report.isNotice === true;
  add(report.message, isNotice ? theme.warning : theme.bad, isNotice ? '!' : '✗');
  const { file, line, column, excerpt, hint, detail, sqlState } = report.details;
  if (file !== undefined)
    add([file, line, column].filter((part) => part !== undefined).join(':'), theme.muted);
  if (excerpt !== undefined) {
    for (const text of excerpt.split('\n')) lines.push(lineOn(canvas).add('   ').fill(text).toString());
  }
  if (detail !== undefined) add(detail, theme.plain);
  if (hint !== undefined) add(hint, theme.plain);
  if (report.remedy !== '') {
    lines.push(lineOn(canvas).toString());
    add(report.remedy, theme.good, '→');
  }
  if (report.kind === 'bug') add(report.stack ?? '', theme.muted);
  if (sqlState !== undefined) add(`SQLSTATE ${sqlState}`, theme.muted);
  return lines;
}
