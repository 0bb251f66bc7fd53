/** What keys do to the export form, and what becomes of an export: begun, under way, ended, cancelled. */
import { groupedDigits } from '../../output/grouped-digits.ts';
import type { ErrorReport } from '../../errors.ts';
import { byteText } from '../../output/byte-text.ts';
import type { ExportOutcome, ExportProgress } from '../../queries/export/export-request.ts';
import type { ActionId } from '../actions.ts';
import type { Effect } from '../effects.ts';
import { isLoss } from '../is-loss.ts';
import type { RowsScreen } from '../screens/rows/state.ts';
import type { State } from '../state.ts';
import { endRequest, startRequest, stay, sentence, withNotice, type Step } from '../step.ts';
import { lineOf, type LineInput } from '../terminal/line-input.ts';
import { exportFormats, suspendExport, type ExportForm } from './state.ts';

const cancelledText = 'The export was cancelled; no file was written.';

type ExportEffect = Effect & { readonly type: 'export-rows' };

/** Opens the form for all rows of the screen: its scopes, filter, order and columns. */
export function openExportForm(state: State, screen: RowsScreen): Step {
  if (state.exporting !== null) {
    return [withNotice(state, 'One export at a time: Esc cancels the one under way.'), []];
  }
  const spec = { ...screen.spec, limit: screen.rowLimit, clipBytes: null, place: { type: 'start' as const } };
  const form: ExportForm = {
    type: 'export',
    label: screen.label,
    spec,
    format: 'csv',
    isRaw: false,
    line: lineOf(`${fileNameOf(screen.label)}.csv`),
  };
  return [{ ...state, overlay: form }, []];
}

/** What no file system minds. */
function fileNameOf(label: string): string {
  const name = label.replace(/^public\./, '').replace(/[^\p{L}\p{N}._-]+/gu, '-');
  return name === '' || name.startsWith('.') ? `rows${name}` : name;
}

export function updateExportForm(state: State, form: ExportForm, action: ActionId): Step {
  switch (action) {
    case 'export.close':
      return [{ ...state, overlay: null }, []];
    case 'export.next-format':
      return [{ ...state, overlay: withFormat(form, 1) }, []];
    case 'export.previous-format':
      return [{ ...state, overlay: withFormat(form, -1) }, []];
    case 'export.raw':
      return [{ ...state, overlay: { ...form, isRaw: !form.isRaw } }, []];
    case 'export.begin': {
      const path = form.line.text.trim();
      if (path === '') return stay(state);
      const { spec, format, isRaw } = form;
      return beginExport(
        { ...state, overlay: null },
        {
          type: 'export-rows',
          requestId: 0,
          request: { spec, format, isRaw, hasHeader: true, file: { path, overwrites: false } },
        },
      );
    }
    default:
      return stay(state);
  }
}

/** The ending follows the format while it is one of a format. */
function withFormat(form: ExportForm, by: number): ExportForm {
  const index = exportFormats.findIndex(({ format }) => format === form.format);
  const next = exportFormats[(index + by + exportFormats.length) % exportFormats.length];
  if (next === undefined) return form;
  const { text } = form.line;
  const ending = exportFormats.find((known) => text.endsWith(known.ending))?.ending;
  const line = ending === undefined ? form.line : lineOf(`${text.slice(0, -ending.length)}${next.ending}`);
  return { ...form, format: next.format, line };
}

export function typeInExport(state: State, line: LineInput): State {
  return state.overlay?.type === 'export' ? { ...state, overlay: { ...state.overlay, line } } : state;
}

/** The request's id is given here. */
export function beginExport(state: State, effect: ExportEffect): Step {
  const [requestId, next] = startRequest(state);
  const { request } = effect;
  return [{ ...next, exporting: { requestId, request, progress: null } }, [{ ...effect, requestId }]];
}

/** Begins the one that waited for a connection anew: a stream cannot be taken up in its middle. */
export function resumeExport(state: State): Step {
  if (state.exporting?.requestId !== null) return stay(state);
  const { request } = state.exporting;
  return beginExport(state, { type: 'export-rows', requestId: 0, request });
}

export function cancelExport(state: State): Step {
  if (state.exporting === null) return stay(state);
  const { requestId } = state.exporting;
  if (requestId === null) return [withNotice({ ...state, exporting: null }, cancelledText), []];
  return [withNotice(state, 'Cancelling the export …'), [{ type: 'cancel-request', requestId }]];
}

export function progressExport(state: State, requestId: number, progress: ExportProgress): State {
  const { exporting } = state;
  return exporting?.requestId === requestId ? { ...state, exporting: { ...exporting, progress } } : state;
}

export function endExport(state: State, requestId: number, path: string, outcome: ExportOutcome): State {
  const { rowCount, byteLength } = outcome;
  const rows = `${groupedDigits(rowCount)} ${rowCount === 1 ? 'row' : 'rows'}`;
  const ended: State = { ...endRequest(state, requestId), exporting: null };
  const removed = outcome.removedDrafts?.length ?? 0;
  const cleaned =
    removed === 0
      ? ''
      : `; removed ${String(removed)} unfinished ${removed === 1 ? 'file' : 'files'} of killed exports`;
  return withNotice(ended, `Exported ${rows} (${byteText(byteLength)}) to ${path}${cleaned}`, 'good');
}

/** A file that exists is a question; everything else is told. Null when the failure is of something else. */
export function failExport(
  state: State,
  requestId: number,
  report: ErrorReport,
  request: ExportEffect['request'] | undefined,
): State | null {
  if (state.exporting?.requestId !== requestId) return null;
  const ended: State = { ...state, exporting: null };
  if (report.kind === 'interrupted') {
    return withNotice(ended, cancelledText);
  }
  if (isLoss(report)) return { ...state, exporting: suspendExport(state.exporting) };
  if (report.code === 'file-exists' && request !== undefined && state.overlay === null) {
    const file = { ...request.file, overwrites: true };
    return {
      ...ended,
      overlay: {
        type: 'confirm',
        title: 'Replace the file?',
        lines: [report.message],
        verb: 'replace it',
        isDestructive: true,
        effect: { type: 'export-rows', requestId: 0, request: { ...request, file } },
      },
    };
  }
  const remedy = report.code === 'file-exists' ? 'Choose another name.' : report.remedy;
  return withNotice(ended, sentence({ message: report.message, remedy }), 'bad');
}
