/** Opens the SQL screen: the one there was before, with its text and results. */
import { currentScreen, type State } from '../../state.ts';
import { pushScreen, takeId, type Step } from '../../step.ts';
import { emptySql, sqlAtRest, type SqlScreen } from './state.ts';

export function openSql(state: State): Step {
  if (currentScreen(state).type === 'sql') return [{ ...state, focus: 'main' }, []];
  const [id, next] = takeId(state);
  const last = state.sql.last ?? emptySql(id);
  const screen: SqlScreen = { ...sqlAtRest(last), id, completion: null };
  const opened = { ...next, sql: { ...next.sql, last: screen } };
  // Underneath another screen it would be there twice.
  const screens = opened.screens.filter(({ type }) => type !== 'sql');
  const [first = opened.screens[0], ...rest] = screens;
  const effects = state.sql.history === null ? [{ type: 'read-sql-history' } as const] : [];
  return [pushScreen({ ...opened, screens: [first, ...rest] }, screen), effects];
}
