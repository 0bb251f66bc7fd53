/**
 * Models and the catalog's tables, brought together. Pure: both sides are read elsewhere.
 */
import type { CatalogTable, CatalogTableDescription } from '../database/catalog.ts';
import { ConsoleError, nearestNames } from '../errors.ts';
import type {
  ModelDescription,
  ModelSummary,
  SchemaDescription,
  TableDescription,
  TableSummary,
} from './description.ts';

type Place = Pick<CatalogTable, 'schema' | 'name'>;

/** Every table in the order given, each with the model that owns it: the first by name when several do. */
export function joinTables(
  models: readonly ModelSummary[],
  catalogTables: readonly CatalogTable[],
): readonly TableSummary[] {
  const owners = new Map<CatalogTable, string>();
  for (const model of models) {
    const table = tableOfModel(model, catalogTables);
    if (table !== null && !owners.has(table)) owners.set(table, model.name);
  }
  return catalogTables.map((table) => ({ ...table, model: owners.get(table) ?? null }));
}

/**
 * The table a model stands before, null when the database has none. A model without a schema means the first one of the
 * search path: `public`, else the only table of that name.
 */
export function tableOfModel<T extends Place>(
  { table, schema }: Pick<ModelSummary, 'table' | 'schema'>,
  tables: readonly T[],
): T | null {
  const named = tables.filter(({ name }) => name === table);
  const exact = named.find((candidate) => candidate.schema === (schema ?? 'public'));
  if (exact !== undefined) return exact;
  return schema === null && named.length === 1 ? (named[0] ?? null) : null;
}

/** A model with its table as the catalog describes it; null for a table that is not there or cannot be asked for. */
export function describeModel(model: ModelSummary, table: CatalogTableDescription | null): ModelDescription {
  return { model, table: table === null ? null : { ...table, model: model.name } };
}

/** All of both, joined: each model with its table, each table with the model that owns it. */
export function joinSchema(
  models: readonly ModelSummary[],
  catalogTables: readonly CatalogTableDescription[],
): Pick<SchemaDescription, 'models' | 'tables'> {
  const owned = joinTables(models, catalogTables);
  const tables = catalogTables.map((table, index) => ({ ...table, model: owned[index]?.model ?? null }));
  return { models: models.map((model) => ({ model, table: tableOfModel(model, tables) })), tables };
}

/** A table with the model that owns it, whichever of `models` that is. */
export function describeTable(
  models: readonly ModelSummary[],
  table: CatalogTableDescription,
): TableDescription {
  const [joined] = joinTables(models, [table]);
  return { ...table, model: joined?.model ?? null };
}

/** The model of that name, in any case of letters when only one fits. Throws `unknown-model` with the nearest names. */
export function findModel(models: readonly ModelSummary[], name: string): ModelSummary {
  const exact = models.find((model) => model.name === name);
  if (exact !== undefined) return exact;
  const alike = models.filter((model) => model.name.toLowerCase() === name.toLowerCase());
  if (alike.length === 1 && alike[0] !== undefined) return alike[0];
  const nearest = nearestNames(
    name,
    models.map((model) => model.name),
  );
  throw new ConsoleError(`There is no model "${name}".`, {
    code: 'unknown-model',
    kind: 'usage',
    remedy:
      nearest.length === 0
        ? 'List the models with `seqscope models`.'
        : `Did you mean ${nearest.map((known) => `"${known}"`).join(' or ')}? \`seqscope models\` lists them all.`,
  });
}
