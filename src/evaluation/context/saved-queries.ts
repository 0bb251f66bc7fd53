/** The saved queries of a project as functions of one object: `queries.activeUsers()`. Calling one runs it, looking at it does not. */
import { plainValue } from '../../queries/plain-value.ts';
import { callNames, memberText } from '../../queries/saved-queries/call-names.ts';
import { queryFiles } from '../../queries/saved-queries/query-files.ts';
import type { SavedRowsGround } from '../../queries/saved-queries/saved-rows.ts';
import type { ParamValues } from '../../queries/saved-queries/saved-query.ts';
import { isRecord } from '../../project/modules/module-values.ts';
import { ConsoleError } from '../../errors.ts';

export interface BoundQueries {
  /** What the object is called. */
  readonly name: string;
  /** True where the project has a name of its own that would be theirs. */
  readonly isRenamed: boolean;
  readonly value: object;
  /** Makes of it what the files are now. */
  readonly refresh: () => void;
}

/** The second one where the project has a name like the first. */
export const queriesNames = ['queries', 'savedQueries'] as const;

type Call = (params?: unknown) => Promise<unknown>;

/** `taken` are the names that the project has itself. */
export function bindSavedQueries(ground: SavedRowsGround, taken: ReadonlySet<string>): BoundQueries {
  const [usual, other] = queriesNames;
  const name = taken.has(usual) ? other : usual;
  // Without a prototype, so that every name is a query's.
  const value = Object.create(null) as Record<string, Call>;
  let known = '';
  function refresh(): void {
    const files = queryFiles(ground.place.folder).map((file) => file.name);
    if (files.join('\n') === known) return;
    known = files.join('\n');
    for (const key of Object.keys(value)) Reflect.deleteProperty(value, key);
    for (const [query, names] of callNames(files)) {
      const call = callOf(ground, query, `${name}${memberText(names)}`);
      for (const key of names) value[key] = call;
    }
  }
  refresh();
  return { name, isRenamed: name !== usual, value, refresh };
}

function callOf(ground: SavedRowsGround, query: string, written: string): Call {
  const example = (param: string, text: string): string => {
    const value = /^(?:-?[\d.]+|true|false)$/.test(text) ? text : `'${text}'`;
    return `${written}({ ${param}: ${value} })`;
  };
  const call: Call = async (params = {}) => {
    const { savedRows } = await import('../../queries/saved-queries/saved-rows.ts');
    return savedRows(ground, query, paramsOf(params, written), example);
  };
  return Object.defineProperty(call, 'name', { value: query });
}

function paramsOf(params: unknown, written: string): ParamValues {
  if (isRecord(params) && !Array.isArray(params)) {
    const given = Object.entries(params).filter(([, value]) => value !== undefined);
    return Object.fromEntries(given.map(([name, value]) => [name, plainValue(value)]));
  }
  throw new ConsoleError(`What "${written}" is given is no object.`, {
    code: 'param-invalid',
    kind: 'usage',
    remedy: `Write parameters by their names, as in \`${written}({ days: 30 })\`.`,
  });
}
