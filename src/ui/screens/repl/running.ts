/** Evaluates what is typed, or does what its command says, and puts what comes of it into the transcript. */
import { nearestNames, type ErrorReport } from '../../../errors.ts';
import { dotCommands, typedDotCommand } from '../../../session.ts';
import { emptyEditor, replaceAllText } from '../../editing/text-editor.ts';
import { goBack } from '../../history.ts';
import { layoutOf } from '../../layout.ts';
import type { Message } from '../../messages.ts';
import { reload } from '../../reloading.ts';
import type { State } from '../../state.ts';
import { endRequest, replaceScreen, startRequest, stay, withNotice, type Step } from '../../step.ts';
import { withEntries, type ReplEntry, type ReplScreen } from './state.ts';

/** Keeps the screen for when it is come back to. */
export function withRepl(state: State, screen: ReplScreen): State {
  return replaceScreen({ ...state, repl: { ...state.repl, last: screen } }, screen);
}

/** What is in the editor; it is taken out of there. */
export function runTyped(state: State, screen: ReplScreen): Step {
  const { text } = screen.editor;
  if (screen.running !== null) return [withNotice(state, 'A line is running: Esc interrupts it.'), []];
  if (text.trim() === '') return stay(state);
  const taken: ReplScreen = { ...screen, editor: emptyEditor, completion: null, past: null, draft: '' };
  const shown = withEntries(taken, { type: 'input', text });
  const entry = text.trimEnd();
  const history = [entry, ...(state.repl.history ?? []).filter((former) => former !== entry)];
  const remembered = { ...state, notice: null, repl: { ...state.repl, history } };
  const [next, effects] = runText(remembered, shown, text);
  return [next, [{ type: 'remember-code', text }, ...effects]];
}

function runText(state: State, screen: ReplScreen, text: string): Step {
  if (!text.includes('\n') && typedDotCommand(text) !== null) return runCommand(state, screen, text);
  const [requestId, next] = startRequest(state);
  return [
    withRepl(next, { ...screen, running: { requestId, text } }),
    [{ type: 'evaluate', requestId, screenId: screen.id, code: text }],
  ];
}

function runCommand(state: State, screen: ReplScreen, line: string): Step {
  const typed = typedDotCommand(line);
  if (typed === null) return stay(state);
  const { command, argument } = typed;
  const say = (text: string, tone: 'plain' | 'muted' | 'bad' = 'plain'): Step =>
    stay(withRepl(state, withEntries(screen, { type: 'said', text, tone })));
  if (command === null) {
    const names = dotCommands.map(({ name }) => name);
    const [near] = nearestNames(typed.name, names, 1);
    const hint = near === undefined ? '".help" lists them.' : `did you mean ".${near}"?`;
    return say(`There is no command ".${typed.name}": ${hint}`, 'bad');
  }
  if (command.argument !== null && !command.argument.isOptional && argument === '') {
    const { name } = command.argument;
    return say(`.${command.name} needs a ${name}: .${command.name} <${name}>`, 'bad');
  }
  switch (command.name) {
    case 'table':
    case 'tree':
      return stay(withRepl(state, { ...screen, view: command.name }));
    case 'editor':
      return say('That is for a plain terminal: here Alt-Enter begins another line.', 'muted');
    case 'clear':
      return stay(withRepl(state, { ...screen, entries: [] }));
    case 'exit':
      return goBack(withRepl(state, screen));
    default: {
      const [requestId, next] = startRequest(state);
      const { innerWidth } = layoutOf(state.size, 'main');
      const { last, inputs } = screen;
      return [
        withRepl(next, { ...screen, running: { requestId, text: line } }),
        [
          {
            type: 'run-dot-command',
            requestId,
            screenId: screen.id,
            command: command.name,
            argument,
            last,
            inputs,
            width: innerWidth - 2,
          },
        ],
      ];
    }
  }
}

type Evaluated = Extract<Message, { readonly type: 'code-evaluated' }>;

export function receiveEvaluation(state: State, screen: ReplScreen, message: Evaluated): Step {
  const { requestId, evaluation, code } = message;
  const ended = endRequest(state, requestId);
  if (screen.running?.requestId !== requestId) return stay(ended);
  const shown = { ...screen, running: null };
  if (evaluation.status === 'incomplete') return stay(givenBack(ended, shown, screen.running.text));
  const inputs = evaluation.status === 'done' ? [...screen.inputs, code] : screen.inputs;
  const next = withEntries({ ...shown, last: evaluation, inputs }, { type: 'evaluation', evaluation });
  return stay(withRepl(ended, next));
}

/** What wants more lines goes on where it ended, unless something else is typed already. */
function givenBack(state: State, screen: ReplScreen, text: string): State {
  const why = 'The code ends in the middle of something.';
  if (screen.editor.text !== '') {
    return withRepl(state, withEntries(screen, { type: 'said', text: why, tone: 'bad' }));
  }
  const entries = screen.entries.at(-1)?.type === 'input' ? screen.entries.slice(0, -1) : screen.entries;
  const editor = replaceAllText(screen.editor, `${text.trimEnd()}\n`);
  return withNotice(withRepl(state, { ...screen, entries, editor }), why);
}

type CommandRan = Extract<Message, { readonly type: 'dot-command-ran' }>;

export function receiveCommand(state: State, screen: ReplScreen | null, message: CommandRan): Step {
  const { requestId, text, tone, hasSandbox, restarts } = message;
  const ended = endRequest(state, requestId);
  const told = hasSandbox === null ? ended : { ...ended, repl: { ...ended.repl, hasSandbox } };
  if (screen?.running?.requestId !== requestId) return stay(told);
  const said: readonly ReplEntry[] = text === '' ? [] : [{ type: 'said', text, tone }];
  const shown = withRepl(told, withEntries({ ...screen, running: null }, ...said));
  return restarts ? reload(shown) : stay(shown);
}

export function failRepl(state: State, screen: ReplScreen, report: ErrorReport): State {
  const entry: ReplEntry =
    report.kind === 'interrupted'
      ? { type: 'said', text: 'interrupted', tone: 'muted' }
      : { type: 'refused', report };
  const isGone = report.code === 'no-sandbox';
  const known = isGone ? { ...state, repl: { ...state.repl, hasSandbox: false } } : state;
  return withRepl(known, withEntries({ ...screen, running: null }, entry));
}

/** Code that did not end when it was told to: only another process helps. */
export function replaceStuckProcess(state: State): Step {
  const { last } = state.repl;
  const text = 'It did not stop: its process is replaced.';
  const told =
    last === null ? state : withRepl(state, withEntries(last, { type: 'said', text, tone: 'bad' }));
  return reload(told);
}
