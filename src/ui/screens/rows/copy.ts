/** Copying from the grid: a menu of texts, made of whole values: what the grid has only the beginning of is read first. */
import { byteText } from '../../../output/byte-text.ts';
import type { ErrorReport } from '../../../errors.ts';
import type { Page } from '../../../queries/query-spec.ts';
import type { Choice } from '../../overlays/state.ts';
import type { State } from '../../state.ts';
import { replaceScreen, startRequest, stay, withNotice, type Step } from '../../step.ts';
import { emptyLine } from '../../terminal/line-input.ts';
import type { CopyFormat, CopyPart, CopyRequest } from './copy-job.ts';
import { columnsToCopy, copyText, rowsToCopy } from './copy-parts.ts';
import type { RowHere } from './marked-rows.ts';
import type { RowsScreen } from './state.ts';

/** More than this no terminal takes on its clipboard; an export writes it to a file. */
const mostBytes = 5 * 1024 * 1024;
/** Rows that are read whole for one copy, one statement each. */
const mostWholeRows = 200;

/** Opens the menu of what can be copied. */
export function openCopyMenu(state: State, screen: RowsScreen): Step {
  const name = screen.columns[screen.cursor.column]?.name;
  if (name === undefined || rowsToCopy(screen, 'cell').length === 0) {
    return [withNotice(state, 'There is nothing here to copy.'), []];
  }
  const marked = screen.marks.rows.size;
  const rows = marked === 0 ? 'Row' : marked === 1 ? 'Marked row' : `${String(marked)} marked rows`;
  const inRows =
    marked === 0 ? `of ${String(rowsToCopy(screen, 'column').length)} rows here` : 'of marked rows';
  const choices = [
    choice('cell', 'text', 'Cell', name),
    choice('rows', 'text', `${rows} as text`, 'tab-separated'),
    choice('rows', 'json', `${rows} as JSON`, ''),
    choice('rows', 'insert', `${rows} as INSERT`, 'SQL'),
    choice('rows', 'where', `${rows} as where`, 'Sequelize, by key'),
    choice('column', 'text', 'Column as text', inRows),
    choice('column', 'json', 'Column as JSON', inRows),
    choice('column', 'where', 'Column as where', inRows),
    choice('cell', 'json', 'Cell as JSON', name),
    choice('cell', 'where', 'Cell as where', `Sequelize, by ${name}`),
  ];
  return [{ ...state, overlay: { type: 'list', title: 'Copy', line: emptyLine, choices, cursor: 0 } }, []];
}

function choice(part: CopyPart, format: CopyFormat, title: string, aside: string): Choice {
  return { type: 'in-rows', choice: { type: 'copy', part, format }, title, aside };
}

/** Copies at once where everything is here whole, else reads what is clipped first. */
export function copyPart(state: State, screen: RowsScreen, part: CopyPart, format: CopyFormat): Step {
  const rows = rowsToCopy(screen, part);
  const columns = columnsToCopy(state, screen, part, format);
  if (typeof columns === 'string') return [withNotice(state, columns, 'bad'), []];
  if (rows.length === 0) return [withNotice(state, 'There is nothing here to copy.'), []];
  const request: CopyRequest = { part, format, columns, rows };
  const clipped = rows.filter((row) => isClipped(row, columns));
  if (clipped.length === 0) return finish(state, screen, request);
  const byteLength = clipped.reduce((sum, row) => sum + clippedBytes(row, columns), 0);
  if (byteLength > mostBytes || clipped.length > mostWholeRows) {
    const size = byteLength > mostBytes ? byteText(byteLength) : `${String(clipped.length)} long rows`;
    return [withNotice(state, `Not copied: ${size} is too much for a clipboard.`, 'bad'), []];
  }
  const [requestId, next] = startRequest(state);
  const specs = clipped.map(
    ({ bookmark }) =>
      ({ ...screen.spec, limit: 1, place: { type: 'at', bookmark }, clipBytes: null }) as const,
  );
  const copying: RowsScreen = { ...screen, copying: { requestId, request } };
  const cancelled = screen.copying === null ? [] : [screen.copying.requestId];
  return [
    replaceScreen(withNotice(next, 'Reading the values whole …'), copying),
    [
      ...cancelled.map((id) => ({ type: 'cancel-request', requestId: id }) as const),
      { type: 'read-rows', requestId, screenId: screen.id, specs },
    ],
  ];
}

/** One page for each row that was clipped, in their order. A row that is gone takes the whole copy with it. */
export function receiveWholeRows(
  state: State,
  screen: RowsScreen,
  requestId: number,
  pages: readonly Page[],
): Step {
  const job = screen.copying;
  if (job?.requestId !== requestId) return stay(state);
  const { request } = job;
  const done: RowsScreen = { ...screen, copying: null };
  const left = [...pages];
  const rows: RowHere[] = [];
  for (const row of request.rows) {
    const whole = isClipped(row, request.columns) ? wholeRow(screen, row, left.shift()) : row;
    if (whole === null) {
      const told = withNotice(
        state,
        'Not copied: a row is not there any more. Press r to read them again.',
        'bad',
      );
      return [replaceScreen(told, done), []];
    }
    rows.push(whole);
  }
  return finish(replaceScreen(state, done), done, { ...request, rows });
}

export function copyFailed(state: State, screen: RowsScreen, report: ErrorReport): State {
  return withNotice(
    replaceScreen(state, { ...screen, copying: null }),
    `Not copied: ${report.message}`,
    'bad',
  );
}

function finish(state: State, screen: RowsScreen, request: CopyRequest): Step {
  const text = copyText(state, screen, request);
  if (text.length > mostBytes) {
    return [
      withNotice(state, `Not copied: ${byteText(text.length)} is too much for a clipboard.`, 'bad'),
      [],
    ];
  }
  return [state, [{ type: 'copy-text', text }]];
}

function wholeRow({ columns }: RowsScreen, row: RowHere, page: Page | undefined): RowHere | null {
  const values = page?.rows[0];
  if (page === undefined || values === undefined) return null;
  const places = new Map(page.columns.map(({ name }, index) => [name, index]));
  const whole = columns.map(({ name }, index) => {
    const place = places.get(name);
    return (place === undefined ? row.values[index] : values[place]) ?? null;
  });
  return { ...row, values: whole, clips: new Map() };
}

function isClipped({ clips }: RowHere, columns: readonly number[]): boolean {
  return columns.some((column) => clips.has(column));
}

function clippedBytes({ clips }: RowHere, columns: readonly number[]): number {
  return columns.reduce((sum, column) => sum + (clips.get(column) ?? 0), 0);
}
