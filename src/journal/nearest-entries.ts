/** Which entries somebody may have meant who mistyped a name, or a part of one. */
import { nearestNames } from '../errors.ts';
import { subjectOf } from './entry-name.ts';

/**
 * Compared with the whole names, with what is left of them without time and extension, and with each run of as many of its words as
 * were typed: `userz` finds `20260109120002-create-users.js`. Best first, at most three.
 */
export function nearestEntries(typed: string, names: readonly string[]): readonly string[] {
  const whole = nearestNames(typed, names);
  if (whole.length > 0 || typed === '') return whole;
  const wanted = subjectOf(typed);
  const count = wordsOf(wanted).length;
  const namesOfPart = new Map<string, string[]>();
  for (const name of names) {
    const words = wordsOf(subjectOf(name));
    const runs = words.map((_, index) => words.slice(index, index + count).join('-'));
    for (const part of new Set([words.join('-'), ...runs])) {
      namesOfPart.set(part, [...(namesOfPart.get(part) ?? []), name]);
    }
  }
  const parts = nearestNames(wordsOf(wanted).join('-'), [...namesOfPart.keys()]);
  return [...new Set(parts.flatMap((part) => namesOfPart.get(part) ?? []))].slice(0, 3);
}

function wordsOf(subject: string): readonly string[] {
  return subject.split(/[-_. ]+/).filter((word) => word !== '');
}
