/** `activity`: what the server is doing, once or again and again; and the end of one session, agreed to. */
import { setTimeout as delay } from 'node:timers/promises';
import type { EndSessionRequest } from '../database/activity/activity.ts';
import { ConsoleError, exitCodes, reportError } from '../errors.ts';
import { errorText } from '../output/diagnostics.ts';
import { endQuestionText } from '../output/activity-words.ts';
import { activityText } from '../output/activity-text.ts';
import { jsonDocument } from '../output/json.ts';
import { sanitiseLine } from '../output/sanitise.ts';
import type { Session } from '../session.ts';
import { askText, canAsk, confirm } from './ask.ts';
import type { Invocation } from './command.ts';
import { writeData, writeJson } from './rows-output.ts';
import { nearestRemedy, usageError } from './usage-errors.ts';

type Way = EndSessionRequest['way'];

const intervalMs = 2_000;
/** Clears the screen and goes to its beginning. */
const clear = '\u001B[H\u001B[2J';

export async function showActivity(invocation: Invocation): Promise<number> {
  const { options } = invocation;
  const [deed, pid] = invocation.arguments;
  if (deed !== undefined) return endSession(wayOf(deed), pidOf(deed, pid), invocation);
  const session = await invocation.openSession();
  if (!options.flag('watch')) {
    await show(session, invocation, false);
    return exitCodes.ok;
  }
  return watch(session, invocation);
}

/** A server that goes away is waited for, once it has answered: it is told once, until it answers again. */
async function watch(session: Session, invocation: Invocation): Promise<number> {
  const { notes, out, signal } = invocation;
  let state: 'asked' | 'answered' | 'lost' = 'asked';
  while (!signal.aborted && out.hasReader()) {
    try {
      await show(session, invocation, true);
      state = 'answered';
    } catch (error) {
      if (state === 'asked' || reportError(error).kind !== 'connection') throw error;
      if (state === 'answered') await notes.write(errorText(error, notes.style));
      state = 'lost';
    }
    await delay(intervalMs, undefined, { signal }).catch(() => undefined);
  }
  return signal.aborted ? exitCodes.interrupted : exitCodes.ok;
}

async function show(session: Session, invocation: Invocation, isAgain: boolean): Promise<void> {
  const { options, out, notes, signal } = invocation;
  const view = await session.activity({ signal });
  if (options.flag('json')) {
    await (isAgain ? writeData(jsonDocument(view), out) : writeJson(view, invocation));
    return;
  }
  const text = activityText(view, out.style);
  await out.write(isAgain && out.isTerminal ? `${clear}${text}` : text);
  for (const remark of view.remarks) await notes.write(`note: ${sanitiseLine(remark)}\n`);
}

function wayOf(deed: string): Way {
  if (deed === 'cancel' || deed === 'terminate') return deed;
  const remedy = nearestRemedy(deed, ['cancel', 'terminate'], (near) => `seqscope activity ${near} PID`);
  throw usageError('unknown-deed', `"${deed}" is nothing that \`activity\` does.`, 'activity', remedy);
}

function pidOf(deed: string, text: string | undefined): number {
  if (text !== undefined && /^[1-9]\d{0,9}$/.test(text)) return Number(text);
  const said = text === undefined ? 'There is no process id.' : `"${text}" is no process id.`;
  throw usageError(
    'pid-invalid',
    said,
    'activity',
    `Give one of \`seqscope activity\`: \`seqscope activity ${deed} 4711\`.`,
  );
}

async function endSession(way: Way, pid: number, invocation: Invocation): Promise<number> {
  const { notes, out, signal } = invocation;
  const session = await invocation.openSession();
  const { sessions } = await session.activity({ signal });
  const found = sessions.find((candidate) => candidate.pid === pid);
  if (found === undefined) throw noSuchSession(pid);
  if (found.backendStart === null) throw hiddenSession(pid);
  const question = endQuestionText(found, way);
  if (question === null) throw nothingToCancel(pid);
  if (!(await isAgreed(session, sanitiseLine(question), invocation))) {
    await notes.write('Nothing was done.\n');
    return exitCodes.failed;
  }
  const { status } = await session.endSession({ pid, backendStart: found.backendStart, way });
  if (status === 'gone') await notes.write(`notice: Session ${String(pid)} had ended by itself.\n`);
  else
    await out.write(
      `Session ${String(pid)} was told to ${way === 'cancel' ? 'cancel its statement' : 'end'}.\n`,
    );
  return exitCodes.ok;
}

/** In production the database's name is the answer. */
async function isAgreed(session: Session, question: string, invocation: Invocation): Promise<boolean> {
  if (invocation.options.flag('yes')) return true;
  if (!canAsk(invocation)) {
    throw new ConsoleError(`${question}. Nobody can be asked here.`, {
      code: 'not-agreed',
      kind: 'usage',
      remedy: 'Add `--yes` to agree to it.',
    });
  }
  const { production, database } = await session.database();
  if (production == null) return confirm(invocation, `${question}. Do it?`);
  await invocation.notes.write(`${question}. This is production: ${sanitiseLine(production)}.\n`);
  return (await askText(invocation, 'Type the name of the database to do it:')) === database;
}

function noSuchSession(pid: number): ConsoleError {
  return new ConsoleError(`There is no session ${String(pid)} in this database.`, {
    code: 'no-such-session',
    remedy: 'See `seqscope activity` for those there are.',
  });
}

function hiddenSession(pid: number): ConsoleError {
  return new ConsoleError(`This role may not see what session ${String(pid)} is.`, {
    code: 'session-hidden',
    remedy: 'Connect as its own role, or as one with pg_read_all_stats and pg_signal_backend.',
  });
}

function nothingToCancel(pid: number): ConsoleError {
  return new ConsoleError(`Session ${String(pid)} runs nothing that could be cancelled.`, {
    code: 'nothing-to-cancel',
    remedy: `End the session itself with \`seqscope activity terminate ${String(pid)}\`.`,
  });
}
