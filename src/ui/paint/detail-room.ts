/** A list and what is told of its line: below it, or beside it where the screen is wide enough for both. */
import { placedAt } from '../terminal/styled-line.ts';
import { theme } from '../theme.ts';
import { rule, type Canvas } from './canvas.ts';
import { filledLines } from './line.ts';

export interface DetailRoom {
  /** Whether the detail stands beside the list. */
  readonly isWide: boolean;
  readonly listWidth: number;
  readonly listHeight: number;
  readonly detailWidth: number;
  /** Without the line of its title. */
  readonly detailHeight: number;
}

export interface DetailWish {
  /** Columns from which on the detail stands beside. */
  readonly wideFrom: number;
  /** What the list has of the width then, 0 to 1. */
  readonly listShare: number;
  /** Lines of the detail below, of all there are. */
  readonly linesBelow: (height: number) => number;
}

/** Of `width` columns and `height` lines. */
export function detailRoom(
  width: number,
  height: number,
  { wideFrom, listShare, linesBelow }: DetailWish,
): DetailRoom {
  if (width >= wideFrom) {
    const listWidth = Math.floor(width * listShare);
    const detailWidth = width - listWidth - 1;
    return {
      isWide: true,
      listWidth,
      listHeight: height,
      detailWidth,
      detailHeight: Math.max(1, height - 1),
    };
  }
  const detailHeight = linesBelow(height);
  const listHeight = Math.max(2, height - detailHeight - 1);
  return { isWide: false, listWidth: width, listHeight, detailWidth: width, detailHeight };
}

/** `list` is painted `listWidth` wide, `detail` `detailWidth`; both are cut where they are longer. */
export function withDetail(
  canvas: Canvas,
  { isWide, listWidth, listHeight, detailWidth, detailHeight }: DetailRoom,
  list: readonly string[],
  title: string,
  detail: readonly string[],
): readonly string[] {
  const left = filledLines(list, listWidth, listHeight);
  const right = [
    rule({ ...canvas, width: detailWidth }, title, theme.strong),
    ...filledLines(detail, detailWidth, detailHeight),
  ];
  if (!isWide) return [...left, ...right];
  return left.map((line, index) => {
    const edge = canvas.paint(index === 0 ? '├' : '│', theme.muted);
    return `${line}${edge}${placedAt(right[index] ?? '', listWidth + 1)}`;
  });
}

/** Whether a place of a screen is over the detail; `y` from the list's first line. */
export function isInDetail({ isWide, listWidth, listHeight }: DetailRoom, x: number, y: number): boolean {
  return isWide ? x >= listWidth : y >= listHeight;
}
