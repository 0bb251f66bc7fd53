/** Paints what floats: a framed box with a title, as wide and high as its content asks and the screen allows. */
import { exportFormCursor, exportFormLines, exportFormSize } from '../exporting/paint.ts';
import { lineOn, type Canvas } from '../paint/canvas.ts';
import { Line } from '../paint/line.ts';
import { peekSize } from '../screens/rows/peek-lines.ts';
import { peekBody } from '../screens/rows/peek-paint.ts';
import type { Size, State } from '../state.ts';
import { cellWidth } from '../../text/fit-cell.ts';
import { visibleLine } from '../terminal/line-input.ts';
import type { TextStyle } from '../terminal/style.ts';
import { placedAt } from '../terminal/styled-line.ts';
import { theme } from '../theme.ts';
import { helpLines } from './help.ts';
import { questionBody, questionCursor, questionSize } from './question-paint.ts';
import type { Overlay } from './state.ts';
import { matchingChoices } from './update.ts';

export interface OverlayRect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const mostChoices = 12;

/** The box of the overlay, centred, a little above the middle. */
export function overlayRect(state: State, overlay: Overlay): OverlayRect {
  const { columns, rows } = state.size;
  const wanted = wantedSize(state, overlay);
  const width = Math.min(columns - 2, wanted.columns + 4);
  const height = Math.min(rows - 2, wanted.rows + 2);
  return {
    x: Math.floor((columns - width) / 2),
    y: Math.max(1, Math.floor((rows - height) / 3)),
    width,
    height,
  };
}

function wantedSize(state: State, overlay: Overlay): Size {
  switch (overlay.type) {
    case 'help':
      return { columns: 62, rows: helpLines(state).length };
    case 'export':
      return exportFormSize;
    case 'list':
      return { columns: 62, rows: Math.min(mostChoices, overlay.choices.length) + 2 };
    case 'peek':
      return peekSize(overlay, state.size);
    case 'confirm':
    case 'typed-confirm':
      return questionSize(overlay, state.size);
  }
}

export function paintOverlay(canvas: Canvas, overlay: Overlay): readonly string[] {
  const inner: Canvas = { ...canvas, width: canvas.width - 4, height: canvas.height - 2 };
  const { title, style, lines } = contentOf(inner, overlay);
  const border = (text: string): string => canvas.paint(text, style);
  const bodies = Array.from({ length: inner.height }, (_, index) => lines[index] ?? lineOn(inner).toString());
  return [
    new Line(canvas.paint, canvas.width)
      .add('╭─ ', style)
      .add(title, { ...style, bold: true })
      .add(' ')
      .fill(`${'─'.repeat(Math.max(0, canvas.width - cellWidth(title) - 5))}╮`, style)
      .toString(),
    ...bodies.map((line) => `${border('│')} ${placedAt(line, 2)} ${border('│')}`),
    border(`╰${'─'.repeat(canvas.width - 2)}╯`),
  ];
}

interface Content {
  readonly title: string;
  readonly style: TextStyle;
  readonly lines: readonly string[];
}

function contentOf(canvas: Canvas, overlay: Overlay): Content {
  switch (overlay.type) {
    case 'help':
      return { title: 'Keys', style: { color: 'cyan' }, lines: helpBody(canvas, overlay.top) };
    case 'list':
      return { title: overlay.title, style: { color: 'cyan' }, lines: listBody(canvas, overlay) };
    case 'export':
      return {
        title: `Export ${overlay.label}`,
        style: { color: 'cyan' },
        lines: exportFormLines(canvas, overlay),
      };
    case 'peek':
      return { title: overlay.title, style: { color: 'cyan' }, lines: peekBody(canvas, overlay) };
    case 'confirm':
    case 'typed-confirm':
      return {
        title: overlay.title,
        style: { color: overlay.isDestructive || overlay.type === 'typed-confirm' ? 'red' : 'yellow' },
        lines: questionBody(canvas, overlay),
      };
  }
}

function helpBody(canvas: Canvas, top: number): readonly string[] {
  return helpLines(canvas.state)
    .slice(top, top + canvas.height)
    .map(({ heading, keys, title }) =>
      heading === null
        ? lineOn(canvas).cell(keys, 18, theme.mark).fill(title).toString()
        : lineOn(canvas).fill(heading, theme.heading).toString(),
    );
}

function listBody(canvas: Canvas, overlay: Overlay & { readonly type: 'list' }): readonly string[] {
  const choices = matchingChoices(overlay);
  const height = Math.max(1, canvas.height - 2);
  const top = Math.max(0, overlay.cursor - height + 1);
  const { text } = visibleLine(overlay.line, canvas.width - 2);
  const lines = choices.slice(top, top + height).map((choice, index) => {
    const isUnderCursor = top + index === overlay.cursor;
    const line = lineOn(canvas).cell(isUnderCursor ? '›' : '', 2, theme.mark);
    line.cell(
      choice.title,
      Math.max(10, line.room - cellWidth(choice.aside) - 2),
      isUnderCursor ? theme.selected : {},
    );
    return line.skip(1).fill(choice.aside, theme.muted, 'right').toString();
  });
  if (choices.length === 0) lines.push(lineOn(canvas).fill('Nothing matches.', theme.muted).toString());
  return [lineOn(canvas).add('› ', theme.mark).fill(text).toString(), lineOn(canvas).toString(), ...lines];
}

/** Where the terminal's cursor stands in an overlay that is typed into, from the overlay's corner. */
export function overlayCursor(
  overlay: Overlay,
  { width, height }: Pick<Canvas, 'width' | 'height'>,
): { x: number; y: number } | null {
  if (overlay.type === 'export') return exportFormCursor(overlay, width);
  if (overlay.type === 'typed-confirm') return questionCursor(overlay, { width, height });
  if (overlay.type !== 'list') return null;
  return { x: 4 + visibleLine(overlay.line, width - 6).cursorColumn, y: 1 };
}
