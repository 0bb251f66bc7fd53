/** Typed code and its commands, as the console asks the session for them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ToldLine } from '../../evaluation/evaluation.ts';
import {
  dotHelpText,
  exportedText,
  modelsText,
  modelText,
  queriesText,
  sandboxText,
  statementsText,
} from '../../output/dot-command-text.ts';
import { valueText } from '../../output/evaluation-text.ts';
import { lastPlanText } from '../../output/last-plan-text.ts';
import { counted } from '../../output/measures.ts';
import { modelChangesText } from '../../output/model-changes.ts';
import { dotCommands, heldPage, type Session } from '../../session.ts';
import type { Question } from '../effects.ts';
import type { RequestOf } from '../session-request.ts';
import type { Message } from '../messages.ts';
import type { OpenedRows } from '../screens/repl/messages.ts';
import { plainStyle } from '../screens/repl/transcript.ts';

type RunDotCommand = RequestOf<'run-dot-command'>;

/** Rows of a value that the grid takes: more are for a file. */
const openedRows = 10_000;

const keysText =
  'Tab completes, ↑ and ↓ bring former input, Alt-Enter begins a line, Esc and Ctrl-C interrupt.';

export async function evaluateCode(
  { requestId, screenId, code }: RequestOf<'evaluate'>,
  session: Session,
  signal: AbortSignal,
  tell: (message: Message) => void,
): Promise<Message> {
  const onTold = (lines: readonly ToldLine[]): void =>
    tell({ type: 'code-told', requestId, screenId, lines });
  const evaluation = await session.evaluate({ code, id: requestId }, { signal, onTold });
  return { type: 'code-evaluated', requestId, screenId, code, evaluation };
}

export async function readEvaluated(
  { screenId, name, width }: Extract<Question, { readonly type: 'read-evaluated' }>,
  session: Session,
): Promise<Message> {
  const answer = (title: string, opened: OpenedRows): Message => ({
    type: 'evaluated-rows-read',
    screenId,
    title,
    opened,
  });
  const spec = await session.evaluatedSpec(name);
  if (spec !== null) return answer(name, { type: 'spec', spec });
  const table = await session.evaluatedRows(name);
  if (table === null) return answer(name, { type: 'gone' });
  const { title, columns, rows, isSingle } = table;
  const label = `${name} ${title}`;
  if (isSingle) return answer(label, { type: 'text', text: valueText(table, plainStyle(width), 'tree') });
  const shown = rows.slice(0, openedRows);
  return answer(label, {
    type: 'given',
    leftOut: rows.length - shown.length,
    page: heldPage(columns, shown, 'they are the rows of a value'),
  });
}

/** What a file that cannot be read or written says is an answer, as what is wrong with what was typed. */
export async function runDotCommand(
  effect: RunDotCommand,
  session: Session,
  signal: AbortSignal,
  tell: (message: Message) => void,
): Promise<Message> {
  const { requestId, screenId } = effect;
  const answered = {
    type: 'dot-command-ran',
    requestId,
    screenId,
    hasSandbox: null,
    restarts: false,
  } as const;
  try {
    if (effect.command === 'load') {
      const code = readFileSync(typedPath(effect.argument), 'utf8');
      return await evaluateCode({ type: 'evaluate', requestId, screenId, code }, session, signal, tell);
    }
    const said = await commandText(effect, session);
    return { ...answered, tone: 'plain', ...said };
  } catch (error) {
    const isFile = error instanceof Error && 'path' in error && 'syscall' in error;
    if (!isFile) throw error;
    return { ...answered, tone: 'bad', text: error.message };
  }
}

interface Said {
  readonly text: string;
  readonly hasSandbox?: boolean;
  readonly restarts?: boolean;
}

async function commandText(effect: RunDotCommand, session: Session): Promise<Said> {
  const { command, argument, last, inputs, width } = effect;
  const style = plainStyle(width);
  switch (command) {
    case 'help':
      return { text: dotHelpText(dotCommands, argument, keysText) };
    case 'models':
      return { text: modelsText(await session.models(), style) };
    case 'describe':
      return { text: modelText(await session.describeModel(argument), style) };
    case 'scope':
      return { text: await scopeText(argument, session) };
    case 'queries':
      return { text: queriesText(await session.callableQueries()) };
    case 'sql':
      return { text: statementsText(last) };
    case 'code':
      return { text: inputs.length === 0 ? 'Nothing was evaluated so far.' : inputs.join('\n') };
    case 'explain':
      return { text: await lastPlanText(session, last, width) };
    case 'export': {
      const table = await session.evaluatedRows('_');
      if (table === null) return { text: 'The last value is no list of rows: there is nothing to export.' };
      writeFileSync(typedPath(argument), exportedText(table, argument), { flag: 'wx', mode: 0o600 });
      return { text: `${counted(table.rows.length, 'row')} in "${argument}".` };
    }
    case 'save':
      writeFileSync(typedPath(argument), `${inputs.join('\n')}\n`, { flag: 'wx' });
      return { text: `${counted(inputs.length, 'input')} in "${argument}".` };
    case 'sandbox':
    case 'undo':
    case 'review':
    case 'commit':
    case 'rollback': {
      const action = command === 'sandbox' ? 'open' : command;
      const view = await session.sandbox(action);
      return { text: sandboxText(action, view), hasSandbox: view.state === 'open' };
    }
    case 'reload': {
      const before = await session.models().catch(() => null);
      const { isReloaded } = await session.reloadModels();
      if (isReloaded) {
        return { text: modelChangesText(before?.models ?? null, (await session.models()).models) };
      }
      return { text: 'These models are ES modules: only a new process loads them again.', restarts: true };
    }
    case 'load':
    case 'table':
    case 'tree':
    case 'editor':
    case 'clear':
    case 'exit':
      // Done by the screen itself.
      return { text: '' };
  }
}

async function scopeText(argument: string, session: Session): Promise<string> {
  if (argument !== '') {
    const { scopes } = (await session.describeModel(argument)).model;
    return scopes.length === 0 ? 'It has no scopes.' : scopes.map(({ name }) => name).join('\n');
  }
  const { options } = await session.completeCode({ text: '', cursor: 0 });
  return options.map(({ text }) => text).join(', ');
}

/** `~/` as a shell has it. */
function typedPath(path: string): string {
  return path.startsWith('~/') ? join(homedir(), path.slice(2)) : path;
}
