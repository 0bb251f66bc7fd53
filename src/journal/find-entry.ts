/** Which entry a name means that somebody typed: in full, without what needs no typing, or any part that only one entry has. */
import { ambiguousEntry, unknownEntry } from './entry-errors.ts';
import { subjectOf, withoutExtension } from './entry-name.ts';
import type { JournalEntry, JournalView } from './journal.ts';

type Reading = (entry: JournalEntry, typed: string) => boolean;

/** The surest first; the first reading that any entry answers to decides. */
const readings: readonly { readonly isMeant: Reading; readonly how: 'is' | 'begins' | 'contains' }[] = [
  { isMeant: ({ name }, typed) => name === typed, how: 'is' },
  { isMeant: ({ recordedAs }, typed) => recordedAs === typed, how: 'is' },
  { isMeant: ({ name }, typed) => withoutExtension(name) === withoutExtension(typed), how: 'is' },
  { isMeant: ({ name }, typed) => subjectOf(name) === withoutExtension(typed), how: 'is' },
  { isMeant: ({ name }, typed) => name.startsWith(typed), how: 'begins' },
  { isMeant: ({ name }, typed) => subjectOf(name).startsWith(withoutExtension(typed)), how: 'begins' },
  { isMeant: ({ name }, typed) => name.toLowerCase().includes(typed.toLowerCase()), how: 'contains' },
];

/**
 * Throws `unknown-migration` with the nearest names, or `ambiguous-migration` with all that may be meant, and their seeder twins.
 * sequelize-cli wants full names, and takes the first one that begins with what `--name` says.
 */
export function findEntry(view: Pick<JournalView, 'kind' | 'entries'>, typed: string): JournalEntry {
  const { kind, entries } = view;
  for (const { isMeant, how } of typed === '' ? [] : readings) {
    const [only, ...others] = entries.filter((entry) => isMeant(entry, typed));
    if (only === undefined) continue;
    if (others.length === 0) return only;
    throw ambiguousEntry(
      kind,
      typed,
      [only, ...others].map(({ name }) => name),
      how,
    );
  }
  throw unknownEntry(
    kind,
    typed,
    entries.map(({ name }) => name),
  );
}
