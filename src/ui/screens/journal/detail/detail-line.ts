/** Lines of the detail as data: made for a whole tab, painted for what is in view. */
import type { ErrorReport } from '../../../../errors.ts';
import { reportLines } from '../../../paint/error-lines.ts';
import type { TextStyle } from '../../../terminal/style.ts';
import { theme } from '../../../theme.ts';
import { wrapText } from '../../../wrap-text.ts';

export type Piece = readonly [text: string, style: TextStyle];

/** Lines that are coloured together, so that a string over several of them is one. */
export interface CodeBlock {
  readonly lines: readonly string[];
  readonly language: 'sql' | 'javascript';
}

/** A line of code is as wide as what its lead leaves. */
export type DetailLine =
  | { readonly type: 'text'; readonly pieces: readonly Piece[] }
  | {
      readonly type: 'code';
      readonly lead: readonly Piece[];
      readonly leadWidth: number;
      readonly block: CodeBlock;
      readonly index: number;
    };

export const blankLine: DetailLine = { type: 'text', pieces: [] };

/** One column from the edge. */
export function textLine(...pieces: readonly Piece[]): DetailLine {
  return { type: 'text', pieces: [[' ', theme.plain], ...pieces] };
}

/** Wrapped within `width`, every line `indent` columns from the edge, the first one with `mark` before it. */
export function wrappedLines(
  text: string,
  width: number,
  style: TextStyle,
  indent = 1,
  mark = '',
): readonly DetailLine[] {
  return wrapText(text, Math.max(10, width - indent - 1)).map((line, index) => ({
    type: 'text',
    pieces: [
      [(index === 0 ? mark : '').padEnd(indent), style],
      [line, style],
    ],
  }));
}

/** `lead` says what stands before the first of the lines; before the others are blanks. */
export function codeLines(
  block: CodeBlock,
  leadWidth: number,
  lead: (index: number) => readonly Piece[],
): readonly DetailLine[] {
  return block.lines.map((_, index) => ({ type: 'code', lead: lead(index), leadWidth, block, index }));
}

export function errorDetail(report: ErrorReport, width: number): readonly DetailLine[] {
  return reportLines(report, width).map(({ mark, text, style }) => ({
    type: 'text',
    pieces: [
      [` ${mark.padEnd(2)}`, style],
      [text, style],
    ],
  }));
}

/** What the lines say, for who reads them whole. */
export function plainText(lines: readonly DetailLine[]): string {
  return lines
    .map((line) =>
      line.type === 'text'
        ? line.pieces.map(([text]) => text).join('')
        : `${line.lead
            .map(([text]) => text)
            .join('')
            .padEnd(line.leadWidth)}${line.block.lines[line.index] ?? ''}`,
    )
    .map((line) => line.trimEnd())
    .join('\n');
}
