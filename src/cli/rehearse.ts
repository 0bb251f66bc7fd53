/** `--rehearse` and `--round-trip`: the steps a command would run, rehearsed instead, and the report of it. */
import { exitCodes } from '../errors.ts';
import type { StepRequest } from '../journal/journal.ts';
import type { RehearsalEvent, RehearsalRequest } from '../journal/rehearse/rehearsal.ts';
import { sanitiseLine } from '../output/sanitise.ts';
import type { Invocation, OptionValues } from './command.ts';
import { outcomeText, passText } from './rehearsal-text.ts';
import { writeJson } from './rows-output.ts';
import { usageError } from './usage-errors.ts';

/** Null when the command is not to rehearse. */
export function rehearsalOf(
  request: StepRequest,
  options: OptionValues,
  command: string,
): RehearsalRequest | null {
  const isRoundTrip = options.flag('round-trip');
  if (isRoundTrip || options.flag('rehearse')) {
    return { ...request, isRoundTrip, lockTimeoutMs: options.integer('lock-timeout') ?? undefined };
  }
  const stray = options.flag('json')
    ? '--json'
    : options.integer('lock-timeout') === null
      ? null
      : '--lock-timeout';
  if (stray === null) return null;
  const message = `\`${stray}\` is for a rehearsal.`;
  throw usageError('missing-option', message, command, 'Add `--rehearse`, or leave it out.');
}

/** Exits with 1 when a pass fails, or when a round trip does not lead back. */
export async function rehearse(request: RehearsalRequest, invocation: Invocation): Promise<number> {
  const { out, notes, options, signal } = invocation;
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
      return 'Another run holds the lock: waiting for it to finish …\n';
    case 'copy-started':
      return `note: ${sanitiseLine(event.why)}: rehearsing on a copy.\n`;
    case 'pass-started':
    case 'statement-executed':
    case 'pass-finished':
      return null;
  }
}
