/**
 * Composes one line of the screen from Ink's line and the rows of the regions over it. Pieces are painted left to
 * right, each where it belongs, so text a terminal draws wider than expected is overpainted by what stands beside it.
 */

import { eraseCells, eraseLine, moveTo, resetStyle } from './ansi.ts';
import { layoutWidth } from '../../text/char-width.ts';
import type { Region, Regions, Span } from './regions.ts';
import { anchoredLine, clipLine, isDoubtful, placedAt, safeLine, sliceLine } from './styled-line.ts';

export interface LineToPaint {
  /** Ink's line. */
  readonly line: string;
  readonly y: number;
  readonly columns: number;
  readonly regions: Regions;
}

/** The whole line, erased first: Ink's line and every region over it. */
export function paintFrameLine(target: LineToPaint): string {
  const line = anchoredLine(clipLine(safeLine(target.line), target.columns));
  const start = moveTo(0, target.y) + resetStyle + eraseLine + line + resetStyle;
  return start + paintSpans(target, () => true);
}

/** Only the regions whose row is not the one that stands there. */
export function paintRegionRows(target: LineToPaint): string {
  return paintSpans(target, (region) => rowOf(region, target.y) !== region.painted[target.y - region.rect.y]);
}

function paintSpans(target: LineToPaint, isToPaint: (region: Region) => boolean): string {
  let painted = '';
  let mayHaveSpilled = false;
  for (const span of target.regions.spans(target.y, 0, target.columns)) {
    const { owner } = span;
    if (owner === null || owner.isCover) {
      if (mayHaveSpilled) painted += paintPiece(framePiece(target, span), span, target.y);
    } else if (mayHaveSpilled || isToPaint(owner)) {
      const piece = regionPiece(owner, span, target.y);
      painted += paintPiece(piece, span, target.y);
      mayHaveSpilled ||= isDoubtful(piece);
    }
  }
  return painted;
}

function paintPiece(piece: string, span: Span, y: number): string {
  return moveTo(span.from, y) + eraseCells(span.to - span.from) + placedAt(piece, span.from) + resetStyle;
}

function framePiece(target: LineToPaint, span: Span): string {
  return anchoredLine(sliceLine(safeLine(target.line), span.from, span.to, layoutWidth));
}

function regionPiece(region: Region, span: Span, y: number): string {
  const { x, width } = region.rect;
  const row = clipLine(safeLine(rowOf(region, y)), width);
  return span.from === x && span.to === x + width ? row : sliceLine(row, span.from - x, span.to - x);
}

function rowOf(region: Region, y: number): string {
  return region.rows[y - region.rect.y] ?? '';
}
