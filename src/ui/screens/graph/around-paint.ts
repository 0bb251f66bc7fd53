/** Paints a model and what is around it, a row at a time: each column of boxes, and the lines between two of them. */
import type { Canvas } from '../../paint/canvas.ts';
import { lineOn } from '../../paint/canvas.ts';
import type { Line } from '../../paint/line.ts';
import { cellWidth } from '../../../text/fit-cell.ts';
import { middleCut } from '../../../text/middle-cut.ts';
import type { TextStyle } from '../../terminal/style.ts';
import { theme } from '../../theme.ts';
import type { CentreLine } from './centre-lines.ts';
import { connectorText, type Trunk } from './connectors.ts';
import type { Neighbour, Side } from './neighbours.ts';
import { isSamePlace, type Place } from './place.ts';
import type { Scene, SceneSide } from './scene.ts';
import { nearTrunk, type SideBox, type Stack } from './side-layout.ts';
import { tieNote } from './tie-words.ts';
import { fittingParts } from './tile-names.ts';

/** `scene.height` lines. */
export function paintAround(canvas: Canvas, scene: Scene, cursor: Place): readonly string[] {
  const left = scene.left === null ? null : drawnSide(scene, scene.left);
  const right = scene.right === null ? null : drawnSide(scene, scene.right);
  return Array.from({ length: scene.height }, (_, row) => {
    const line = lineOn(canvas).skip(scene.margin);
    if (left !== null) paintSide(canvas, line, scene, left, row, cursor);
    paintCentre(canvas, line, scene, row, cursor);
    if (right !== null) paintSide(canvas, line, scene, right, row, cursor);
    return line.toString();
  });
}

interface DrawnSide extends SceneSide {
  readonly trunk: Trunk;
}

function drawnSide({ centreRow }: Scene, side: SceneSide): DrawnSide {
  return { ...side, trunk: nearTrunk(side.layout, centreRow + side.from) };
}

function paintSide(
  canvas: Canvas,
  line: Line,
  { gap, height }: Scene,
  side: DrawnSide,
  row: number,
  cursor: Place,
): void {
  const { layout, from, isCut, nearWidth, farWidth } = side;
  const sideRow = row + from;
  const more = isCut ? moreText(side, row, height) : null;
  const first = from + (side.above > 0 ? 1 : 0);
  const last = from + height - (side.below > 0 ? 2 : 1);
  const column = (stacks: readonly Stack[], width: number): void => {
    paintColumn(canvas, line, { stacks, side: layout.side, width, first, last }, sideRow, cursor);
  };
  const far = (): void => {
    if (farWidth === 0) return;
    if (more === null) column(layout.far, farWidth);
    else line.skip(farWidth);
  };
  const farGap = (): void => {
    if (farWidth === 0) return;
    if (more !== null) line.skip(gap);
    else line.cell(connectorText(layout.farTrunks, sideRow, gap, layout.side), gap, theme.muted);
  };
  const near = (): void => {
    if (more !== null) line.cell(more, nearWidth, theme.muted);
    else column(layout.near, nearWidth);
  };
  const nearGap = (): void => {
    line.cell(connectorText([side.trunk], sideRow, gap, layout.side, more !== null), gap, theme.muted);
  };
  const parts = [nearGap, near, farGap, far];
  for (const part of layout.side === 'right' ? parts : parts.reverse()) part();
}

/** What the first and the last row of a side say that does not fit; null in every other row. */
function moreText({ above, below }: DrawnSide, row: number, height: number): string | null {
  if (row === 0 && above > 0) return `↑ ${String(above)} more`;
  if (row === height - 1 && below > 0) return `↓ ${String(below)} more`;
  return null;
}

interface Column {
  readonly stacks: readonly Stack[];
  readonly side: Side;
  readonly width: number;
  /** Rows of the side that are seen. */
  readonly first: number;
  readonly last: number;
}

function paintColumn(canvas: Canvas, line: Line, column: Column, row: number, cursor: Place): void {
  const { stacks, side, width } = column;
  const stack = stacks.find(({ top, bottom }) => row >= top && row <= bottom);
  if (stack === undefined || isBareBorder(stack, column, row)) {
    line.skip(width);
    return;
  }
  const border = (start: string, end: string): void => {
    line.cell(start + '─'.repeat(Math.max(0, width - 2)) + end, width, theme.muted);
  };
  if (row === stack.top) {
    border('╭', '╮');
    return;
  }
  if (row === stack.bottom) {
    border('╰', '╯');
    return;
  }
  const box = stack.boxes.find((candidate) => row >= candidate.row && row < candidate.row + stack.lines);
  if (box === undefined) {
    border('├', '┤');
    return;
  }
  line.cell('│', 1, theme.muted);
  paintBoxLine(canvas, line, box, row - box.row, width - 2, side, cursor);
  line.cell('│', 1, theme.muted);
}

