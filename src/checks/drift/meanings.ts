/** Claims in different words that mean the same: they get the same text, by which aspects are compared. */
import type { Aspect, Claim } from './aspect.ts';
import { driftSides } from './drift.ts';

/** Whether sides put it in different words that may mean the same. */
export function isUncertain({ question, claims }: Aspect): boolean {
  if (question === undefined) return false;
  const words = new Set(driftSides.flatMap((side) => claims[side]?.words ?? []));
  return words.size > 1;
}

/** `understand` is given the words of each claim that has some, and its label. Null as soon as `isSame` cannot tell. */
export async function withMeanings<T>(
  aspect: Aspect,
  understand: (words: string, label: string) => Promise<T> | T,
  isSame: (one: T, other: T) => Promise<boolean | null>,
): Promise<Aspect | null> {
  const meanings: T[] = [];
  const changed: [string, Claim][] = [];
  for (const side of driftSides) {
    const claim = aspect.claims[side];
    if (claim === undefined) continue;
    const { words, label = '' } = claim;
    if (words === undefined) {
      changed.push([side, claim]);
      continue;
    }
    const own = await understand(words, label);
    let index = -1;
    for (const [at, known] of meanings.entries()) {
      const answer = await isSame(known, own);
      if (answer === null) return null;
      if (!answer) continue;
      index = at;
      break;
    }
    if (index < 0) index = meanings.push(own) - 1;
    changed.push([side, { ...claim, loose: `=#${String(index)}`, exact: `=#${String(index)} ${label}` }]);
  }
  return { ...aspect, claims: Object.fromEntries(changed) };
}
