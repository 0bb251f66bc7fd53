/** The saved queries as typed code calls them, for whoever asks what there is. */
import { callNames, memberText } from '../../queries/saved-queries/call-names.ts';
import type { SavedParam, SavedQuery } from '../../queries/saved-queries/saved-query.ts';

export interface CallableQuery {
  /** `queries.devicesUnseen({ days: 30 })`, with defaults, and `…` for what has to be given. */
  readonly call: string;
  readonly query: SavedQuery;
}

export interface CallableQueries {
  /** What the object is called that holds them. */
  readonly name: string;
  /** True where the project has a name of its own that would be theirs. */
  readonly isRenamed: boolean;
  readonly queries: readonly CallableQuery[];
}

export function callableQueries(
  { name, isRenamed }: Pick<CallableQueries, 'name' | 'isRenamed'>,
  queries: readonly SavedQuery[],
): CallableQueries {
  const names = callNames(queries.map((query) => query.name));
  return {
    name,
    isRenamed,
    queries: queries.map((query) => ({
      call: `${name}${memberText(names.get(query.name) ?? [query.name])}(${paramsText(query.params)})`,
      query,
    })),
  };
}

function paramsText(params: readonly SavedParam[]): string {
  if (params.length === 0) return '';
  const said = params.map((param) => `${keyText(param.name)}: ${defaultText(param)}`);
  return `{ ${said.join(', ')} }`;
}

function keyText(name: string): string {
  return name.includes('-') ? `'${name}'` : name;
}

function defaultText({ default: value }: SavedParam): string {
  if (value === undefined) return '…';
  return typeof value === 'string' ? `'${value.replaceAll("'", "\\'")}'` : JSON.stringify(value);
}
