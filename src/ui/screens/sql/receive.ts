/** What comes back of typed SQL: results, questions, candidates, and what was run before. */
import type { State } from '../../state.ts';
import { endRequest, stay, type Step } from '../../step.ts';
import { askSql, receiveSql } from './running.ts';
import { receiveSqlCompletion } from './completing.ts';
import type { SqlMessage } from './messages.ts';

export function receiveSqlAnswer(state: State, message: SqlMessage): Step {
  if (message.type === 'sql-history-read') {
    return [{ ...state, sql: { ...state.sql, history: message.history } }, []];
  }
  const found = state.screens.find(({ id }) => id === message.screenId);
  const screen = found?.type === 'sql' ? found : null;
  if (message.type === 'sql-completed') {
    return screen === null ? stay(state) : receiveSqlCompletion(state, screen, message, message.completion);
  }
  if (screen === null) return stay(endRequest(state, message.requestId));
  return message.type === 'sql-ran'
    ? receiveSql({ ...state, losses: 0 }, screen, message.requestId, message.results, message.at)
    : askSql(state, screen, message.requestId, message.run, message.question);
}
