/** The lists over the query screen: models, attributes to order and group by, aggregates; and what choosing one does. */
import { aggregateName, aggregateText, specFor } from '../../../session.ts';
import type { Choice } from '../../overlays/state.ts';
import { currentScreen, type State } from '../../state.ts';
import { stay, withNotice, type Step } from '../../step.ts';
import { emptyLine } from '../../terminal/line-input.ts';
import { changeQuery } from './change.ts';
import { groupedNames, possibleAggregates, withAggregate, withGroup } from './parts/grouping.ts';
import { fieldsAt } from './parts/models.ts';
import { withTerm } from './parts/ordering.ts';
import { askName, openSaved } from './saved.ts';
import type { QueryChoice } from './query-choice.ts';
import type { QueryScreen } from './state.ts';

export function chooseInQuery(state: State, choice: QueryChoice): Step {
  const screen = currentScreen(state);
  if (screen.type !== 'query') return stay(state);
  const { spec } = screen;
  switch (choice.type) {
    case 'model': {
      const source = { type: 'model', name: choice.name } as const;
      return changeQuery(state, { ...screen, open: new Set(['scopes']) }, specFor(source, null));
    }
    case 'order': {
      const placed = at(screen, 'order', `order:${choice.attribute}`);
      return changeQuery(state, placed, { ...spec, order: withTerm(spec.order, choice.attribute) });
    }
    case 'saved':
      return openSaved(state, screen, choice.query);
    case 'save':
      return askName(state, screen);
    case 'group':
      return changeQuery(state, at(screen, 'grouping', 'add-group'), withGroup(spec, choice.attribute));
    case 'aggregate':
      return changeQuery(state, at(screen, 'grouping', 'add-aggregate'), withAggregate(spec, choice.term));
  }
}

/** With that part open, and the cursor on that line of it. */
function at(screen: QueryScreen, part: string, id: string): QueryScreen {
  return {
    ...screen,
    open: new Set([...screen.open, part]),
    cursor: { ...screen.cursor, id },
  };
}

export function listModels(state: State): Step {
  if (state.models.status !== 'ready') return [withNotice(state, 'The models are not loaded.', 'bad'), []];
  const choices = state.models.value.models.map(({ name, table }) =>
    inQuery({ type: 'model', name }, name, table),
  );
  return withList(state, 'Query another model', choices);
}

/** Of groups, what they are grouped by and their aggregates. */
export function listOrders(state: State, { spec }: QueryScreen): Step {
  const grouping = spec.grouping ?? null;
  const names =
    grouping === null
      ? fieldsAt(state, spec, [])
          .filter(({ isStored }) => isStored)
          .map(({ name, type }) => ({ name, type }))
      : groupedNames(grouping).map((name) => ({ name, type: '' }));
  const free = names.filter(({ name }) => !spec.order.some(({ attribute }) => attribute === name));
  const choices = free.map(({ name, type }) => inQuery({ type: 'order', attribute: name }, name, type));
  return withList(state, 'Order by', choices);
}

export function listGroups(state: State, { spec }: QueryScreen): Step {
  const by = spec.grouping?.by ?? [];
  const choices = fieldsAt(state, spec, [])
    .filter(({ name, isStored }) => isStored && !by.includes(name))
    .map(({ name, type }) => inQuery({ type: 'group', attribute: name }, name, type));
  return withList(state, 'One row for each', choices);
}

export function listAggregates(state: State, { spec }: QueryScreen): Step {
  const used = new Set(spec.grouping?.aggregates.map(aggregateName));
  const choices = possibleAggregates(fieldsAt(state, spec, []))
    .filter((term) => !used.has(aggregateName(term)))
    .map((term) => inQuery({ type: 'aggregate', term }, aggregateText(term), aggregateName(term)));
  return withList(state, 'Aggregate', choices);
}

function inQuery(choice: QueryChoice, title: string, aside: string): Choice {
  return { type: 'in-query', choice, title, aside };
}

function withList(state: State, title: string, choices: readonly Choice[]): Step {
  if (choices.length === 0) return [withNotice(state, 'There is nothing left to choose.'), []];
  return [{ ...state, overlay: { type: 'list', title, line: emptyLine, choices, cursor: 0 } }, []];
}
