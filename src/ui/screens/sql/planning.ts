/** The plan of a statement that is typed: nothing of it runs before it is agreed to. */
import type { SqlPiece } from '../../../queries/sql/split.ts';
import type { State } from '../../state.ts';
import { withNotice, type Step } from '../../step.ts';
import { openPlan } from '../plan/update.ts';
import { withSql } from './keeping.ts';
import type { SqlScreen } from './state.ts';

export function explainPieces(state: State, screen: SqlScreen, pieces: readonly SqlPiece[]): Step {
  const [piece, ...others] = pieces;
  if (piece === undefined) return [withNotice(state, 'There is no statement to explain.'), []];
  if (others.length > 0) {
    return [withNotice(state, 'A plan is of one statement: put the cursor into it, or select it alone.'), []];
  }
  const { start, end } = piece;
  const { text, parameters } = screen;
  const kept = withSql(state, { ...screen, watch: null });
  const typed = { text, start, end, parameters };
  const verb = /^\w+/.exec(piece.text)?.[0].toUpperCase() ?? 'statement';
  const [next, effects] = openPlan(kept, verb, { type: 'typed', ...typed });
  return [next, [...(screen.watch === null ? [] : [{ type: 'unwatch' } as const]), ...effects]];
}
