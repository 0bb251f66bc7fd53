/** Changing the query: the spec before is kept to go back to, and all that is known is asked for anew. */
import type { QuerySpec } from '../../../queries/query-spec.ts';
import type { State } from '../../state.ts';
import { replaceScreen, stay, withNotice, type Step } from '../../step.ts';
import { askAll } from './asking.ts';
import type { QueryScreen } from './state.ts';

/** Specs that one can go back to. */
const mostPast = 200;

export function changeQuery(state: State, screen: QueryScreen, spec: QuerySpec): Step {
  if (spec === screen.spec) return [replaceScreen(state, screen), []];
  const past = [...screen.past, screen.spec].slice(-mostPast);
  return askAll(state, { ...withoutForeign(screen, spec), spec, past, future: [], tabTop: 0 });
}

/** What came for other rows says nothing of these. */
function withoutForeign(screen: QueryScreen, { source }: QuerySpec): QueryScreen {
  return isSame(source, screen.spec.source) ? screen : { ...screen, natural: null };
}

export function isSameSpec(one: QuerySpec, other: QuerySpec): boolean {
  return isSame({ includes: [], ...one }, { includes: [], ...other });
}

/** Of plain data whose keys stand in one order. */
function isSame(one: object, other: object): boolean {
  const write = (value: object): string =>
    JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? `${String(part)}n` : part));
  return write(one) === write(other);
}

export function undoChange(state: State, screen: QueryScreen): Step {
  const spec = screen.past.at(-1);
  if (spec === undefined) return [withNotice(state, 'This is the query as it was opened.'), []];
  return askAll(state, {
    ...withoutForeign(screen, spec),
    spec,
    past: screen.past.slice(0, -1),
    future: [screen.spec, ...screen.future],
  });
}

export function redoChange(state: State, screen: QueryScreen): Step {
  const [spec, ...future] = screen.future;
  if (spec === undefined) return stay(withNotice(state, 'Nothing was taken back.'));
  return askAll(state, {
    ...withoutForeign(screen, spec),
    spec,
    past: [...screen.past, screen.spec],
    future,
  });
}
