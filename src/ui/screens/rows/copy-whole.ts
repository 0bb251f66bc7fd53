/** Copying a cell whose value came clipped: its record is read whole first. */
import { plainText } from '../../../output/cell.ts';
import type { Page } from '../../../queries/query-spec.ts';
import type { State } from '../../state.ts';
import { endRequest, startRequest, withNotice, type Step } from '../../step.ts';
import type { RowsScreen } from './state.ts';
import { windowBookmark, windowClips } from './window.ts';

/** Null when the cell is here whole. */
export function copyWhole(state: State, { spec, window, cursor, columns, id }: RowsScreen): Step | null {
  const column = columns[cursor.column];
  if (window === null || column === undefined || !windowClips(window, cursor.row).has(cursor.column)) {
    return null;
  }
  const bookmark = windowBookmark(window, cursor.row);
  if (bookmark === null) return null;
  const [requestId, next] = startRequest(state);
  const whole = { ...spec, limit: 1, place: { type: 'at', bookmark }, clipBytes: null } as const;
  const copying = { requestId, column: column.name };
  return [
    { ...withNotice(next, 'Reading the whole value …'), copying },
    [{ type: 'load-page', requestId, screenId: id, spec: whole }],
  ];
}

/** Copies what was asked for; a copy asked for later takes its place. */
export function receiveCopy(state: State, column: string, requestId: number, page: Page): Step {
  const next = { ...endRequest(state, requestId), copying: null };
  const index = page.columns.findIndex(({ name }) => name === column);
  const value = page.rows[0]?.[index];
  const kind = page.columns[index]?.kind;
  if (value === undefined || kind === undefined) {
    return [withNotice(next, 'The record is not there any more; nothing was copied.', 'bad'), []];
  }
  return [next, [{ type: 'copy-text', text: plainText(value, kind) }]];
}
