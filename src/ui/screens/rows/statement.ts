/** Shows the SQL of rows that were read, as text over them. */
import type { State } from '../../state.ts';
import { pushScreen, takeId, withNotice, type Step } from '../../step.ts';
import { statementText, type ReadStatement } from './read-statement.ts';

export function showStatement(state: State, statement: ReadStatement | null): Step {
  if (statement === null) return [withNotice(state, 'Nothing was read yet.'), []];
  const [id, next] = takeId(state);
  const text = statementText(statement);
  return [pushScreen(next, { type: 'value', id, title: 'SQL', text, language: 'sql', top: 0 }), []];
}
