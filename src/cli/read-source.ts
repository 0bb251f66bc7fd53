/** Finds what a name on the command line means: a model, else a table. Connects only when it is no model. */
import { ConsoleError, nearestNames } from '../errors.ts';
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
 * Models by their exact name; tables as `schema.table` or `table`, where the `public` schema wins over others. Models that cannot be loaded at all do not hide the tables. Throws `unknown-source`, or what kept the models from loading.
 */
export async function resolveSource(session: Session, name: string): Promise<ReadSource> {
  let models: readonly string[] = [];
  let loadError: Error | null = null;
  try {
    models = (await session.models()).models.map((model) => model.name);
  } catch (error) {
    loadError = error instanceof Error ? error : new Error(String(error));
  }
  if (models.includes(name)) return { type: 'model', name };
  const tables = await tablesOrEmpty(session, models, name, loadError);
  const matching = tables.filter((table) => table.name === name || qualified(table) === name);
  const [first, ...others] = matching;
  const table = matching.find(({ schema }) => schema === 'public') ?? first;
  if (table !== undefined && (others.length === 0 || table.schema === 'public')) {
    return { type: 'table', schema: table.schema, name: table.name };
  }
  if (table !== undefined) throw ambiguousTable(name, matching);
  if (loadError !== null) throw loadError;
  throw unknownSource(name, models, tables);
}

/** A mistyped model is worth its nearest names even when the server is away. */
async function tablesOrEmpty(
  session: Session,
  models: readonly string[],
  name: string,
  loadError: Error | null,
): Promise<readonly TableSummary[]> {
  try {
    return await session.tables();
  } catch (error) {
    if (loadError === null && nearestNames(name, models).length > 0) return [];
    throw error;
  }
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
