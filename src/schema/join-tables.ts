/**
 * Models and the catalog's tables, brought together. Pure: both sides are read elsewhere.
 */
import type { CatalogTable, CatalogTableDescription } from '../database/catalog.ts';
import { ConsoleError, nearestNames } from '../errors.ts';
import type { ModelSummary, SchemaDescription, TableDescription, TableSummary } from './description.ts';
import { joinFields } from './join-fields.ts';
import { associationRules, joinIndexes } from './join-rules.ts';
import { keyLinks, linksByModel } from './key-links.ts';
import type { ModelDetails } from './model-details.ts';

type Place = Pick<CatalogTable, 'schema' | 'name'> & Partial<Pick<CatalogTable, 'isOnPath'>>;

/** Every table in the order given, each with the model that owns it: the first by name when several do. */
export function joinTables(
  models: readonly ModelSummary[],
  catalogTables: readonly CatalogTable[],
): readonly TableSummary[] {
  const owners = ownersOf(models, catalogTables);
  return catalogTables.map((table) => ({ ...table, model: owners.get(table)?.[0] ?? null }));
}

function ownersOf<T extends Place>(
  models: readonly ModelSummary[],
  tables: readonly T[],
): ReadonlyMap<T, readonly string[]> {
  const owners = new Map<T, string[]>();
  for (const model of models) {
    const table = tableOfModel(model, tables);
    if (table === null) continue;
    const names = owners.get(table);
    if (names === undefined) owners.set(table, [model.name]);
    else names.push(model.name);
  }
  return owners;
}

/**
 * The table a model stands before, null when the database has none. A model without a schema means the first one of the search path;
 * where the connection that asked has another path than the models', `public`, else the only table of that name.
 */
export function tableOfModel<T extends Place>(
  { table, schema }: Pick<ModelSummary, 'table' | 'schema'>,
  tables: readonly T[],
): T | null {
  const named = tables.filter(({ name }) => name === table);
  const onPath = schema === null ? named.find(({ isOnPath }) => isOnPath) : undefined;
  const exact = onPath ?? named.find((candidate) => candidate.schema === (schema ?? 'public'));
  if (exact !== undefined) return exact;
  return schema === null && named.length === 1 ? (named[0] ?? null) : null;
}

/**
 * All of both, joined: each model with its table, each table with the models that stand before it. `catalogTables` is null where the
 * database could not be asked; `wanted` are the models to describe, where that is not all of them.
 */
export function joinSchema(
  models: readonly ModelDetails[],
  catalogTables: readonly CatalogTableDescription[] | null,
  wanted: readonly ModelDetails[] = models,
): Pick<SchemaDescription, 'models' | 'tables'> {
  const tables = describeTables(models, catalogTables ?? []);
  const links = linksByModel(keyLinks(models));
  const places = new Map(models.map((model) => [model, tableOfModel(model, tables)]));
  const tableOf = (model: ModelDetails): TableDescription | null => places.get(model) ?? null;
  const place = (model: ModelDetails) => ({
    schema: tableOf(model)?.schema ?? model.schema,
    table: model.table,
  });
  const isAsked = catalogTables !== null;
  const descriptions = wanted.map((model) => {
    const table = tableOf(model);
    const own = links.get(model.name) ?? [];
    return {
      model,
      table,
      fields: joinFields(model, { table, isAsked, links: own, place }),
      associationRules: associationRules(model, { links: own, tableOf, isAsked }),
      indexes: joinIndexes(model, table),
    };
  });
  return { models: descriptions, tables };
}

/** The names of the tables that a model's own description speaks of. */
export function relatedTables(models: readonly ModelDetails[], name: string): readonly string[] {
  const links = linksByModel(keyLinks(models)).get(name) ?? [];
  const related = links.flatMap(({ holder, target }) => [holder.table, target.table]);
  const own = models.filter((model) => model.name === name).map(({ table }) => table);
  return [...new Set([...own, ...related])];
}

/** Each table with the models that stand before it, in the order given. */
export function describeTables(
  models: readonly ModelSummary[],
  catalogTables: readonly CatalogTableDescription[],
): readonly TableDescription[] {
  const owners = ownersOf(models, catalogTables);
  return catalogTables.map((table) => {
    const names = owners.get(table) ?? [];
    return { ...table, model: names[0] ?? null, models: names };
  });
}

/** The model of that name, in any case of letters when only one fits. Throws `unknown-model` with the nearest names. */
export function findModel<T extends Pick<ModelSummary, 'name'>>(models: readonly T[], name: string): T {
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
