/** What comes back of typed code: values, what commands say, candidates, rows, and what was typed before. */
import type { ToldLine } from '../../../evaluation/evaluation.ts';
import { candidateList } from '../../editing/candidates.ts';
import type { Message } from '../../messages.ts';
import { currentScreen, type State } from '../../state.ts';
import { endRequest, pushScreen, stay, takeId, withNotice, type Step } from '../../step.ts';
import { receiveCommand, receiveEvaluation, withRepl } from './running.ts';
import type { ReplScreen } from './state.ts';
import { withTold } from './told.ts';

export type ReplAnswer = Extract<
  Message,
  {
    readonly type:
      | 'code-told'
      | 'code-evaluated'
      | 'dot-command-ran'
      | 'code-completed'
      | 'code-history-read'
      | 'evaluated-rows-read';
  }
>;

export function receiveReplAnswer(state: State, message: ReplAnswer): Step {
  if (message.type === 'code-history-read') {
    const typed = state.repl.history ?? [];
    return stay({ ...state, repl: { ...state.repl, history: [...typed, ...message.history] } });
  }
  const found = state.screens.find(({ id }) => id === message.screenId);
  const screen = found?.type === 'repl' ? found : null;
  switch (message.type) {
    case 'code-told': {
      const isRunning = screen?.running?.requestId === message.requestId;
      return stay(isRunning ? withRepl(state, withTold(screen, message.lines)) : state);
    }
    case 'code-evaluated':
      if (screen === null) return stay(endRequest(state, message.requestId));
      return receiveEvaluation(state, screen, message);
    case 'dot-command-ran':
      return receiveCommand(state, screen, message);
    case 'code-completed':
      return stay(screen === null ? state : withCompletion(state, screen, message));
    case 'evaluated-rows-read': {
      if (currentScreen(state).id !== message.screenId) return stay(state);
      const { title, text } = message;
      if (text === null) return [withNotice(state, 'These rows are gone: evaluate them again.', 'bad'), []];
      const [id, next] = takeId(state);
      return [pushScreen(next, { type: 'value', id, title, text, language: 'text', top: 0 }), []];
    }
  }
}

/** What a timer writes when its evaluation is over. */
export function receiveLateTold(state: State, lines: readonly ToldLine[]): State {
  const { last } = state.repl;
  return last === null ? state : withRepl(state, withTold(last, lines));
}

/** An answer to what is no longer typed is dropped. */
function withCompletion(
  state: State,
  screen: ReplScreen,
  { text, cursor, completion }: Extract<ReplAnswer, { readonly type: 'code-completed' }>,
): State {
  const { editor } = screen;
  if (editor.text !== text || editor.cursor !== cursor) return state;
  const { from, to, options } = completion;
  const isTyped = options.some((option) => option.text === text.slice(from, to));
  const candidates = options.map((option) => ({
    text: option.text,
    aside: option.detail === '' ? option.kind : option.detail,
  }));
  const list = isTyped ? null : candidateList({ from, to, candidates });
  return withRepl(state, { ...screen, completion: list });
}
