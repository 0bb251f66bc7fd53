/** What the keys of the record screen do: read a value whole, follow an association, step to the neighbouring record. */
import { plainText, prettyText } from '../../../output/cell.ts';
import type { PageColumn } from '../../../queries/query-spec.ts';
import type { ActionId } from '../../actions.ts';
import { layoutOf } from '../../layout.ts';
import { movedCursor } from '../../scroll.ts';
import type { State } from '../../state.ts';
import { pushScreen, replaceScreen, stay, takeId, withNotice, type Step } from '../../step.ts';
import { followRelation } from '../rows/open.ts';
import { moveRow } from '../rows/paging.ts';
import { reachableRows, rowAt, type RowsScreen } from '../rows/state.ts';
import { cancelledCounts, countShownRelations } from './counts.ts';
import { roomForDetails, recordItems, recordLines, recordValue, type RecordItem } from './items.ts';
import type { RecordScreen } from './state.ts';
import { openValue, whyPartial } from './open-value.ts';
import { readWhole } from './whole.ts';

/** Opens the record under the cursor of a rows screen. */
export function openRecord(state: State, rows: RowsScreen): Step {
  const values = rowAt(rows, rows.cursor.row);
  if (values === null) return [withNotice(state, 'There is no record here.'), []];
  const [id, next] = takeId(state);
  const record: RecordScreen = {
    type: 'record',
    id,
    source: rows.spec.source,
    columns: rows.columns,
    values,
    clipped: new Set(),
    requestId: null,
    counts: new Map(),
    showsDetail: layoutOf(state.size, 'main').innerWidth >= roomForDetails,
    cursor: 0,
    top: 0,
  };
  return thenCounted(readWhole(pushScreen(next, record), rows, record));
}

/** Then asks for the counts of the record that is shown now. */
function thenCounted([state, effects]: Step): Step {
  const [next, counting] = countShownRelations(state);
  return [next, [...effects, ...counting]];
}

export function updateRecord(state: State, screen: RecordScreen, action: ActionId): Step {
  const items = recordItems(state, screen);
  const { innerHeight } = layoutOf(state.size, state.focus);
  const cursor = movedCursor(action, screen.cursor, items.length, innerHeight);
  if (cursor !== null) return [replaceScreen(state, scrolled(state, { ...screen, cursor })), []];
  const item = items[screen.cursor];
  switch (action) {
    case 'record.open':
      return item === undefined ? stay(state) : openItem(state, screen, item);
    case 'record.next':
      return moveToNeighbour(state, screen, 1);
    case 'record.previous':
      return moveToNeighbour(state, screen, -1);
    case 'record.detail':
      return [replaceScreen(state, scrolled(state, { ...screen, showsDetail: !screen.showsDetail })), []];
    case 'record.copy': {
      if (item?.type !== 'attribute') return stay(state);
      const partial = partOf(screen, item.column);
      if (partial !== null) return [withNotice(state, partial, 'bad'), []];
      const text = plainText(item.value, item.column.kind);
      return [state, [{ type: 'copy-text', text }]];
    }
    case 'record.page': {
      if (item?.type !== 'attribute') return stay(state);
      const partial = partOf(screen, item.column);
      if (partial !== null) return [withNotice(state, partial, 'bad'), []];
      const text = prettyText(item.value, { kind: item.column.kind, timeZone: state.timeZone });
      return [state, [{ type: 'open-pager', text }]];
    }
    default:
      return stay(state);
  }
}

function partOf(screen: RecordScreen, column: PageColumn): string | null {
  return whyPartial(screen.clipped.has(screen.columns.indexOf(column)), screen.requestId !== null);
}

/** Keeps the item under the cursor in view, all of its lines where they fit. */
function scrolled(state: State, screen: RecordScreen): RecordScreen {
  const { innerHeight, innerWidth } = layoutOf(state.size, state.focus);
  const lines = recordLines(state, screen, innerWidth);
  const first = lines.findIndex((line) => line.item === screen.cursor);
  const last = lines.findLastIndex((line) => line.item === screen.cursor);
  if (screen.cursor === 0) return { ...screen, top: 0 };
  if (first < screen.top) return { ...screen, top: first };
  if (last >= screen.top + innerHeight) {
    return { ...screen, top: Math.min(first, last - innerHeight + 1) };
  }
  return screen;
}

function openItem(state: State, screen: RecordScreen, item: RecordItem): Step {
  if (item.type === 'relation') {
    return followRelation(state, screen.source, item.relation, (column) => recordValue(screen, column));
  }
  return openValue(state, screen, item.column, item.value);
}

/** The record before or after this one in the rows it was opened from; those move along. */
function moveToNeighbour(state: State, screen: RecordScreen, by: 1 | -1): Step {
  const rows = state.screens.at(-2);
  if (rows?.type !== 'rows') return stay(state);
  if (rows.isStale) {
    return [withNotice(state, 'A step has changed the rows since: Esc goes back and reads them again.'), []];
  }
  const wanted = rows.cursor.row + by;
  const values = rowAt(rows, wanted);
  const { start, end } = reachableRows(rows);
  if (wanted < start || wanted >= end) {
    return [withNotice(state, by === 1 ? 'This is the last record.' : 'This is the first record.'), []];
  }
  if (values === null)
    return [withNotice(state, 'The next record is not here yet; go back and scroll on.'), []];
  const [moved, effects] = moveRow(state, rows, wanted);
  const calm = { ...moved, notice: null };
  const [next, reading] = readWhole(
    calm,
    { ...rows, cursor: { ...rows.cursor, row: wanted } },
    { ...screen, values, counts: new Map() },
  );
  return thenCounted([next, [...effects, ...cancelledCounts(screen), ...reading]]);
}
