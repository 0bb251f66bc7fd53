/** What a journal comes to, in one line. */
import type { JournalEntry } from '../../../journal/journal.ts';
import { groupedDigits } from '../../../output/grouped-digits.ts';
import { rememberLast } from '../../paint/remember-last.ts';

/** `42 executed · 3 pending · 1 orphaned · 1 out of order`; nothing that there is none of. Counted once a reading. */
export const countsText: (entries: readonly JournalEntry[]) => string = rememberLast((entries) => {
  const count = (word: string, matches: (entry: JournalEntry) => boolean): readonly string[] => {
    const number = entries.filter(matches).length;
    return number === 0 ? [] : [`${groupedDigits(number)} ${word}`];
  };
  return [
    ...count('executed', ({ state }) => state === 'executed'),
    ...count('pending', ({ state }) => state === 'pending'),
    ...count('orphaned', ({ state }) => state === 'orphaned'),
    ...count('out of order', ({ flags }) => flags?.includes('out-of-order') === true),
    ...count('changed', ({ flags }) => flags?.includes('changed') === true),
    ...count('renamed', ({ flags }) => flags?.includes('renamed') === true),
  ].join(' · ');
});
