/** `--rehearse` and `--round-trip`: the steps a command would run, rehearsed instead, and the report of it. */
import { ConsoleError, exitCodes } from '../errors.ts';
import type { StepRequest } from '../journal/journal.ts';
import type { RehearsalEvent } from '../journal/rehearse/rehearsal.ts';
import { sanitiseLine } from '../output/sanitise.ts';
import type { Invocation, OptionValues } from './command.ts';
import { waitingText } from './lock-text.ts';
import { outcomeText, passText } from './rehearsal-text.ts';
import { writeJson } from './rows-output.ts';

/** Throws for what only a rehearsal takes, when it is to be none. */
export function isRehearsal(options: OptionValues): boolean {
  if (options.flag('round-trip') || options.flag('rehearse')) return true;
  if (!options.flag('json')) return false;
  throw new ConsoleError('`--json` is for a rehearsal.', {
    code: 'missing-option',
    kind: 'usage',
    remedy: 'Add `--rehearse`, or leave it out.',
  });
}

/** Exits with 1 when a pass fails, or when a round trip does not lead back. */
export async function rehearse(steps: StepRequest, invocation: Invocation): Promise<number> {
  const { out, notes, options, signal } = invocation;
  const request = { ...steps, isRoundTrip: options.flag('round-trip') };
  const session = await invocation.openSession();
  const isJson = options.flag('json');
  let printed = Promise.resolve();
  const onRehearsal = (event: RehearsalEvent): void => {
    const note = noteOf(event);
    if (note !== null) printed = printed.then(() => notes.write(note));
    if (event.type === 'pass-finished' && !isJson) {
      printed = printed.then(() => out.write(passText(event.pass, out.style)));
    }
  };
  const outcome = await session.rehearse(request, { signal, onRehearsal });
  await printed;
  if (isJson) await writeJson(outcome, invocation);
  else await out.write(outcomeText(outcome));
  const errors = outcome.entries.flatMap(({ passes }) => passes.flatMap(({ error }) => error ?? []));
  if (errors.some(({ kind }) => kind === 'interrupted')) return exitCodes.interrupted;
  return outcome.verdict === 'fine' ? exitCodes.ok : exitCodes.failed;
}

function noteOf(event: RehearsalEvent): string | null {
  switch (event.type) {
    case 'lock-awaited':
      return waitingText(event);
    case 'copy-started':
      return `note: ${sanitiseLine(event.why)}. It is rehearsed on a copy.\n`;
    case 'pass-started':
    case 'statement-executed':
    case 'pass-finished':
      return null;
  }
}
