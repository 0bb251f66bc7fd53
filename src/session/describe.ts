/**
 * Reads what the models say and what the catalog says, and has schema/ join them.
 */
import type { Database } from '../database/client.ts';
import type { CatalogTableDescription } from '../database/catalog.ts';
import { ConsoleError, nearestNames, reportError } from '../errors.ts';
import type {
  ModelSummary,
  SchemaDescription,
  TableDescription,
  TableSummary,
} from '../schema/description.ts';
import type { CallOptions, DescribedModel, ModelsView } from '../session-shapes.ts';
import { problemOf } from './project-problems.ts';
import type { SessionParts } from './parts.ts';

/** A target that is wrong hides no model: on the embedded server it does not matter, elsewhere it is a warning. */
export async function listModels(parts: SessionParts): Promise<ModelsView> {
  const { models, problems, application } = await parts.application.get();
  const { targetProblem } = await parts.project.get();
  const ofTarget = targetProblem === null || parts.isEmbedded ? [] : [reportError(targetProblem)];
  return {
    models,
    instances: application.instances,
    problems: [
      ...problems.map(problemOf),
      ...ofTarget.map((report) => ({ ...report, severity: 'warning' as const })),
    ],
  };
}

/** By schema and name. `model` is set only when the models are loaded already: listing tables loads none. */
export async function listTables(parts: SessionParts): Promise<readonly TableSummary[]> {
  const { readTables } = await import('../database/catalog.ts');
  const { joinTables } = await import('../schema/join-tables.ts');
  const tables = await readTables(await parts.database.get());
  return joinTables(parts.application.peek()?.models ?? [], tables);
}

/** Rejects with `unknown-table`, listing the nearest. */
export async function describeTable(
  parts: SessionParts,
  schema: string,
  name: string,
): Promise<TableDescription> {
  const { readTable, readTables } = await import('../database/catalog.ts');
  const schemaRoom = await import('../schema/join-tables.ts');
  const database = await parts.database.get();
  const table = await readTable(database, schema, name);
  if (table !== null) return schemaRoom.describeTable(parts.application.peek()?.models ?? [], table);
  const known = (await readTables(database)).map((other) => `${other.schema}.${other.name}`);
  throw unknownTable(`${schema}.${name}`, known);
}

/**
 * Rejects with `unknown-model`, listing the nearest. `table` is null when the models' database has no such table; when it
 * could not be asked, `tableProblem` says why.
 */
export async function describeModel(parts: SessionParts, name: string): Promise<DescribedModel> {
  const schemaRoom = await import('../schema/join-tables.ts');
  const { models } = await parts.application.get();
  const model = schemaRoom.findModel(models, name);
  try {
    const table = await tableBehind(model, await parts.modelDatabase());
    return { ...schemaRoom.describeModel(model, table), tableProblem: null };
  } catch (error) {
    const isKnown = error instanceof ConsoleError && ['connection', 'usage'].includes(error.kind);
    if (!isKnown) throw error;
    return { model, table: null, tableProblem: reportError(error) };
  }
}

/** Rejects with what kept the models from loading where the database could not be asked either. */
export async function describeSchema(
  parts: SessionParts,
  options: CallOptions = {},
): Promise<SchemaDescription> {
  const { joinSchema } = await import('../schema/join-tables.ts');
  const { readAllTables } = await import('../database/catalog.ts');
  const application = await attempt(() => parts.application.get());
  const where = application.problem === null ? parts.modelDatabase : () => parts.database.get();
  const tables = await attempt(async () => readAllTables(await where(), options));
  if (application.problem !== null && tables.problem !== null) throw application.problem;
  return {
    ...joinSchema(application.value?.models ?? [], tables.value ?? []),
    modelProblem: application.problem === null ? null : reportError(application.problem),
    tableProblem: tables.problem === null ? null : reportError(tables.problem),
  };
}

/** What a user can mend is an answer: the other half is worth having. */
async function attempt<T>(
  work: () => Promise<T>,
): Promise<{ readonly value: T | null; readonly problem: ConsoleError | null }> {
  try {
    return { value: await work(), problem: null };
  } catch (error) {
    if (!(error instanceof ConsoleError) || error.kind === 'interrupted') throw error;
    return { value: null, problem: error };
  }
}

async function tableBehind(model: ModelSummary, database: Database): Promise<CatalogTableDescription | null> {
  const { readTable, readTables } = await import('../database/catalog.ts');
  const { tableOfModel } = await import('../schema/join-tables.ts');
  const table = tableOfModel(model, await readTables(database));
  return table === null ? null : readTable(database, table.schema, table.name);
}

function unknownTable(name: string, known: readonly string[]): ConsoleError {
  const nearest = nearestNames(name, known);
  const remedy =
    nearest.length > 0
      ? `Did you mean ${nearest.map((candidate) => `"${candidate}"`).join(' or ')}?`
      : 'Run `seqscope sql "select table_schema, table_name from information_schema.tables"` to see what there is.';
  return new ConsoleError(`There is no table "${name}".`, { code: 'unknown-table', kind: 'usage', remedy });
}
