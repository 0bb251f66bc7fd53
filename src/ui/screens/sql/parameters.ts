/** Asks for the values of `:name`, one after the other, before anything of the text is sent. */
import type { SqlPiece } from '../../../queries/sql/split.ts';
import { parameterNames } from '../../../session.ts';
import type { ActionId } from '../../actions.ts';
import type { State } from '../../state.ts';
import { stay, withNotice, type Step } from '../../step.ts';
import type { Keystroke, Paste } from '../../terminal/key.ts';
import { editLine, lineOf } from '../../terminal/line-input.ts';
import { withSql } from './keeping.ts';
import { explainPieces } from './planning.ts';
import { runPieces } from './running.ts';
import type { SqlPurpose, SqlScreen } from './state.ts';

/** Asks for the parameters first. */
export function beginSql(
  state: State,
  screen: SqlScreen,
  pieces: readonly SqlPiece[],
  purpose: SqlPurpose = 'run',
): Step {
  if (pieces.length === 0) return [withNotice(state, 'There is no statement to run.'), []];
  const isBusy = screen.requestId !== null && screen.watch === null;
  if (isBusy) return [withNotice(state, 'A statement is running: Esc cancels it.'), []];
  const statements = pieces.filter(({ type }) => type === 'statement');
  const names = [...new Set(statements.flatMap(({ text }) => parameterNames(text)))];
  const [first, ...others] = names;
  const fresh: SqlScreen = { ...screen, completion: null, text: screen.editor.text };
  if (first === undefined) return go(state, fresh, pieces, purpose);
  const line = lineOf(valueText(screen.parameters[first]));
  return [withSql(state, { ...fresh, asked: { names: [first, ...others], line, pieces, purpose } }), []];
}

function go(state: State, screen: SqlScreen, pieces: readonly SqlPiece[], purpose: SqlPurpose): Step {
  return purpose === 'run' ? runPieces(state, screen, pieces) : explainPieces(state, screen, pieces);
}

export function typeParameter(
  state: State,
  screen: SqlScreen,
  action: ActionId | null,
  key: Keystroke | Paste,
): Step {
  const { asked } = screen;
  if (asked === null) return stay(state);
  if (action === 'sql.close' || action === 'sql.cancel') {
    return [withSql(state, { ...screen, asked: null }), []];
  }
  if (key.type === 'key' && key.name === 'enter') return acceptParameter(state, screen);
  return [withSql(state, { ...screen, asked: { ...asked, line: editLine(asked.line, key) } }), []];
}

/** `NULL` is NULL. */
function acceptParameter(state: State, screen: SqlScreen): Step {
  const { asked } = screen;
  if (asked === null) return stay(state);
  const [name, next, ...others] = asked.names;
  const value = asked.line.text === 'NULL' ? null : asked.line.text;
  const parameters = { ...screen.parameters, [name]: value };
  const given = { ...screen, parameters };
  if (next === undefined) return go(state, { ...given, asked: null }, asked.pieces, asked.purpose);
  const line = lineOf(valueText(parameters[next]));
  return [withSql(state, { ...given, asked: { ...asked, names: [next, ...others], line } }), []];
}

function valueText(value: string | null | undefined): string {
  return value === null ? 'NULL' : (value ?? '');
}
