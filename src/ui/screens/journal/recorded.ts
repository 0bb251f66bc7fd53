/** What a journal says of itself: where it is kept and why there, and under which name an entry is recorded. */
import type { JournalEntry, JournalKind } from '../../../journal/journal.ts';
import type { JournalStorage } from '../../../project/project.ts';
import { layoutOf } from '../../layout.ts';
import type { State } from '../../state.ts';
import { wrapText } from '../../wrap-text.ts';

/** Lines above the entries; none for a journal that is where it was configured to be. */
export function storageLines(state: State, kind: JournalKind): readonly string[] {
  const journal = state.journals[kind];
  if (journal.status !== 'ready') return [];
  const { storage, storageWhy } = journal.value;
  const width = Math.max(10, layoutOf(state.size, state.focus).innerWidth - 2);
  if (storage.type === 'none') return wrapText('Not recorded: every run runs them all.', width, 2);
  if (storageWhy === undefined) return [];
  return wrapText(`Journal ${placeText(storage)}: ${storageWhy}`, width, 3);
}

function placeText(storage: Exclude<JournalStorage, { readonly type: 'none' }>): string {
  if (storage.type === 'json') return `"${storage.path}"`;
  return `"${storage.schema === null ? '' : `${storage.schema}.`}${storage.table}"`;
}

/** `as .js` where only the extension differs, the whole name where more does; empty where nothing does. */
export function recordedText({ name, recordedAs }: JournalEntry): string {
  if (recordedAs === undefined) return '';
  const stem = name.replace(/\.[^./]+$/, '');
  if (recordedAs === stem) return 'as name only';
  return recordedAs.startsWith(`${stem}.`) ? `as ${recordedAs.slice(stem.length)}` : `as ${recordedAs}`;
}
