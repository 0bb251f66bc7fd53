/** The screens that what arrives belongs to, wherever in the way here they are. */
import type { JournalScreen } from './screens/journal/state.ts';
import type { RowsScreen } from './screens/rows/state.ts';
import type { ScreenState, State } from './state.ts';

function findScreen<T extends ScreenState>(
  state: State,
  matches: (screen: ScreenState) => screen is T,
): T | null {
  return state.screens.find(matches) ?? null;
}

export function rowsScreen(state: State, id: number): RowsScreen | null {
  return findScreen(state, (screen): screen is RowsScreen => screen.type === 'rows' && screen.id === id);
}

export function runningJournal(state: State, requestId: number): JournalScreen | null {
  return findScreen(
    state,
    (screen): screen is JournalScreen => screen.type === 'journal' && screen.run?.requestId === requestId,
  );
}
