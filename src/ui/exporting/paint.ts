/** Paints the export form, and how far the export under way is. */
import { groupedDigits } from '../../output/grouped-digits.ts';
import { scopesText } from '../screens/rows/scopes.ts';
import { lineOn, type Canvas } from '../paint/canvas.ts';
import type { State } from '../state.ts';
import { visibleLine } from '../terminal/line-input.ts';
import { theme } from '../theme.ts';
import { exportFormats, type ExportForm, type RunningExport } from './state.ts';

const labelWidth = 9;

/** What is painted inside the frame. */
export const exportFormSize = { columns: 58, rows: 6 } as const;

/** The line of the file's name, from the frame's top. */
const fileLine = 2;

export function exportFormLines(canvas: Canvas, form: ExportForm): readonly string[] {
  const { text } = visibleLine(form.line, canvas.width - labelWidth);
  const title = exportFormats.find(({ format }) => format === form.format)?.title ?? form.format;
  const isStored = form.isRaw || form.format === 'insert' || form.spec.source.type === 'table';
  const labelled = (label: string) => lineOn(canvas).cell(label, labelWidth, theme.muted);
  return [
    lineOn(canvas).toString(),
    labelled('File').fill(text).toString(),
    labelled('Format').add(title).toString(),
    labelled('Values')
      .fill(isStored ? 'as the database has them' : 'as the application reads them')
      .toString(),
    labelled('Rows').fill(rowsText(form)).toString(),
    lineOn(canvas).toString(),
  ];
}

function rowsText({ spec }: ExportForm): string {
  const parts = [
    scopesText(spec),
    spec.filter === '' ? '' : spec.filter,
    spec.order.length === 0
      ? ''
      : `by ${spec.order.map(({ attribute, direction }) => `${attribute}${direction === 'asc' ? ' ↑' : ' ↓'}`).join(', ')}`,
    spec.softDeleted === 'shown' ? 'soft-deleted too' : '',
  ].filter((part) => part !== '');
  return ['all', ...parts].join(' · ');
}

/** From the frame's corner. */
export function exportFormCursor(
  form: ExportForm,
  width: number,
): { readonly x: number; readonly y: number } {
  const { cursorColumn } = visibleLine(form.line, width - 4 - labelWidth);
  return { x: 2 + labelWidth + cursorColumn, y: fileLine };
}

/** `exporting 45% · 451,200 of ~1,000,000 rows · esc cancels`: the total is the planner's guess. */
export function exportingText({ progress }: RunningExport, { focus }: Pick<State, 'focus'>): string {
  const key = focus === 'main' ? 'esc cancels ' : '^c cancels ';
  if (progress === null) return `exporting … · ${key}`;
  const { rowCount, rowEstimate } = progress;
  const rows = groupedDigits(rowCount);
  if (rowEstimate === null || rowEstimate <= 0) return `exporting · ${rows} rows · ${key}`;
  const percent = Math.floor(Math.min(0.99, rowCount / rowEstimate) * 100);
  return `exporting ${String(percent)}% · ${rows} of ~${groupedDigits(rowEstimate)} rows · ${key}`;
}
