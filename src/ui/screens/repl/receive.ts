/** What comes back of typed code: values, what commands say, candidates, rows, and what was typed before. */
import type { ToldLine } from '../../../evaluation/evaluation.ts';
import { candidateList } from '../../editing/candidates.ts';
import { groupedDigits } from '../../../output/grouped-digits.ts';
import type { SqlSource } from '../../../queries/query-spec.ts';
import { sourceName } from '../../../session.ts';
import type { OpenedRows, ReplMessage } from './messages.ts';
import { currentScreen, type State } from '../../state.ts';
import { endRequest, pushScreen, stay, takeId, withNotice, type Step } from '../../step.ts';
import { givenRows } from '../rows/given-rows.ts';
import { openSpec } from '../rows/open.ts';
import { receiveCommand, receiveEvaluation, withRepl } from './running.ts';
import type { ReplScreen } from './state.ts';
import { withTold } from './told.ts';

export function receiveReplAnswer(state: State, message: ReplMessage): Step {
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
      return openRead(state, message.title, message.opened);
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
  { text, cursor, completion }: Extract<ReplMessage, { readonly type: 'code-completed' }>,
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

const valueSource: SqlSource = { type: 'sql', text: '', parameters: {}, isOnce: true };

function openRead(state: State, title: string, opened: OpenedRows): Step {
  const [id, next] = takeId(state);
  switch (opened.type) {
    case 'gone':
      return [withNotice(state, 'These rows are gone: evaluate them again.', 'bad'), []];
    case 'text': {
      const { text } = opened;
      return [pushScreen(next, { type: 'value', id, title, text, language: 'text', top: 0 }), []];
    }
    case 'spec':
      return openSpec(state, opened.spec, `${title} ${sourceName(opened.spec.source)}`);
    case 'given': {
      const { page, leftOut } = opened;
      const shown = pushScreen(next, givenRows(next, id, title, { page, source: valueSource }));
      if (leftOut === 0) return stay(shown);
      const here = groupedDigits(page.rows.length);
      const text = `The first ${here} rows; ${groupedDigits(leftOut)} more: .export writes all of them.`;
      return stay(withNotice(shown, text));
    }
  }
}
