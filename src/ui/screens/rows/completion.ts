/** The list under the filter bar: what could be typed next. It follows what is typed, and covers rows without moving them. */
import type { FilterCompletion } from '../../../queries/filter/complete-filter.ts';
import type { CompletionRequest } from '../../../session-shapes.ts';
import { choosing } from '../../editing/candidates.ts';
import type { State } from '../../state.ts';
import { replaceScreen, stay, type Step } from '../../step.ts';
import type { LineInput } from '../../terminal/line-input.ts';
import { completionOf, lineWithChosen } from './completion-list.ts';
import type { RowsScreen } from './state.ts';

/** Takes what was typed. The list before stays until the next one is here, so that nothing flickers. */
export function typeInFilter(state: State, screen: RowsScreen, line: LineInput): Step {
  if (line === screen.filterInput) return stay(state);
  const typed: RowsScreen = { ...screen, filterInput: line };
  if (line.text.trim() === '') return [replaceScreen(state, { ...typed, completion: null }), []];
  return askCompletion(state, typed, line);
}

function askCompletion(state: State, screen: RowsScreen, line: LineInput): Step {
  const request: CompletionRequest = { source: screen.spec.source, text: line.text, cursor: line.cursor };
  return [replaceScreen(state, screen), [{ type: 'complete-filter', screenId: screen.id, request }]];
}

/** An answer to what is no longer typed is dropped. */
export function receiveCompletion(
  state: State,
  screen: RowsScreen,
  request: CompletionRequest,
  answer: FilterCompletion,
): Step {
  const line = screen.filterInput;
  if (line?.text !== request.text || line.cursor !== request.cursor) return stay(state);
  return [replaceScreen(state, { ...screen, completion: completionOf(line, answer) }), []];
}

/** Puts the chosen candidate in; without a list asks for one. */
export function takeCandidate(state: State, screen: RowsScreen): Step {
  const { filterInput: line, completion } = screen;
  if (line === null) return stay(state);
  const completed = lineWithChosen(line, completion);
  return completed === null ? askCompletion(state, screen, line) : typeInFilter(state, screen, completed);
}

/** Round the ends. */
export function chooseCandidate(state: State, screen: RowsScreen, step: 1 | -1): Step {
  const { completion } = screen;
  if (completion === null) return stay(state);
  return [replaceScreen(state, { ...screen, completion: choosing(completion, step) }), []];
}
