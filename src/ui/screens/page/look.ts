/** A look at a page from beside it: its lines around one row, with nothing that was asked for beside the schema. */
import type { Canvas } from '../../paint/canvas.ts';
import { filledLines } from '../../paint/line.ts';
import { nothingBeside } from './beside.ts';
import { pageLines } from './paint.ts';
import { lineOfRow, pageOf } from './page-lines.ts';
import type { SectionId } from './page-row.ts';

const nothingClosed: ReadonlySet<SectionId> = new Set();

/** `row` is the one that is shown as found; null for the page as a whole. */
export function pageLook(
  canvas: Canvas,
  { node, row }: { readonly node: string; readonly row: string | null },
): readonly string[] {
  const { schema } = canvas.state;
  if (schema.status !== 'ready') return [];
  const page = pageOf(schema.value, node, nothingBeside, nothingClosed);
  if (page === null) return [];
  const cursor = row === null ? -1 : lineOfRow(page, row);
  const top = Math.max(
    0,
    Math.min(page.lines.length - canvas.height, cursor - Math.floor(canvas.height / 2)),
  );
  const own: Canvas = { ...canvas, state: { ...canvas.state, focus: 'sidebar' } };
  return filledLines(pageLines(own, page, { cursor, top }, canvas.height), canvas.width, canvas.height);
}
