/** Opens one value of a record whole, also while it is still on its way, and completes it when it arrives. */
import { prettyText } from '../../../output/cell.ts';
import type { PageColumn, Value } from '../../../queries/query-spec.ts';
import type { State } from '../../state.ts';
import { pushScreen, replaceScreen, takeId, type Step } from '../../step.ts';
import { timedValue } from '../value/instants.ts';
import type { ValueScreen } from '../value/state.ts';
import { treeOf } from '../value/tree.ts';
import type { RecordScreen } from './state.ts';

export function openValue(state: State, screen: RecordScreen, column: PageColumn, value: Value): Step {
  const [id, next] = takeId(state);
  const index = screen.columns.indexOf(column);
  const part = screen.clipped.has(index)
    ? { part: { recordId: screen.id, column: index, isAwaited: screen.requestId !== null } }
    : {};
  return [pushScreen(next, { ...valueScreen(state, id, column, value), ...part }), []];
}

function valueScreen({ timeZone }: State, id: number, column: PageColumn, value: Value): ValueScreen {
  const isStructured = typeof value === 'object' && value !== null && !(value instanceof Date);
  const tree = treeOf(value);
  const timed = timedValue(column, value);
  return {
    type: 'value',
    id,
    title: column.name,
    text: prettyText(value, { kind: column.kind, timeZone }),
    language: isStructured && !(value instanceof Uint8Array) ? 'json' : 'text',
    top: 0,
    ...(tree === null ? {} : { tree }),
    ...(timed === undefined ? {} : { timed }),
  };
}

/** The record's values are whole by now, or will not be: those that are open are completed, or said to be beginnings. */
export function settleValues(state: State, record: RecordScreen): State {
  let next = state;
  for (const screen of state.screens) {
    if (screen.type !== 'value' || screen.part?.recordId !== record.id) continue;
    const index = screen.part.column;
    const column = record.columns[index];
    if (column === undefined) continue;
    const isWhole = !record.clipped.has(index);
    next = replaceScreen(
      next,
      isWhole
        ? { ...valueScreen(state, screen.id, column, record.values[index] ?? null), top: screen.top }
        : { ...screen, part: { ...screen.part, isAwaited: false } },
    );
  }
  return next;
}

/** Why a value is not copied or read as it stands; null when it is whole. */
export function whyPartial(isClipped: boolean, isAwaited: boolean): string | null {
  if (!isClipped) return null;
  return isAwaited
    ? 'The whole value is still being read; this is its beginning.'
    : 'The whole value could not be read; this is its beginning.';
}
