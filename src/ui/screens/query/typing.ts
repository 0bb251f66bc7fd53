/** The line above the outline: a filter with its completion, a limit, the arguments of a scope. */
import { choosing } from '../../editing/candidates.ts';
import type { ReadSource } from '../../../queries/query-spec.ts';
import type { FilterCompletion } from '../../../queries/filter/complete-filter.ts';
import type { CompletionRequest } from '../../../session-shapes.ts';
import type { State } from '../../state.ts';
import { replaceScreen, stay, withNotice, type Step } from '../../step.ts';
import { lineOf, type LineInput } from '../../terminal/line-input.ts';
import { completionOf, lineWithChosen } from '../rows/completion-list.ts';
import { changeQuery } from './change.ts';
import { includeAt, withInclude } from './parts/includes.ts';
import { modelAt } from './parts/models.ts';
import { acceptParam, paramLabel } from './saved.ts';
import type { IncludePath, QueryScreen, Typing } from './state.ts';

export function typingLabel(typing: Typing): string {
  switch (typing.purpose) {
    case 'filter':
      return typing.path.length === 0 ? ' filter ' : ` filter of ${typing.path.join(' › ')} `;
    case 'limit':
      return ' limit ';
    case 'save':
      return ' save as ';
    case 'param':
      return paramLabel(typing);
    case 'scope':
      return ` ${typing.scope}(`;
  }
}

/** The filter of the source, or of the include at that path. */
export function typeFilter(state: State, screen: QueryScreen, path: IncludePath): Step {
  const filter = path.length === 0 ? screen.spec.filter : (includeAt(screen.spec, path)?.filter ?? '');
  return begin(state, screen, { purpose: 'filter', path, line: lineOf(filter), completion: null });
}

export function typeLimit(state: State, screen: QueryScreen): Step {
  const { limit } = screen.spec;
  return begin(state, screen, { purpose: 'limit', line: lineOf(limit === null ? '' : String(limit)) });
}

export function typeArguments(state: State, screen: QueryScreen, scope: string): Step {
  return begin(state, screen, { purpose: 'scope', scope, line: lineOf('') });
}

function begin(state: State, screen: QueryScreen, typing: Typing): Step {
  return [replaceScreen(state, { ...screen, typing }), []];
}

export function typeInQuery(state: State, screen: QueryScreen, line: LineInput): Step {
  const { typing } = screen;
  if (typing === null || line === typing.line) return stay(state);
  if (typing.purpose !== 'filter')
    return [replaceScreen(state, { ...screen, typing: { ...typing, line } }), []];
  const isEmpty = line.text.trim() === '';
  const typed: QueryScreen = {
    ...screen,
    typing: { ...typing, line, completion: isEmpty ? null : typing.completion },
  };
  return isEmpty ? [replaceScreen(state, typed), []] : askCompletion(state, typed, typing.path, line);
}

function askCompletion(state: State, screen: QueryScreen, path: IncludePath, line: LineInput): Step {
  const source = sourceAt(state, screen, path);
  if (source === null) return [replaceScreen(state, screen), []];
  const request: CompletionRequest = { source, text: line.text, cursor: line.cursor };
  return [replaceScreen(state, screen), [{ type: 'complete-filter', screenId: screen.id, request }]];
}

function sourceAt(state: State, { spec }: QueryScreen, path: IncludePath): ReadSource | null {
  if (path.length === 0) return spec.source;
  const model = modelAt(state, spec, path);
  return model === null ? null : { type: 'model', name: model.name };
}

/** An answer to what is no longer typed is dropped. */
export function receiveQueryCompletion(
  state: State,
  screen: QueryScreen,
  request: CompletionRequest,
  answer: FilterCompletion,
): Step {
  const { typing } = screen;
  if (typing?.purpose !== 'filter') return stay(state);
  const { line } = typing;
  if (line.text !== request.text || line.cursor !== request.cursor) return stay(state);
  return begin(state, screen, { ...typing, completion: completionOf(line, answer) });
}

/** Puts the chosen candidate in; without a list asks for one. */
export function completeQuery(state: State, screen: QueryScreen): Step {
  const { typing } = screen;
  if (typing?.purpose !== 'filter') return stay(state);
  const completed = lineWithChosen(typing.line, typing.completion);
  return completed === null
    ? askCompletion(state, screen, typing.path, typing.line)
    : typeInQuery(state, screen, completed);
}

export function chooseInCompletion(state: State, screen: QueryScreen, step: 1 | -1): Step {
  const { typing } = screen;
  if (typing?.purpose !== 'filter' || typing.completion === null) return stay(state);
  return begin(state, screen, { ...typing, completion: choosing(typing.completion, step) });
}

/** The list of completions is left first. */
export function leaveTyping(state: State, screen: QueryScreen): State {
  const { typing } = screen;
  const isList = typing?.purpose === 'filter' && typing.completion !== null;
  return replaceScreen(state, { ...screen, typing: isList ? { ...typing, completion: null } : null });
}

export function acceptTyping(state: State, screen: QueryScreen): Step {
  const { typing } = screen;
  if (typing === null) return stay(state);
  const text = typing.line.text.trim();
  const closed: QueryScreen = { ...screen, typing: null };
  switch (typing.purpose) {
    case 'filter': {
      const { spec } = screen;
      const { path } = typing;
      if (path.length === 0) return changeQuery(state, closed, { ...spec, filter: text });
      return changeQuery(
        state,
        closed,
        withInclude(spec, path, (include) => ({ ...include, filter: text })),
      );
    }
    case 'limit': {
      const limit = text === '' ? null : wholeNumber(text);
      if (limit === undefined) {
        return [withNotice(state, 'Give a number of rows from 1 on, or nothing for all of them.', 'bad'), []];
      }
      return changeQuery(state, closed, { ...screen.spec, limit });
    }
    case 'save':
      if (text === '') return [replaceScreen(state, closed), []];
      return [replaceScreen(state, closed), [{ type: 'save-query', name: text, spec: screen.spec }]];
    case 'param':
      return acceptParam(state, screen, typing);
    case 'scope':
      // The line stays until the session has read what was typed.
      return [state, [{ type: 'parse-scope', screenId: screen.id, text: `${typing.scope}(${text})` }]];
  }
}

function wholeNumber(text: string): number | undefined {
  const digits = text.replaceAll(/[,_ ]/g, '');
  return /^\d{1,9}$/.test(digits) && Number(digits) > 0 ? Number(digits) : undefined;
}
