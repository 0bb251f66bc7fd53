/** Paints the page of a model or table: its sections, and below or beside them all that is known of the line under the cursor. */
import { cellWidth } from '../../../text/fit-cell.ts';
import { lineOn, type Canvas } from '../../paint/canvas.ts';
import { withDetail } from '../../paint/detail-room.ts';
import { errorLines } from '../../paint/error-lines.ts';
import { filledLines } from '../../paint/line.ts';
import { theme } from '../../theme.ts';
import { detailLinesOf, type PageDetailLine } from './detail.ts';
import { pageRoom } from './layout.ts';
import { pageOf, type Page, type PageLine } from './page-lines.ts';
import type { PageSection, Tone } from './page-row.ts';
import type { PageScreen } from './state.ts';

const gap = 2;

const tones: Readonly<Record<Tone, object>> = {
  plain: theme.plain,
  muted: theme.muted,
  strong: theme.plain,
  warning: theme.warning,
  keyword: theme.keyword,
  good: theme.good,
};

export function paintPage(canvas: Canvas, screen: PageScreen): readonly string[] {
  const { state, width, height } = canvas;
  if (state.schema.status === 'failed')
    return filledLines(errorLines(canvas, state.schema.report), width, height);
  if (state.schema.status !== 'ready') return said(canvas, 'Reading the schema …');
  const page = pageOf(state.schema.value, screen.node, screen.beside, screen.closed);
  if (page === null) return said(canvas, `The schema has no ${screen.node} any more.`);
  const room = pageRoom(width, height);
  const list: Canvas = { ...canvas, width: room.listWidth };
  const shown = pageLines(list, page, screen, room.listHeight);
  const line = page.lines[screen.cursor];
  const details = detailLinesOf(line, room.detailWidth);
  const beside: Canvas = { ...canvas, width: room.detailWidth };
  const told = details.slice(screen.detailTop).map((one) => detailLine(beside, one));
  const more = told.length - room.detailHeight;
  const title = `${titleOf(line)}${more > 0 ? `  ⇧↓ ${String(more)}` : ''}`;
  return withDetail(canvas, room, shown, title, told);
}

/** The lines of a page from `top` on, so many as there is room for. */
export function pageLines(
  canvas: Canvas,
  page: Page,
  { cursor, top }: Pick<PageScreen, 'cursor' | 'top'>,
  height: number,
): readonly string[] {
  const widths = new Map<PageSection, Columns>();
  return page.lines.slice(top, top + height).map((line, index) => {
    const isUnderCursor = top + index === cursor;
    if (line.type === 'heading') return headingLine(canvas, line, isUnderCursor);
    const columns = widths.get(line.section) ?? columnWidths(line.section, canvas.width - 4);
    widths.set(line.section, columns);
    return rowLine(canvas, line, columns, isUnderCursor);
  });
}

function said(canvas: Canvas, text: string): readonly string[] {
  const line = lineOn(canvas).skip(1).fill(text, theme.muted).toString();
  return filledLines([line], canvas.width, canvas.height);
}

function headingLine(
  canvas: Canvas,
  { section, isOpen }: PageLine & { readonly type: 'heading' },
  isUnderCursor: boolean,
): string {
  const hasKeys = isUnderCursor && canvas.state.focus === 'main';
  const line = lineOn(canvas).cell(isUnderCursor ? '›' : '', 2, theme.mark);
  const count = section.id === 'about' ? '' : `  ${String(section.rows.length)}`;
  line.add(isOpen ? '▾ ' : '▸ ', theme.muted).add(section.title, hasKeys ? theme.selected : theme.heading);
  return line.fill(count, theme.muted).toString();
}

/** The first cell that says something is what the keys act on. */
function rowLine(
  canvas: Canvas,
  { row }: PageLine & { readonly type: 'row' },
  { widths, last, isShort }: Columns,
  isUnderCursor: boolean,
): string {
  const hasKeys = isUnderCursor && canvas.state.focus === 'main';
  const named = row.cells.findIndex(({ tone }) => tone === 'strong' || tone === 'warning');
  const line = lineOn(canvas)
    .cell(isUnderCursor ? '›' : '', 2, theme.mark)
    .skip(2);
  row.cells.forEach(({ text: whole, short, tone }, index) => {
    const text = isShort ? short : whole;
    const isLast = index === last;
    const width = isLast ? line.room : (widths[index] ?? 0);
    if (width === 0) return;
    const isNamed = hasKeys && index === Math.max(0, named);
    const textWidth = Math.min(width, Math.max(1, cellWidth(text)));
    line.cell(text, isNamed ? textWidth : width, isNamed ? theme.selected : tones[tone]);
    if (isNamed) line.skip(width - textWidth);
    if (!isLast) line.skip(gap);
  });
  return line.toString();
}

interface Columns {
  readonly widths: readonly number[];
  /** The last that says something takes the rest. */
  readonly last: number;
  /** Where cells stand for themselves in few words. */
  readonly isShort: boolean;
}

/** Cells of the last column below which the others are said in few words. */
const leastRest = 18;
/** Of the width, at most, where there is too little of it. */
const shares = [0.42, 0.42, 0.34, 0.34, 0.34];

/**
 * Each as wide as its widest text; where the last, which takes the rest, would have too little, none more than its share; and in few
 * words where it still has.
 */
function columnWidths({ rows }: PageSection, width: number): Columns {
  const count = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const widestOf = (text: 'text' | 'short'): readonly number[] =>
    Array.from({ length: count }, (_, column) =>
      Math.max(0, ...rows.map(({ cells }) => cellWidth(cells[column]?.[text] ?? ''))),
    );
  const shared = (widths: readonly number[]): readonly number[] =>
    widths.map((one, column) => Math.min(one, Math.floor(width * (shares[column] ?? 1))));
  const whole = widestOf('text');
  const last = whole.findLastIndex((one) => one > 0);
  const leaveEnough = (widths: readonly number[]): boolean => {
    const before = widths.slice(0, last).reduce((sum, one) => sum + one + (one === 0 ? 0 : gap), 0);
    return width - before >= Math.min(leastRest, whole[last] ?? 0);
  };
  const long = [whole, shared(whole)].find(leaveEnough);
  return { widths: long ?? shared(widestOf('short')), last, isShort: long === undefined };
}

function detailLine(canvas: Canvas, { label, indent, text }: PageDetailLine): string {
  return lineOn(canvas).skip(2).cell(label, indent, theme.muted).fill(text).toString();
}

function titleOf(line: PageLine | undefined): string {
  if (line?.type !== 'row') return line?.section.title ?? '';
  const { cells } = line.row;
  const named = cells.find(({ tone, text }) => (tone === 'strong' || tone === 'warning') && text !== '');
  return (named ?? cells.find(({ text }) => text !== ''))?.text ?? '';
}
