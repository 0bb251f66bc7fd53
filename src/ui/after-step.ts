/**
 * What a step of a journal leaves out of date, wherever it is shown or will be shown again: rows and their columns, records, what
 * is known of tables, the journals themselves. Nothing shown is taken away before the new is here.
 */
import type { Effect } from './effects.ts';
import { askForMissing } from './history.ts';
import { forgetTotals } from './screens/rows/counting.ts';
import { schemaEffects } from './screens/schema/known-schema.ts';
import { noMarks } from './screens/rows/marked-rows.ts';
import { arriveAt } from './screens/rows/paging.ts';
import { currentScreen, type ScreenState, type State } from './state.ts';
import type { Step } from './step.ts';

/** What a step may have changed of what the whole console shows. */
export const rereadEffects: readonly Effect[] = [
  { type: 'read-journal', kind: 'migrations' },
  { type: 'read-journal', kind: 'seeders' },
  { type: 'read-tables' },
];

/** Covered rows are read when one comes back to them; all else at once. */
export function afterStep(state: State): Step {
  const [first, ...rest] = state.screens;
  const known = [...state.descriptions.values()];
  const describing = known.map(({ schema, name }): Effect => ({ type: 'describe-table', schema, name }));
  const marked: State = {
    ...state,
    screens: [first, ...rest.map(outOfDate)],
    forward: state.forward.map(outOfDate),
    descriptions: new Map(),
  };
  const [next, reading] = readShown(marked);
  return [next, [...rereadEffects, ...schemaEffects(state), ...describing, ...reading]];
}

/** Steps go on while one looks at something else. */
function readShown(state: State): Step {
  const screen = currentScreen(state);
  if (screen.type !== 'rows') return askForMissing(state);
  const [next, effects] = arriveAt(state, screen, screen.window === null ? 'first-row' : 'same-row');
  return [next, effects];
}

function outOfDate(screen: ScreenState): ScreenState {
  if (screen.type === 'record') return { ...screen, isStale: true, counts: new Map() };
  if (screen.type !== 'rows') return screen;
  const [forgotten] = forgetTotals(screen);
  return { ...forgotten, isStale: true, marks: noMarks, error: null };
}
