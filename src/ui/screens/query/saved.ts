/** Saved queries of the project: the list of them, their parameters asked for one by one, and this query saved among them. */
import type { ParamValues, SavedParam, SavedQuery } from '../../../queries/saved-queries/saved-query.ts';
import { plainText, prettyText } from '../../../output/cell.ts';
import { layoutOf } from '../../layout.ts';
import type { Choice } from '../../overlays/state.ts';
import { currentScreen, type State } from '../../state.ts';
import {
  endRequest,
  pushScreen,
  replaceScreen,
  startRequest,
  stay,
  takeId,
  withNotice,
  type Step,
} from '../../step.ts';
import { emptyLine, lineOf } from '../../terminal/line-input.ts';
import { treeOf } from '../value/tree.ts';
import { changeQuery } from './change.ts';
import type { SavedResult } from './saved-result.ts';
import type { QueryScreen, Typing } from './state.ts';

/** Characters of what is said beside a name in the list. */
const asideLength = 36;

/** Reads the list anew each time: the files are edited beside the console. */
export function askSaved(state: State, screen: QueryScreen): Step {
  return [state, [{ type: 'list-saved-queries', screenId: screen.id }]];
}

/** Over that screen alone. */
export function listSaved(state: State, screenId: number, queries: readonly SavedQuery[]): Step {
  if (currentScreen(state).id !== screenId) return stay(state);
  const saved = queries.map((query): Choice => ({
    type: 'in-query',
    choice: { type: 'saved', query },
    title: query.name,
    aside: shortened(query.problem === null ? (query.description ?? '') : `✗ ${query.problem.message}`),
  }));
  const saving: Choice = {
    type: 'in-query',
    choice: { type: 'save' },
    title: 'Save this query as …',
    aside: '',
  };
  const choices = [...saved, saving];
  return [
    { ...state, overlay: { type: 'list', title: 'Saved queries', line: emptyLine, choices, cursor: 0 } },
    [],
  ];
}

/** The name has room beside it. */
function shortened(text: string): string {
  return text.length > asideLength ? `${text.slice(0, asideLength - 1)}…` : text;
}

export function openSaved(state: State, screen: QueryScreen, query: SavedQuery): Step {
  if (query.problem !== null) return [withNotice(state, query.problem.message, 'bad'), []];
  return askParam(state, screen, query, 0, {});
}

/** The next parameter, or the run once there is none left. */
function askParam(
  state: State,
  screen: QueryScreen,
  query: SavedQuery,
  index: number,
  values: ParamValues,
): Step {
  const param = query.params[index];
  if (param === undefined) return runSaved(state, { ...screen, typing: null }, query, values);
  const line = lineOf(plainText(param.default ?? null, 'text'));
  return [replaceScreen(state, { ...screen, typing: { purpose: 'param', query, index, values, line } }), []];
}

/** An empty text leaves a parameter at its default. */
export function acceptParam(
  state: State,
  screen: QueryScreen,
  { query, index, values, line }: Typing & { readonly purpose: 'param' },
): Step {
  const param = query.params[index];
  if (param === undefined) return stay(state);
  const text = line.text.trim();
  if (text === '' && param.default === undefined) {
    return [withNotice(state, `"${param.name}" needs a value.`, 'bad'), []];
  }
  const given = text === '' ? values : { ...values, [param.name]: text };
  return askParam(state, screen, query, index + 1, given);
}

/** ` unseen-devices: days (integer) ` */
export function paramLabel({ query, index }: Typing & { readonly purpose: 'param' }): string {
  const param = query.params[index];
  return param === undefined ? '' : ` ${query.name}: ${param.name} (${kindOf(param)}) `;
}

function kindOf({ type, choices }: SavedParam): string {
  return choices === null
    ? type
    : choices
        .slice(0, 5)
        .map((value) => plainText(value, 'text'))
        .join(' | ');
}

function runSaved(state: State, screen: QueryScreen, { name }: SavedQuery, values: ParamValues): Step {
  const [requestId, next] = startRequest(state);
  return [
    replaceScreen(next, { ...screen, savedRun: requestId }),
    [
      {
        type: 'run-saved-query',
        requestId,
        screenId: screen.id,
        name,
        values,
        width: layoutOf(state.size, 'main').innerWidth - 2,
      },
    ],
  ];
}

/** What it says to read becomes the query; what it read itself is shown as it is. */
export function receiveSaved(
  state: State,
  screen: QueryScreen,
  requestId: number,
  name: string,
  outcome: SavedResult,
): Step {
  const ended = endRequest(state, requestId);
  if (screen.savedRun !== requestId) return stay(ended);
  const rested: QueryScreen = { ...screen, savedRun: null };
  if (outcome.type === 'spec') {
    const spec = { ...outcome.spec, clipBytes: null, place: { type: 'start' as const } };
    return changeQuery(withNotice(ended, `This is "${name}".`, 'good'), rested, spec);
  }
  const [id, next] = takeId(replaceScreen(ended, rested));
  if (outcome.type === 'table') {
    const { text } = outcome;
    return [pushScreen(next, { type: 'value', id, title: name, text, language: 'text', top: 0 }), []];
  }
  const { value } = outcome;
  if (value === null) return [withNotice(replaceScreen(ended, rested), `"${name}" read nothing.`), []];
  const tree = treeOf(value);
  const read = { type: 'value', id, title: name, top: 0 } as const;
  return tree === null
    ? [pushScreen(next, { ...read, text: prettyText(value, { kind: 'text' }), language: 'text' }), []]
    : [pushScreen(next, { ...read, text: prettyText(value, { kind: 'json' }), language: 'json', tree }), []];
}

export function askName(state: State, screen: QueryScreen): Step {
  return [replaceScreen(state, { ...screen, typing: { purpose: 'save', line: emptyLine } }), []];
}
