/**
 * Joins what the models say with what the catalog says: tables with the model before them, models with their table.
 */
import type { Database } from '../database/client.ts';
import { ConsoleError, nearestNames } from '../errors.ts';
import type {
  ModelDescription,
  ModelSummary,
  TableDescription,
  TableSummary,
} from '../schema/description.ts';
import type { SessionParts } from './parts.ts';

/** Where a model without a schema of its own has its table, as Sequelize has it. */
const defaultSchema = 'public';

/** By schema and name. `model` is set only when the models are loaded already: listing tables loads none. */
export async function listTables(parts: SessionParts): Promise<readonly TableSummary[]> {
  const { readTables } = await import('../database/catalog.ts');
  const tables = await readTables(await parts.database.get());
  const models = modelsByTable(parts);
  return tables.map((table) => ({
    ...table,
    model: models.get(qualified(table.schema, table.name)) ?? null,
  }));
}

/** Rejects with `unknown-table`, listing the nearest. */
export async function describeTable(
  parts: SessionParts,
  schema: string,
  name: string,
): Promise<TableDescription> {
  const database = await parts.database.get();
  const table = await readDescription(parts, database, schema, name);
  if (table !== null) return table;
  const { readTables } = await import('../database/catalog.ts');
  const known = (await readTables(database)).map((other) => `${other.schema}.${other.name}`);
  throw unknownName('table', qualified(schema, name), known);
}

/**
 * Rejects with `unknown-model`, listing the nearest. `table` is null when the models' database has no such table, or
 * cannot be reached.
 */
export async function describeModel(parts: SessionParts, name: string): Promise<ModelDescription> {
  const { models } = await parts.application.get();
  const model = models.find((candidate) => candidate.name === name);
  if (model === undefined) {
    throw unknownName(
      'model',
      name,
      models.map((candidate) => candidate.name),
    );
  }
  return { model, table: await tableOf(parts, model) };
}

async function tableOf(parts: SessionParts, model: ModelSummary): Promise<TableDescription | null> {
  try {
    const database = await parts.modelDatabase();
    return await readDescription(parts, database, model.schema ?? defaultSchema, model.table);
  } catch (error) {
    if (error instanceof ConsoleError && error.kind === 'connection') return null;
    throw error;
  }
}

async function readDescription(
  parts: SessionParts,
  database: Database,
  schema: string,
  name: string,
): Promise<TableDescription | null> {
  const { readTable } = await import('../database/catalog.ts');
  const table = await readTable(database, schema, name);
  return table === null
    ? null
    : { ...table, model: modelsByTable(parts).get(qualified(schema, name)) ?? null };
}

/** The first model by name where several share a table. */
function modelsByTable(parts: SessionParts): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { name, schema, table } of parts.application.peek()?.models ?? []) {
    const key = qualified(schema ?? defaultSchema, table);
    if (!found.has(key)) found.set(key, name);
  }
  return found;
}

function qualified(schema: string, name: string): string {
  return `${schema}.${name}`;
}

function unknownName(what: 'model' | 'table', name: string, known: readonly string[]): ConsoleError {
  const nearest = nearestNames(name, known);
  const remedy =
    nearest.length > 0
      ? `Did you mean ${nearest.map((candidate) => `"${candidate}"`).join(' or ')}?`
      : 'Run "seqscope models" to see what there is.';
  return new ConsoleError(`There is no ${what} "${name}".`, {
    code: `unknown-${what}`,
    kind: 'usage',
    remedy,
  });
}
