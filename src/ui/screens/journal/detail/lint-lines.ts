/** What the lint says of an entry: level, place, rule, why, and what to write instead. */
import type { LintFinding } from '../../../../journal/lint/finding.ts';
import { theme } from '../../../theme.ts';
import { wrapText } from '../../../wrap-text.ts';
import type { EntryLint } from '../timeline.ts';
import { blankLine, codeLines, errorDetail, textLine, wrappedLines, type DetailLine } from './detail-line.ts';
import { levelMarks } from './file-lines.ts';

export function lintLines(lint: EntryLint, width: number): readonly DetailLine[] {
  if (lint.type === 'failed') return errorDetail(lint.report, width);
  const { findings, ignored, remarks } = lint;
  const silenced = ignored === 0 ? '' : ` ${String(ignored)} ignored by comments.`;
  return [
    ...(findings.length === 0
      ? wrappedLines(`Nothing found.${silenced}`, width, theme.good, 3, ' ✓')
      : findings.flatMap((finding) => findingLines(finding, width))),
    ...(findings.length > 0 && silenced !== '' ? wrappedLines(silenced.trim(), width, theme.muted) : []),
    ...(remarks.length === 0 ? [] : [blankLine]),
    ...remarks.flatMap((remark) => wrappedLines(remark, width, theme.muted)),
  ];
}

function findingLines(finding: LintFinding, width: number): readonly DetailLine[] {
  const { level, line, column, rule, message, why, rewrite, source } = finding;
  const { mark, style } = levelMarks[level];
  const place = line === null ? '' : `  ${String(line)}:${String(column ?? 1)}`;
  const lines = rewrite === null ? [] : wrapText(rewrite, Math.max(10, width - 8));
  return [
    textLine([`${mark} ${level}`, style], [place, theme.plain], [`  ${rule}`, theme.muted]),
    ...wrappedLines(message, width, theme.strong, 3),
    ...wrappedLines(why, width, theme.plain, 3),
    ...(rewrite === null
      ? []
      : [textLine(['  instead', theme.muted]), ...codeLines({ lines, language: 'javascript' }, 5, () => [])]),
    ...wrappedLines(source, width, theme.muted, 3),
    blankLine,
  ];
}
