/** How the journal screen is divided. */
import { layoutOf, upperHalf } from '../../layout.ts';
import type { State } from '../../state.ts';
import { entriesOf } from './entries.ts';
import { storageLines } from './recorded.ts';
import type { JournalScreen } from './state.ts';

/** Lines of the list of entries. */
export function listHeight(state: State, screen: JournalScreen): number {
  const { innerHeight } = layoutOf(state.size, state.focus);
  const above = storageLines(state, screen.kind).length;
  return upperHalf(innerHeight - above, Math.max(1, entriesOf(state, screen.kind).length));
}
