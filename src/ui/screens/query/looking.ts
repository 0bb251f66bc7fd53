/** What is asked beside the rows: what each scope hides, and whether includes make many rows of few. */
import type { QuerySpec } from '../../../queries/query-spec.ts';
import type { Effect } from '../../effects.ts';
import type { State } from '../../state.ts';
import { endRequest, replaceScreen, startRequest, stay, type Step } from '../../step.ts';
import { modelAt } from './parts/models.ts';
import { unasked, type QueryScreen } from './state.ts';

/** Asks for what this spec needs and is not known or under way yet. */
export function askAside(state: State, screen: QueryScreen): Step {
  const [next, effects] = askExplosion(state, screen);
  const asked = next.screens.find(({ id }) => id === screen.id);
  if (asked?.type !== 'query') return [next, effects];
  const [last, more] = askLens(next, asked);
  return [last, [...effects, ...more]];
}

/** Only while the scopes are open: it counts the rows of each. */
export function askLens(state: State, screen: QueryScreen): Step {
  const { spec, lens, lensOf } = screen;
  const model = modelAt(state, spec, []);
  const isWanted = model !== null && screen.open.has('scopes') && (spec.relatedTo ?? null) === null;
  const key = lensKey(spec);
  if (!isWanted || (lensOf === key && lens.error === null)) return [state, []];
  const [stopped, cancelled] = stop(state, lens.requestId);
  const [requestId, next] = startRequest(stopped);
  const asked: QueryScreen = {
    ...screen,
    lens: { requestId, value: lens.value, isStale: lens.value !== null, error: null },
    lensOf: key,
  };
  return [
    replaceScreen(next, asked),
    [...cancelled, { type: 'look-through-scopes', requestId, screenId: screen.id, spec }],
  ];
}

/** All that the counts depend on. */
function lensKey({ source, scopes, isUnscoped, filter, search, includes, softDeleted }: QuerySpec): string {
  return JSON.stringify(
    [source, scopes, isUnscoped, filter, search, includes ?? [], softDeleted],
    (_, value: unknown) => (typeof value === 'bigint' ? `${String(value)}n` : value),
  );
}

function askExplosion(state: State, screen: QueryScreen): Step {
  const { spec, explosion } = screen;
  const [stopped, cancelled] = stop(state, explosion.requestId);
  const isJoined = (spec.includes ?? []).length > 0 && (spec.grouping ?? null) === null;
  if (!isJoined) return [replaceScreen(stopped, { ...screen, explosion: unasked }), cancelled];
  const [requestId, next] = startRequest(stopped);
  const asked: QueryScreen = { ...screen, explosion: { ...unasked, requestId } };
  return [
    replaceScreen(next, asked),
    [...cancelled, { type: 'foresee-explosion', requestId, screenId: screen.id, spec }],
  ];
}

function stop(state: State, requestId: number | null): Step {
  if (requestId === null) return stay(state);
  const effects: readonly Effect[] = [{ type: 'cancel-request', requestId }];
  return [endRequest(state, requestId), effects];
}
