/** Puts the SQL screen into the state, and keeps it for when it is come back to. */
import { scrolledEditor } from '../../editing/scrolled-editor.ts';
import type { TextEditor } from '../../editing/text-editor.ts';
import { layoutOf } from '../../layout.ts';
import type { State } from '../../state.ts';
import { replaceScreen } from '../../step.ts';
import { editorHeight, type SqlScreen } from './state.ts';

export function withSql(state: State, screen: SqlScreen): State {
  const kept = { ...state.sql, last: screen };
  return replaceScreen({ ...state, sql: kept }, screen);
}

/** The screen with another text or cursor, which is in view. */
export function withEditor(state: State, screen: SqlScreen, editor: TextEditor): SqlScreen {
  const { innerHeight, innerWidth } = layoutOf(state.size, 'main');
  const room = { width: innerWidth - 2, height: editorHeight({ editor }, innerHeight) };
  return { ...screen, editor: scrolledEditor(editor, room) };
}
