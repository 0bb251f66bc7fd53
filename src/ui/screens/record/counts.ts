/** Counts the rows that each relation of the shown record leads to: a few statements at a time, none for a record that was left. */
import type { Effect } from '../../effects.ts';
import { currentScreen, type State } from '../../state.ts';
import { replaceScreen, stay, takeId, type Step } from '../../step.ts';
import { relationKey } from '../rows/relations.ts';
import { recordItems } from './items.ts';
import type { RecordScreen, RelationCount } from './state.ts';

/** Statements under way at once. */
const atOnce = 2;

/** Asks for the next counts of the record that is shown; of any other screen for nothing. They are no work that Ctrl-C waits for. */
export function countShownRelations(state: State): Step {
  const screen = currentScreen(state);
  if (screen.type !== 'record') return stay(state);
  const counts = new Map<string, RelationCount>(screen.counts);
  const effects: Effect[] = [];
  let next = state;
  for (const item of recordItems(state, screen)) {
    if (item.type !== 'relation' || item.destination.status !== 'ready') continue;
    const relation = relationKey(item.relation);
    if (counts.has(relation)) continue;
    if (countingIn(counts).length >= atOnce) break;
    const [requestId, taken] = takeId(next);
    next = taken;
    counts.set(relation, { status: 'counting', requestId });
    const { spec } = item.destination;
    effects.push({ type: 'count-relation', requestId, screenId: screen.id, relation, spec });
  }
  return effects.length === 0 ? stay(state) : [replaceScreen(next, { ...screen, counts }), effects];
}

/** Takes a count in, unless it is of a record shown before, and asks for the next one. */
export function receiveRelationCount(
  state: State,
  screen: RecordScreen,
  answer: { readonly requestId: number; readonly relation: string; readonly count: number | null },
): Step {
  const asked = screen.counts.get(answer.relation);
  if (asked?.status !== 'counting' || asked.requestId !== answer.requestId) return stay(state);
  const counted: RelationCount = { status: 'counted', count: answer.count };
  const counts = new Map(screen.counts).set(answer.relation, counted);
  return countShownRelations(replaceScreen(state, { ...screen, counts }));
}

/** Stops the counts under way. */
export function cancelledCounts({ counts }: RecordScreen): readonly Effect[] {
  return countingIn(counts).map((requestId) => ({ type: 'cancel-request', requestId }));
}

/** The record with what is counted, as if the rest had not been asked for. */
export function withoutCounting(screen: RecordScreen): RecordScreen {
  return {
    ...screen,
    counts: new Map([...screen.counts].filter(([, { status }]) => status === 'counted')),
  };
}

function countingIn(counts: ReadonlyMap<string, RelationCount>): readonly number[] {
  return [...counts.values()].flatMap((count) => (count.status === 'counting' ? [count.requestId] : []));
}
