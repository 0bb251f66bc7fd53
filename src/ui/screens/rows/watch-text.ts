/** A watch in the words of the status line. */
import { groupedDigits } from '../../../output/grouped-digits.ts';
import { instantText, type TimeZone } from '../../../output/instant-text.ts';
import type { RowsScreen } from './state.ts';

/** `watching every 2 s, read 12:00:05, 3 changed`; empty where nothing is watched. */
export function watchParts({ watch }: RowsScreen, timeZone: TimeZone): readonly string[] {
  if (watch === null) return [];
  const { changes, failure, readAt, seconds } = watch;
  const read = readAt === null ? '' : `, read ${clockText(readAt, timeZone)}`;
  const every = `watching every ${seconds.toLocaleString('en')} s${read}`;
  if (failure !== null) return [every, `not read since: ${failure}`];
  const counts: readonly (readonly [number, string])[] = [
    [changes.cells.size, 'changed'],
    [changes.added.size, 'new'],
    [changes.goneCount, 'gone'],
  ];
  return [
    every,
    ...counts.flatMap(([count, word]) => (count === 0 ? [] : [`${groupedDigits(count)} ${word}`])),
  ];
}

/** The time of day, in the zone that everything is told in. */
export function clockText(at: number, timeZone: TimeZone): string {
  return /\d\d:\d\d:\d\d/.exec(instantText(new Date(at), timeZone) ?? '')?.[0] ?? '';
}
