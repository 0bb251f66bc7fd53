/** What is asked of the session about a journal: steps, repairs, rehearsals, whether entries load, what the lint says of them. */
import { setTimeout as delay } from 'node:timers/promises';
import { reportError } from '../../errors.ts';
import type { Session } from '../../session.ts';
import type { RequestOf } from '../session-request.ts';
import type { Message } from '../messages.ts';
import { ticking } from './ticking.ts';

/** How long the cursor has to rest on an entry before its file is loaded, and before it is linted in a process of its own. */
const checkPauseMs = 250;
const lintPauseMs = 400;
/** How often it is said how long a rehearsal and a step have lasted. */
const rehearsalTickMs = 200;
const stepTickMs = 1000;

export async function foreseeStep(
  { requestId, request }: RequestOf<'foresee-step'>,
  session: Session,
  signal: AbortSignal,
): Promise<Message> {
  const forecast = await session.foreseeStep(request, { signal });
  return { type: 'step-foreseen', requestId, request, forecast };
}

export async function stepJournal(
  { requestId, request }: RequestOf<'step-journal'>,
  session: Session,
  tell: (message: Message) => void,
  signal: AbortSignal,
): Promise<Message> {
  const last = (elapsedMs: number) => tell({ type: 'step-ticked', requestId, elapsedMs });
  const outcome = await ticking(stepTickMs, last, () =>
    session.step(request, { signal, onEvent: (event) => tell({ type: 'step-reported', requestId, event }) }),
  );
  return { type: 'steps-ended', requestId, outcome };
}

export async function planRepair(
  { requestId, request, then }: RequestOf<'plan-repair'>,
  session: Session,
): Promise<Message> {
  return { type: 'repair-planned', requestId, plan: await session.planRepair(request), then };
}

export async function repairJournal(
  { requestId, plan }: RequestOf<'repair-journal'>,
  session: Session,
  signal: AbortSignal,
): Promise<Message> {
  await session.repair(plan, { signal });
  return { type: 'journal-repaired', requestId, plan };
}

export async function rehearse(
  { requestId, request }: RequestOf<'rehearse-journal'>,
  session: Session,
  tell: (message: Message) => void,
  signal: AbortSignal,
): Promise<Message> {
  const last = (elapsedMs: number) => tell({ type: 'rehearsal-lasted', requestId, elapsedMs });
  const startedAt = performance.now();
  const outcome = await ticking(rehearsalTickMs, last, () =>
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
  { requestId, kind, name }: RequestOf<'check-entry'>,
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
  { requestId, kind, names }: RequestOf<'lint-entries'>,
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
