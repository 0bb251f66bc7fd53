/** What is asked about the entries of a journal beside stepping them: rehearsals, whether they load, what the lint says. */
import { setTimeout as delay } from 'node:timers/promises';
import { reportError } from '../../errors.ts';
import type { Session } from '../../session.ts';
import type { SessionRequest } from '../effects.ts';
import type { Message } from '../messages.ts';
import { ticking } from './ticking.ts';

/** How long the cursor has to rest on an entry before its file is loaded, and before it is linted in a process of its own. */
const checkPauseMs = 250;
const lintPauseMs = 400;
/** How often it is said how long a rehearsal has lasted. */
const tickMs = 200;

type Request<Type extends SessionRequest['type']> = Extract<SessionRequest, { readonly type: Type }>;

export async function rehearse(
  { requestId, request }: Request<'rehearse-journal'>,
  session: Session,
  tell: (message: Message) => void,
  signal: AbortSignal,
): Promise<Message> {
  const last = (elapsedMs: number) => tell({ type: 'rehearsal-lasted', requestId, elapsedMs });
  const startedAt = performance.now();
  const outcome = await ticking(tickMs, last, () =>
    session.rehearse(request, {
      signal,
      onRehearsal: (event) => {
        tell({ type: 'rehearsal-reported', requestId, event });
      },
    }),
  );
  last(performance.now() - startedAt);
  return { type: 'rehearsal-ended', requestId, outcome };
}

/** What fails is only not known: the file's own error is part of the answer. */
export async function checkEntry(
  { requestId, kind, name }: Request<'check-entry'>,
  session: Session,
  signal: AbortSignal,
): Promise<Message> {
  const answered = { type: 'entry-checked', requestId, kind } as const;
  try {
    await delay(checkPauseMs, undefined, { signal });
    return { ...answered, checks: await session.checkEntries(kind, [name]) };
  } catch {
    return { ...answered, checks: [] };
  }
}

export async function lintEntries(
  { requestId, kind, names }: Request<'lint-entries'>,
  session: Session,
  signal: AbortSignal,
): Promise<Message> {
  const answered = { type: 'entries-linted', requestId, kind } as const;
  try {
    await delay(lintPauseMs, undefined, { signal });
    const answer = await session.lint({ names, includesExecuted: true, rules: [] }, { signal });
    return { ...answered, answer };
  } catch (error) {
    return { ...answered, answer: signal.aborted ? null : reportError(error) };
  }
}
