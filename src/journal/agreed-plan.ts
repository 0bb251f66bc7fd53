/** Holds a step to what somebody agreed to: between the question and the answer another migrator may have come and gone. */
import { ConsoleError } from '../errors.ts';
import type { StepRequest } from './journal.ts';

/** Throws `journal-changed` when the plan is not the one agreed to; nothing has run yet. */
export function requireAgreed(
  { agreed, kind }: StepRequest,
  planned: readonly { readonly name: string }[],
): void {
  if (agreed === undefined) return;
  const isSame =
    agreed.length === planned.length && planned.every(({ name }, index) => name === agreed[index]);
  if (isSame) return;
  throw new ConsoleError(`The journal of the ${kind} has changed since you were asked: nothing was run.`, {
    code: 'journal-changed',
    remedy: 'Look at it again, and step from where it is now.',
  });
}
