/** The entries a journal screen is about. */
import type { JournalEntry, JournalKind } from '../../../journal/journal.ts';
import type { State } from '../../state.ts';

/** Entries of the journal shown; none while it is not read. */
export function entriesOf(state: State, kind: JournalKind): readonly JournalEntry[] {
  const journal = state.journals[kind];
  return journal.status === 'ready' ? journal.value.entries : [];
}
