/** What a listing says of an entry beside its state, from the names and the history alone. Pure. */
import { posix } from 'node:path';
import type { EntryFlag, EntryHistory, JournalEntry } from './journal.ts';

/** `entries` in the order of execution; flags they have already are kept. */
export function flagEntries(entries: readonly JournalEntry[]): readonly JournalEntry[] {
  const newest = entries.findLastIndex(({ state }) => state === 'executed');
  return entries.map((entry, index) => {
    if (entry.recordedAs !== undefined) return withFlag(entry, 'renamed');
    return entry.state === 'pending' && index < newest ? withFlag(entry, 'out-of-order') : entry;
  });
}

/**
 * Adds what the history knows, by recorded name, to what is executed or orphaned. An entry is `changed` when both checksums are
 * known and differ; `checksums` are those of the files as they are, by entry name. A source and its build are not compared.
 */
export function addHistory(
  entries: readonly JournalEntry[],
  history: ReadonlyMap<string, EntryHistory>,
  checksums: ReadonlyMap<string, string>,
): readonly JournalEntry[] {
  return entries.map((entry) => {
    const known = entry.state === 'pending' ? undefined : history.get(entry.recordedAs ?? entry.name);
    if (known === undefined) return entry;
    const now = checksums.get(entry.name);
    const executed = known.file ?? entry.recordedAs ?? entry.name;
    const isComparable = posix.extname(executed) === posix.extname(entry.name);
    const isChanged = isComparable && known.checksum !== null && now !== undefined && now !== known.checksum;
    const told = { ...entry, history: known };
    return isChanged ? withFlag(told, 'changed') : told;
  });
}

export function hasFlag({ flags }: JournalEntry, flag: EntryFlag): boolean {
  return flags?.includes(flag) === true;
}

function withFlag(entry: JournalEntry, flag: EntryFlag): JournalEntry {
  return hasFlag(entry, flag) ? entry : { ...entry, flags: [...(entry.flags ?? []), flag] };
}
