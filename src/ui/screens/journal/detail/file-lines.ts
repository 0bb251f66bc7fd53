/** The file of an entry: its lines numbered, those marked that the lint has found something in. */
import type { LintFinding, LintLevel } from '../../../../journal/lint/finding.ts';
import type { TextStyle } from '../../../terminal/style.ts';
import { theme } from '../../../theme.ts';
import type { JournalDetail } from '../state.ts';
import { codeLines, wrappedLines, type DetailLine } from './detail-line.ts';

export const levelMarks: Readonly<Record<LintLevel, { readonly mark: string; readonly style: TextStyle }>> = {
  error: { mark: '✗', style: theme.bad },
  warning: { mark: '!', style: theme.warning },
  notice: { mark: '·', style: theme.muted },
};

const levels: readonly LintLevel[] = ['error', 'warning', 'notice'];

export function fileLines(
  detail: JournalDetail | null,
  findings: readonly LintFinding[],
  width: number,
): readonly DetailLine[] {
  if (detail === null) return [];
  if (detail.type === 'missing-file') return wrappedLines(detail.why, width, theme.bad);
  const lines = detail.text
    .replace(/\n$/, '')
    .split(/\r\n|\n/)
    .map((line) => line.replaceAll('\t', '  '));
  const numberWidth = String(lines.length).length;
  const marks = gravestByLine(findings);
  return codeLines({ lines, language: 'javascript' }, numberWidth + 3, (index) => {
    const level = marks.get(index + 1);
    const { mark, style } = level === undefined ? { mark: ' ', style: theme.muted } : levelMarks[level];
    return [
      [mark, style],
      [` ${String(index + 1).padStart(numberWidth)} `, level === undefined ? theme.muted : style],
    ];
  });
}

function gravestByLine(findings: readonly LintFinding[]): ReadonlyMap<number, LintLevel> {
  const marks = new Map<number, LintLevel>();
  for (const { line, level } of findings) {
    if (line === null) continue;
    const known = marks.get(line);
    if (known === undefined || levels.indexOf(level) < levels.indexOf(known)) marks.set(line, level);
  }
  return marks;
}
