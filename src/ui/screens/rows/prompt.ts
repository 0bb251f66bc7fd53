/** The line above the grid that asks for a text to search for, or for the seconds between two readings. */
import type { State } from '../../state.ts';
import { replaceScreen, withNotice, type Step } from '../../step.ts';
import { lineOf, type LineInput } from '../../terminal/line-input.ts';
import type { RowsPrompt } from './rows-prompt.ts';
import { openSearch } from './searching.ts';
import type { RowsScreen } from './state.ts';
import { startWatch, stopWatch, watchSeconds } from './watching.ts';

const labels = { search: ' search all rows for ', watch: ' read again every … seconds ' } as const;

export function promptLabel({ purpose }: RowsPrompt): string {
  return labels[purpose];
}

/** What `/` looked for last is offered, because that is what was not found here. */
export function askSearch(state: State, screen: RowsScreen): Step {
  return ask(state, screen, 'search', screen.found);
}

/** Asks how often; where rows are watched already, that ends. */
export function askWatch(state: State, screen: RowsScreen): Step {
  if (screen.watch !== null) return stopWatch(state, screen);
  if (screen.search !== null) {
    return [withNotice(state, 'Found rows are not watched: r searches again.'), []];
  }
  return ask(state, screen, 'watch', '2');
}

function ask(state: State, screen: RowsScreen, purpose: RowsPrompt['purpose'], text: string): Step {
  return [replaceScreen(state, { ...screen, prompt: { purpose, line: lineOf(text) } }), []];
}

export function typeInPrompt(state: State, screen: RowsScreen, line: LineInput | null): State {
  const { prompt } = screen;
  if (prompt === null) return state;
  return replaceScreen(state, { ...screen, prompt: line === null ? null : { ...prompt, line } });
}

export function acceptPrompt(state: State, screen: RowsScreen): Step {
  const { prompt } = screen;
  if (prompt === null) return [state, []];
  const { text } = prompt.line;
  const closed: RowsScreen = { ...screen, prompt: null };
  const next = replaceScreen(state, closed);
  if (prompt.purpose === 'search') return text === '' ? [next, []] : openSearch(next, closed, text);
  const seconds = watchSeconds(text);
  if (seconds === null) return [withNotice(state, 'Give a number of seconds, from 0.5 to 3600.', 'bad'), []];
  return startWatch(next, closed, seconds);
}
