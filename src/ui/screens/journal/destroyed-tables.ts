/** Which tables a `down` is seen to drop, read from the text of the file that is shown; nothing is executed to know it. */
import { estimateText } from '../../sidebar/items.ts';
import type { State } from '../../state.ts';
import type { JournalScreen } from './state.ts';

const dropPattern = /dropTable\(\s*(?:'([^']+)'|"([^"]+)"|`([^`]+)`)/g;

/** A line a table, with the planner's row estimate. Empty when the file is not shown or drops nothing by name. */
export function destroyedTables(
  state: State,
  screen: JournalScreen,
  names: readonly string[],
): readonly string[] {
  const { detail } = screen;
  if (detail?.type !== 'file' || names.length !== 1 || names[0] !== detail.name) return [];
  const down = detail.text.search(/\bdown\b/);
  if (down < 0) return [];
  const tables = state.tables.status === 'ready' ? state.tables.value : [];
  return [...detail.text.slice(down).matchAll(dropPattern)].map((match) => {
    const name = match[1] ?? match[2] ?? match[3] ?? '';
    const estimate = estimateText(tables.find((table) => table.name === name)?.rowEstimate);
    return estimate === '' ? `drops ${name}` : `drops ${name}, ${estimate} rows`;
  });
}
