/**
 * The transcript as lines: the texts that `seqscope repl` prints, in the console's styles, none wider than the room. The lines of an
 * entry are made once for a width and a view.
 */
import type { PartStyle, ShownValue, TextPart } from '../../../evaluation/evaluation.ts';
import type { DiagnosticStyle } from '../../../output/diagnostics.ts';
import { failureText, type RecordView, statementLines, valueText } from '../../../output/evaluation-text.ts';
import { counted } from '../../../output/measures.ts';
import type { TableStyle } from '../../../output/table.ts';
import { cellWidth, fitCell } from '../../../text/fit-cell.ts';
import type { StyledSpan } from '../../paint/highlight.ts';
import type { TextStyle } from '../../terminal/style.ts';
import { theme } from '../../theme.ts';
import { wrapText } from '../../wrap-text.ts';
import type { RanEvaluation, ReplEntry } from './state.ts';

export type TranscriptLine =
  /** A line of what was typed; the first of an input has its mark. */
  | { readonly type: 'input'; readonly text: string; readonly isFirst: boolean }
  | { readonly type: 'shown'; readonly spans: readonly StyledSpan[] };

/** Lines of one value that are shown; all of it opens with a key. */
const longestValue = 400;

/** Rows beyond which the grid is the better place for them. */
const openedAbove = 15;

const partStyles: Readonly<Record<PartStyle, TextStyle>> = {
  plain: theme.plain,
  name: theme.plain,
  number: theme.number,
  boolean: theme.number,
  string: theme.text,
  symbol: theme.text,
  null: theme.null,
  undefined: theme.muted,
  date: theme.keyword,
  regexp: theme.warning,
  special: theme.heading,
};

interface Made {
  readonly width: number;
  readonly view: RecordView;
  readonly lines: readonly TranscriptLine[];
}

const made = new WeakMap<ReplEntry, Made>();

export function transcriptLines(
  entries: readonly ReplEntry[],
  width: number,
  view: RecordView,
): readonly TranscriptLine[] {
  return entries.flatMap((entry) => {
    const before = made.get(entry);
    if (before?.width === width && before.view === view) return before.lines;
    const lines = linesOf(entry, width, view);
    made.set(entry, { width, view, lines });
    return lines;
  });
}

/** As the output's texts are asked for: plain, for the styles are put on here. */
export function plainStyle(width: number): TableStyle & DiagnosticStyle {
  return { width, hasColor: false, isAnchored: false, isDebug: false };
}

function linesOf(entry: ReplEntry, width: number, view: RecordView): readonly TranscriptLine[] {
  switch (entry.type) {
    case 'input':
      return entry.text.split('\n').flatMap((line, index) =>
        wrapText(line, width - 2).map((text, part) => ({
          type: 'input' as const,
          text,
          isFirst: index + part === 0,
        })),
      );
    case 'evaluation':
      return evaluationLines(entry.evaluation, width, view);
    case 'told': {
      const more = entry.leftOut === 0 ? '' : `… ${counted(entry.leftOut, 'line')} before`;
      const lines = entry.lines.flatMap(({ parts }) => partLines(parts, width));
      return [...textLines(more, width, theme.muted), ...lines];
    }
    case 'said':
      return withoutLast(entry.text.split('\n')).flatMap((line) =>
        hangingLines(line, width, theme[entry.tone]),
      );
    case 'refused':
      return failureLines(entry.report, width);
  }
}

function evaluationLines(
  evaluation: RanEvaluation,
  width: number,
  view: RecordView,
): readonly TranscriptLine[] {
  const before = [
    ...evaluation.told.flatMap(({ parts }) => partLines(parts, width)),
    ...textLines(statementLines(evaluation.statements, plainStyle(width)), width, theme.muted),
    ...evaluation.notices.flatMap((notice) => textLines(`  ${notice}`, width, theme.warning)),
  ];
  switch (evaluation.status) {
    case 'done':
      return [...before, ...shortened(valueLines(evaluation.value, evaluation.name, width, view))];
    case 'failed':
      return [...before, ...failureLines(evaluation.report, width)];
    case 'interrupted':
      return [...before, ...textLines('interrupted', width, theme.warning)];
  }
}

