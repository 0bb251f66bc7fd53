/** What the session answers the query screen: each answer goes to the screen that asked for it. */
import type { Message } from '../../messages.ts';
import type { State } from '../../state.ts';
import { endRequest, stay, type Step } from '../../step.ts';
import { toggledScope } from '../rows/scopes.ts';
import { receiveExplosion, receiveForms, receiveLens, receivePreview } from './asking.ts';
import { receiveCode } from './code-editing.ts';
import { changeQuery } from './change.ts';
import { receiveSaved } from './saved.ts';
import type { QueryMessage } from './messages.ts';
import type { QueryScreen } from './state.ts';
import { receiveQueryCompletion } from './typing.ts';

type Answer<Type extends Message['type']> = Extract<Message, { readonly type: Type }>;

type QueryAnswer = Exclude<QueryMessage, { readonly type: 'saved-queries-listed' | 'query-saved' }>;

export function receiveOfQuery(state: State, message: QueryAnswer): Step {
  const screen = queryScreen(state, message.screenId);
  if (screen === null) return stay(endRequest(state, message.requestId));
  switch (message.type) {
    case 'query-written':
      return stay(receiveForms(state, screen, message.requestId, message.forms));
    case 'scopes-looked-through':
      return stay(receiveLens(state, screen, message.requestId, message.lens));
    case 'explosion-foreseen':
      return stay(receiveExplosion(state, screen, message.requestId, message.found));
    case 'saved-query-ran':
      return receiveSaved(state, screen, message.requestId, message.name, message.outcome);
    case 'query-code-read':
      return receiveCode(state, screen, message.requestId, message.read);
    case 'query-previewed':
      return stay(receivePreview({ ...state, losses: 0 }, screen, message.requestId, message.page));
  }
}

export function completeInQuery(state: State, message: Answer<'completion-arrived'>): Step {
  const screen = queryScreen(state, message.screenId);
  if (screen === null) return stay(state);
  return receiveQueryCompletion(state, screen, message.request, message.completion);
}

/** Uses the scope with the arguments that were understood, unless they are no longer asked for. */
export function scopeInQuery(state: State, { screenId, use }: Answer<'scope-parsed'>): Step {
  const screen = queryScreen(state, screenId);
  if (screen?.typing?.purpose !== 'scope' || screen.typing.scope !== use.name) return stay(state);
  return changeQuery(state, { ...screen, typing: null }, toggledScope(screen.spec, use.name, use.arguments));
}

function queryScreen(state: State, id: number): QueryScreen | null {
  const screen = state.screens.find((candidate) => candidate.id === id);
  return screen?.type === 'query' ? screen : null;
}
