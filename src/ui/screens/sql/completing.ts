/** What could be typed next in the SQL screen: asked for while a name is typed, chosen from, taken. */
import type { SqlCompletion } from '../../../queries/sql/completion/complete-sql.ts';
import { candidateList, choosing, withCandidate } from '../../editing/candidates.ts';
import type { State } from '../../state.ts';
import { stay, type Step } from '../../step.ts';
import { withEditor, withSql } from './keeping.ts';
import type { SqlScreen } from './state.ts';

export function askCompletion(state: State, screen: SqlScreen): Step {
  const { text, cursor } = screen.editor;
  return [withSql(state, screen), [{ type: 'complete-sql', screenId: screen.id, text, cursor }]];
}

/** An answer to what is no longer typed is dropped. */
export function receiveSqlCompletion(
  state: State,
  screen: SqlScreen,
  asked: { readonly text: string; readonly cursor: number },
  found: SqlCompletion,
): Step {
  const { editor } = screen;
  if (editor.text !== asked.text || editor.cursor !== asked.cursor) return stay(state);
  const isTyped = found.candidates.some(({ text }) => text === editor.text.slice(found.from, found.to));
  const completion = isTyped ? null : candidateList(found);
  return [withSql(state, { ...screen, completion, isChoosing: false }), []];
}

/** The candidate beside the chosen one; from then on Enter takes it. */
export function chooseCandidate(state: State, screen: SqlScreen, step: 1 | -1): Step {
  const { completion } = screen;
  if (completion === null) return stay(state);
  return [withSql(state, { ...screen, completion: choosing(completion, step), isChoosing: true }), []];
}

export function takeCandidate(state: State, screen: SqlScreen): Step {
  const { completion, editor } = screen;
  if (completion === null) return stay(state);
  const taken = withEditor(state, screen, withCandidate(editor, completion));
  return [withSql(state, { ...taken, completion: null, isChoosing: false }), []];
}
