/** Finds what a name on the command line means: a model, else a table. Connects only when it is no model. */
import { ConsoleError, nearestNames, reportError, reportsIn, type ErrorReport } from '../errors.ts';
import type { ReadSource } from '../queries/query-spec.ts';
import type { Session } from '../session.ts';
import type { TableSummary } from '../schema/description.ts';
import { nearestRemedy, usageError } from './usage-errors.ts';

/** As resolveSource(), for reading rows alone: `schema.table` is a table, and no model is loaded for it. */
export async function resolveRows(session: Session, name: string): Promise<ReadSource> {
  if (name.includes('.')) {
    const table = (await session.tables().catch(() => [])).find((known) => qualified(known) === name);
    if (table !== undefined) return { type: 'table', schema: table.schema, name: table.name };
  }
  return resolveSource(session, name);
}

/**
 * Models by their exact name; tables as `schema.table` or `table`, where what the search path leads to wins, then the `public` schema. Models that cannot be loaded at all do not hide the tables. Throws `unknown-source`, or what kept the models from loading, with what keeps the tables from being asked.
 */
export async function resolveSource(session: Session, name: string): Promise<ReadSource> {
  let models: readonly string[] = [];
  let loadError: Error | null = null;
  let problems: readonly ErrorReport[] = [];
  try {
    const loaded = await session.models();
    models = loaded.models.map((model) => model.name);
    problems = loaded.problems.filter(({ severity }) => severity === 'error');
  } catch (error) {
    loadError = error instanceof Error ? error : new Error(String(error));
    problems = error instanceof ConsoleError ? reportsIn(reportError(error)) : [];
  }
  if (models.includes(name)) return { type: 'model', name };
  const tables = await session.tables().catch((error: unknown) => {
    // A mistyped model is worth its nearest names even when the server is away.
    if (loadError === null && nearestNames(name, models).length > 0) return [];
    throw togetherWith(problems, error);
  });
  const matching = tables.filter((table) => table.name === name || qualified(table) === name);
  const [first, ...others] = matching;
  const usual =
    matching.find(({ isOnPath }) => isOnPath) ?? matching.find(({ schema }) => schema === 'public');
  const table = usual ?? first;
  if (table !== undefined && (others.length === 0 || table === usual)) {
    return { type: 'table', schema: table.schema, name: table.name };
  }
  if (table !== undefined) throw ambiguousTable(name, matching);
  if (loadError !== null) throw loadError;
  throw unknownSource(name, models, tables);
}

/** The name may be of a model that did not load: that comes first, and decides what the command ends with. */
function togetherWith([first, ...others]: readonly ErrorReport[], error: unknown): unknown {
  if (first === undefined || !(error instanceof ConsoleError) || error.kind === 'interrupted') return error;
  // A project of tables alone, and one that is no project for tables either.
  if (first.kind === 'bug' || ['no-models', error.code].includes(first.code)) return error;
  const { code, kind, remedy, details } = first;
  const reports = [...others, ...reportsIn(reportError(error))];
  return new ConsoleError(first.message, {
    ...{ code, kind, remedy },
    details: { ...details, others: reports },
    cause: error,
  });
}

function qualified(table: TableSummary): string {
  return `${table.schema}.${table.name}`;
}

function ambiguousTable(name: string, tables: readonly TableSummary[]): ConsoleError {
  const names = tables.map((table) => `\`${qualified(table)}\``).join(', ');
  return usageError('ambiguous-table', `Several schemas have a table "${name}".`, '', `Say which: ${names}.`);
}

function unknownSource(
  name: string,
  models: readonly string[],
  tables: readonly TableSummary[],
): ConsoleError {
  const known = [
    ...models,
    ...tables.map((table) => (table.schema === 'public' ? table.name : qualified(table))),
  ];
  const remedy =
    nearestRemedy(name, known, (near) => near) ?? 'Run `seqscope models` to see the models, or name a table.';
  return new ConsoleError(`There is no model or table "${name}".`, {
    code: 'unknown-source',
    kind: 'usage',
    remedy,
  });
}
