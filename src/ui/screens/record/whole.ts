/** Reads a record whole where the grid had only the beginnings of its values. */
import type { ErrorReport } from '../../../errors.ts';
import type { Page } from '../../../queries/query-spec.ts';
import type { Effect } from '../../effects.ts';
import type { State } from '../../state.ts';
import { replaceScreen, startRequest, withNotice, type Step } from '../../step.ts';
import type { RowsScreen } from '../rows/state.ts';
import { windowBookmark, windowClips } from '../rows/window.ts';
import { settleValues } from './open-value.ts';
import type { RecordScreen } from './state.ts';

/** Puts the record on the screen, and asks for the row under the cursor of `rows` if some of its values are clipped. */
export function readWhole(state: State, rows: RowsScreen, record: RecordScreen): Step {
  const { window, cursor, spec } = rows;
  const cancelled: readonly Effect[] =
    record.requestId === null ? [] : [{ type: 'cancel-request', requestId: record.requestId }];
  const clipped = window === null ? new Set<number>() : new Set(windowClips(window, cursor.row).keys());
  const bookmark = window === null ? null : windowBookmark(window, cursor.row);
  if ((clipped.size === 0 && record.isStale !== true) || bookmark === null) {
    return [replaceScreen(state, { ...record, clipped: new Set(), requestId: null }), cancelled];
  }
  const [requestId, next] = startRequest(state);
  const whole = { ...spec, limit: 1, place: { type: 'at', bookmark }, clipBytes: null } as const;
  return [
    replaceScreen(next, { ...record, clipped, requestId }),
    [...cancelled, { type: 'load-page', requestId, screenId: record.id, spec: whole }],
  ];
}

/** Takes the whole values in, unless another record is shown by now. */
export function receiveRecord(state: State, record: RecordScreen, requestId: number, page: Page): Step {
  if (record.requestId !== requestId) return [state, []];
  const [row] = page.rows;
  if (row === undefined) {
    const gone = { ...record, requestId: null };
    const settled = settleValues(replaceScreen(state, gone), gone);
    return [withNotice(settled, 'The record is not there any more; this is the beginning of it.', 'bad'), []];
  }
  if (record.isStale === true) {
    const anew: RecordScreen = {
      ...record,
      columns: page.columns,
      values: row,
      requestId: null,
      isStale: false,
    };
    const read: RecordScreen = {
      ...anew,
      clipped: new Set(),
      cursor: Math.min(record.cursor, page.columns.length - 1),
    };
    return [settleValues(replaceScreen(state, read), read), []];
  }
  const values = record.columns.map((column, index) => {
    const place = page.columns.findIndex(({ name }) => name === column.name);
    return place < 0 ? (record.values[index] ?? null) : (row[place] ?? null);
  });
  const whole: RecordScreen = { ...record, values, clipped: new Set(), requestId: null };
  return [settleValues(replaceScreen(state, whole), whole), []];
}

export function recordFailed(state: State, record: RecordScreen, report: ErrorReport): State {
  const part = { ...record, requestId: null };
  const failed = settleValues(replaceScreen(state, part), part);
  return report.kind === 'interrupted'
    ? withNotice(failed, 'Cancelled: long values are shown in part.')
    : withNotice(failed, report.message, 'bad');
}
