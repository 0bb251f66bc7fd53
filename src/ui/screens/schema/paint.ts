/** Paints the search: the typed line, then what was found by kind, with the letters that matched. */
import { lineOn, rule, type Canvas } from '../../paint/canvas.ts';
import { errorLines } from '../../paint/error-lines.ts';
import { filledLines } from '../../paint/line.ts';
import { visibleLine } from '../../terminal/line-input.ts';
import { cellWidth } from '../../../text/fit-cell.ts';
import { theme } from '../../theme.ts';
import type { EntryKind } from './entries.ts';
import type { FoundLine } from './found.ts';
import { markedPieces } from './marked-pieces.ts';
import type { SchemaScreen } from './state.ts';
import { foundOn, linesAbove } from './update.ts';

const label = ' / ';

const headings: Readonly<Record<EntryKind, string>> = {
  model: 'Models and tables',
  attribute: 'Attributes',
  column: 'Columns',
  enum: 'Enum values',
  association: 'Associations',
  scope: 'Scopes',
  comment: 'Comments',
};

export function paintSchema(canvas: Canvas, screen: SchemaScreen): readonly string[] {
  const { state, width, height } = canvas;
  if (state.schema.status === 'failed')
    return filledLines(errorLines(canvas, state.schema.report), width, height);
  const found = foundOn(state, screen);
  const shown = found.lines.slice(screen.top, screen.top + height - linesAbove);
  const lines = shown.map((line) =>
    line.type === 'heading' ? headingLine(canvas, line) : hitLine(canvas, line, screen),
  );
  return filledLines(
    [inputLine(canvas, screen), ruleLine(canvas, found.hits.length), ...lines],
    width,
    height,
  );
}

function inputLine(canvas: Canvas, { line, isTyping }: SchemaScreen): string {
  const { text } = visibleLine(line, canvas.width - label.length - 1);
  const painted = lineOn(canvas).add(label, theme.heading);
  if (line.text !== '' || isTyping) return painted.fill(text).toString();
  return painted.fill('looks through names, columns, enum values and comments', theme.muted).toString();
}

function ruleLine(canvas: Canvas, count: number): string {
  const { schema } = canvas.state;
  if (schema.status !== 'ready') return rule(canvas, 'Reading the schema …', theme.muted);
  const problem = schema.value.modelProblem ?? schema.value.tableProblem;
  if (problem !== null) return rule(canvas, problem.message, theme.warning);
  return rule(canvas, count === 0 ? 'Nothing found.' : `${String(count)} found`, theme.muted);
}

function headingLine(canvas: Canvas, { kind, count }: FoundLine & { readonly type: 'heading' }): string {
  const line = lineOn(canvas).skip(1).add(headings[kind], theme.heading);
  return line.fill(`  ${String(count)}`, theme.muted).toString();
}

function hitLine(
  canvas: Canvas,
  { hit, index }: FoundLine & { readonly type: 'hit' },
  { cursor }: SchemaScreen,
): string {
  const { entry, letters } = hit;
  const isUnderCursor = index === cursor;
  const hasKeys = isUnderCursor && canvas.state.focus === 'main';
  const base = hasKeys ? theme.selected : isUnderCursor ? theme.remembered : theme.plain;
  const line = lineOn(canvas)
    .cell(isUnderCursor ? '›' : '', 2, theme.mark)
    .skip(1);
  const aside = entry.aside === '' ? 0 : Math.min(cellWidth(entry.aside) + 2, Math.floor(line.room / 3));
  const end = aside;
  const put = (text: string, style: object): void => {
    const room = line.room - end;
    if (room > 0) line.cell(text, Math.min(room, cellWidth(text)), style);
  };
  put(entry.before, theme.muted);
  for (const { text, isMarked } of markedPieces(entry.text, letters)) {
    put(text, isMarked ? { ...base, ...theme.found } : base);
  }
  line.skip(Math.max(0, line.room - end));
  return line.fill(entry.aside, theme.muted, 'right').toString();
}

/** Where the terminal's cursor stands while something is typed. */
export function schemaCursor(
  canvas: Canvas,
  { line, isTyping }: SchemaScreen,
): { x: number; y: number } | null {
  if (!isTyping || canvas.state.schema.status === 'failed') return null;
  const { cursorColumn } = visibleLine(line, canvas.width - label.length - 1);
  return { x: label.length + cursorColumn, y: 0 };
}