/** Of a box that is scrolled off but for that one line. */
function isBareBorder({ top, bottom }: Stack, { first, last }: Column, row: number): boolean {
  return (row === top && row === last) || (row === bottom && row === first);
}

function paintBoxLine(
  canvas: Canvas,
  line: Line,
  { place, neighbour, more }: SideBox,
  index: number,
  width: number,
  side: Side,
  cursor: Place,
): void {
  if (place === null || neighbour === null) {
    padded(line, `… ${String(more)} more`, width, theme.muted);
    return;
  }
  if (index > 0) {
    padded(line, tieNote(neighbour, side, width - 2), width, theme.muted);
    return;
  }
  const isUnderCursor = isSamePlace(place, cursor);
  const style = nameStyle(canvas, neighbour, isUnderCursor);
  paddedName(line, neighbour.node.id, width, style, isUnderCursor ? '›' : ' ');
}

function nameStyle({ state }: Canvas, { node }: Neighbour, isUnderCursor: boolean) {
  if (isUnderCursor) return state.focus === 'main' ? theme.selected : theme.remembered;
  return node.model === null ? theme.muted : theme.plain;
}

/** A blank at both ends where a name has room beside it; in place of the first the mark of what is under the cursor. */
function padded(line: Line, text: string, width: number, style: TextStyle, mark = ' '): void {
  if (width < 8) {
    line.cell(text, width, style);
    return;
  }
  line.cell(mark, 1, style).cell(text, width - 2, style);
  line.cell(' ', 1, style);
}

function paddedName(line: Line, name: string, width: number, style: TextStyle, mark: string): void {
  padded(line, middleCut(name, width - 2), width, style, mark);
}

function paintCentre(canvas: Canvas, line: Line, scene: Scene, row: number, cursor: Place): void {
  const { centre, centreTop, centreRow, centreWidth, left, right } = scene;
  const index = row - centreTop;
  if (index < 0 || index > centre.length + 1) {
    line.skip(centreWidth);
    return;
  }
  const frame = theme.mark;
  if (index === 0 || index === centre.length + 1) {
    const [start, end] = index === 0 ? ['╭', '╮'] : ['╰', '╯'];
    line.cell(start + '─'.repeat(Math.max(0, centreWidth - 2)) + end, centreWidth, frame);
    return;
  }
  const isJoint = row === centreRow;
  const content = centre[index - 1];
  line.cell(isJoint && left !== null ? '┤' : '│', 1, frame);
  if (content !== undefined) paintCentreLine(canvas, line, content, centreWidth - 2, cursor);
  line.cell(isJoint && right !== null ? '├' : '│', 1, frame);
}

function paintCentreLine(
  { state }: Canvas,
  line: Line,
  content: CentreLine,
  width: number,
  cursor: Place,
): void {
  switch (content.type) {
    case 'name': {
      const isUnderCursor = cursor.side === 'centre';
      const style = isUnderCursor && state.focus === 'main' ? theme.selected : theme.heading;
      paddedName(line, content.text, width, style, isUnderCursor ? '›' : ' ');
      return;
    }
    case 'note':
      padded(line, fittingParts(content.parts, width - 2), width, theme.muted);
      return;
    case 'column':
      paintCentreColumn(line, content, width);
  }
}

/** A name whole is worth more than its type, and half a type says nothing: it stands where all of it has room. */
function paintCentreColumn(
  line: Line,
  { mark, name, aside }: CentreLine & { readonly type: 'column' },
  width: number,
): void {
  const markWidth = Math.min(width, 4);
  line.cell(mark === '' ? '' : ` ${mark}`, markWidth, theme.keyword);
  const rest = width - markWidth;
  const asideWidth = cellWidth(aside) + 1;
  if (aside === '' || cellWidth(name) + 1 + asideWidth > rest) {
    line.cell(middleCut(name, rest), rest, theme.plain);
    return;
  }
  line.cell(name, rest - asideWidth, theme.plain);
  line.cell(aside, asideWidth - 1, theme.muted).skip(1);
}
