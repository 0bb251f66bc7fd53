/**
 * Whether two literals are one value of their column's type: 0 and 0.00 of a numeric are. They need no table, so the real server is
 * asked, which reads nothing for it; a scratch database costs more than all the questions.
 */
import type { ConnectionTarget } from '../../database/target.ts';
import type { Aspect } from './aspect.ts';
import { driftSides } from './drift.ts';
import { isUncertain, withMeanings } from './meanings.ts';
import { type Ask, isOneValue, withAnswers } from './questions.ts';

/** A constant as the catalog words it, with one cast at most: `0`, `'{}'::jsonb`, `(0)::numeric(4,2)`. */
const literal =
  /^\(*(?:-?\d+(?:\.\d+)?|'(?:[^']|'')*'|true|false|NULL)\)?(?:::[\w ."]+(?:\(\d+(?:,\d+)?\))?[\w ]*(?:\[\])*)?\)*$/;

/** Words that are read anew each time they are cast to a date or time (manual, 8.5.1.4). */
const moment = /now|today|tomorrow|yesterday/i;

/** What was judged, with the same text for the same value. What the server does not know (a type it has not) is left out. */
export async function judgeLiterals(
  aspects: readonly Aspect[],
  source: ConnectionTarget,
): Promise<Map<Aspect, Aspect>> {
  const judged = new Map<Aspect, Aspect>();
  const asked = aspects.filter((aspect) => isUncertain(aspect) && isOfLiterals(aspect));
  if (asked.length === 0) return judged;
  await withAnswers(source, { readOnly: true }, async (ask) => {
    for (const aspect of asked) {
      const found = await judge(aspect, ask);
      if (found !== null) judged.set(aspect, found);
    }
  });
  return judged;
}

function isOfLiterals({ question, claims }: Aspect): boolean {
  return (
    question?.type === 'default' &&
    driftSides.every((side) => {
      const words = claims[side]?.words;
      return words === undefined || (literal.test(words) && !moment.test(words));
    })
  );
}

async function judge(aspect: Aspect, ask: Ask): Promise<Aspect | null> {
  const { question } = aspect;
  if (question?.type !== 'default') return null;
  return withMeanings(
    aspect,
    (words) => words,
    async (one, other) => one === other || isOneValue(ask, question.columnType, one, other),
  );
}