function valueLines(
  value: ShownValue,
  name: string | null,
  width: number,
  view: RecordView,
): readonly TranscriptLine[] {
  if (value.type === 'text') return partLines(value.parts, width);
  const lines = withoutLast(valueText(value, plainStyle(width), view, name).split('\n'));
  const isTable = lines[0]?.startsWith('┌') === true;
  const opens = value.rowCount > openedAbove && !value.isSingle ? ' · ^o opens them in the grid' : '';
  return lines.map((text, index) => {
    if (index === lines.length - 1) return shown([{ text: text + opens, style: theme.muted }]);
    if (isTable && index === 1) return shown([{ text, style: theme.strong }]);
    return shown([{ text, style: theme.plain }]);
  });
}

function shortened(lines: readonly TranscriptLine[]): readonly TranscriptLine[] {
  const more = lines.length - longestValue;
  if (more <= 0) return lines;
  const rest = shown([{ text: `… ${String(more)} more lines: ^o opens all of it`, style: theme.muted }]);
  return [...lines.slice(0, longestValue), rest];
}

/** What happened in red, the way out of it as it is. */
function failureLines(report: Parameters<typeof failureText>[0], width: number): readonly TranscriptLine[] {
  const [first = '', ...rest] = withoutLast(failureText(report, plainStyle(width)).split('\n'));
  return [
    ...textLines(first, width, theme.bad),
    ...fittedExcerpts(rest, width).flatMap((line) => hangingLines(line, width, theme.plain)),
  ];
}

/** A line of code with the caret below it stays one: what is too long is cut, so that the caret is seen and points. */
function fittedExcerpts(lines: readonly string[], width: number): readonly string[] {
  const caretIn = (index: number): number => {
    const line = lines[index] ?? '';
    return /^[\s|]*\^\s*$/.test(line) ? line.indexOf('^') : -1;
  };
  return lines.map((line, index) => {
    const own = caretIn(index);
    const below = caretIn(index + 1);
    const caret = Math.max(own, below);
    const cut = caret < width - 4 ? 0 : caret - Math.floor(width / 2);
    if (own >= 0) return line.slice(cut);
    if (below < 0) return line;
    return fitCell(cut === 0 ? line : `…${line.slice(cut + 1)}`, width, 'left').trimEnd();
  });
}

/** Each further line as far in as the first. */
function hangingLines(line: string, width: number, style: TextStyle): readonly TranscriptLine[] {
  const indent = /^ */.exec(line)?.[0] ?? '';
  const room = width - indent.length;
  if (room < 20 || cellWidth(line) <= width)
    return wrapText(line, width).map((text) => shown([{ text, style }]));
  return wrapText(line.trimStart(), room).map((text) => shown([{ text: indent + text, style }]));
}

function textLines(text: string, width: number, style: TextStyle): readonly TranscriptLine[] {
  if (text === '') return [];
  const whole = text.endsWith('\n') ? text.slice(0, -1) : text;
  return wrapText(whole, width).map((line) => shown([{ text: line, style }]));
}

/** Each line broken where it is too long, whatever the styles of its pieces. */
function partLines(parts: readonly TextPart[], width: number): readonly TranscriptLine[] {
  const lines: StyledSpan[][] = [[]];
  let used = 0;
  const breakLine = (): void => {
    lines.push([]);
    used = 0;
  };
  for (const { text, style } of parts) {
    text.split('\n').forEach((line, index) => {
      if (index > 0) breakLine();
      if (used > 0 && used + cellWidth(line) > width && cellWidth(line) <= width) breakLine();
      wrapText(line, width).forEach((piece, part) => {
        if (part > 0 || used + cellWidth(piece) > width) breakLine();
        if (piece !== '') lines.at(-1)?.push({ text: piece, style: partStyles[style] });
        used += cellWidth(piece);
      });
    });
  }
  return lines.map(shown);
}

function shown(spans: readonly StyledSpan[]): TranscriptLine {
  return { type: 'shown', spans };
}

function withoutLast(lines: readonly string[]): readonly string[] {
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
