/**
 * Reads what the models say and what the catalog says, and has schema/ join them.
 */
import type { Database } from '../database/client.ts';
import type { CatalogTableDescription } from '../database/catalog-description.ts';
import { ConsoleError, nearestNames, reportError } from '../errors.ts';
import type { SchemaDescription, TableDescription, TableSummary } from '../schema/description.ts';
import type { ModelDetails } from '../schema/model-details.ts';
import type { ShownStatistics } from '../schema/shown-statistics.ts';
import type { CallOptions, DescribedModel, ModelsView } from '../session-shapes.ts';
import { problemOf } from './project-problems.ts';
import type { SessionParts } from './parts.ts';
import { telling } from './telling.ts';

/** How long the models wait for the connection. */
const connectLimitMs = 300;

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
  options: CallOptions = {},
): Promise<TableDescription> {
  const { readTable } = await import('../database/catalog.ts');
  const { describeTables } = await import('../schema/join-tables.ts');
  const database = await parts.database.get();
  const table = await readTable(database, schema, name, telling(parts, options));
  const [described] = describeTables(parts.application.peek()?.models ?? [], table === null ? [] : [table]);
  if (described === undefined) throw await unknownTable(database, schema, name);
  return described;
}

/**
 * Rejects with `unknown-model`, listing the nearest. `table` is null when the models' database has no such table; when it
 * could not be asked, `tableProblem` says why.
 */
export async function describeModel(
  parts: SessionParts,
  name: string,
  options: CallOptions = {},
): Promise<DescribedModel> {
  const { findModel, joinSchema, relatedTables } = await import('../schema/join-tables.ts');
  const models = await detailedModels(parts);
  const found = findModel(models, name);
  const tables = await attempt(async () => {
    const { readTablesNamed } = await import('../database/catalog.ts');
    const names = relatedTables(models, found.name);
    return readTablesNamed(await parts.modelDatabase(), names, telling(parts, options));
  });
  if (tables.problem !== null && !['connection', 'usage'].includes(tables.problem.kind)) throw tables.problem;
  const [description] = joinSchema(models, tables.value, [found]).models;
  if (description === undefined) throw new Error(`joinSchema() left "${found.name}" out`);
  return { ...description, tableProblem: tables.problem === null ? null : reportError(tables.problem) };
}

/** Rejects with what kept the models from loading where the database could not be asked either. */
export async function describeSchema(
  parts: SessionParts,
  options: CallOptions = {},
): Promise<SchemaDescription> {
  const { joinSchema } = await import('../schema/join-tables.ts');
  const early = await askEarly(parts, options);
  const models = await attempt(() => detailedModels(parts));
  const isElsewhere = parts.application.peek()?.isElsewhere === true;
  const tables = await (isElsewhere ? attempt(async () => readTablesOf(parts, options)) : early.tables);
  if (models.problem !== null && tables.problem !== null) throw models.problem;
  const joined = joinSchema(models.value ?? [], tables.value);
  const { journalTables } = await import('../journal/journal-tables.ts');
  const isJournal = journalTables(await parts.project.get(), []);
  return {
    ...joined,
    journals: joined.tables
      .filter(({ model, name }) => model === null && isJournal(name))
      .map(({ schema, name }) => ({ schema, name })),
    modelProblem: models.problem === null ? null : reportError(models.problem),
    tableProblem: tables.problem === null ? null : reportError(tables.problem),
  };
}

/**
 * Asks before the models load, so that the server works meanwhile: loading leaves this process no time for anything else. A server
 * that does not answer soon is not waited for.
 */
async function askEarly(
  parts: SessionParts,
  options: CallOptions,
): Promise<{ readonly tables: Promise<Attempt<readonly CatalogTableDescription[]>> }> {
  const { readAllTables } = await import('../database/catalog.ts');
  const { setImmediate: turn } = await import('node:timers/promises');
  const { settleWithin } = await import('./within.ts');
  let tell = (): void => undefined;
  const sent = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const tables = attempt(async () =>
    (await parts.database.get()).withConnection((connection) => {
      const reading = readAllTables(connection, telling(parts, options));
      tell();
      return reading;
    }),
  );
  await settleWithin(Promise.race([sent, tables]), connectLimitMs);
  await turn();
  return { tables };
}

/** Where the models are, when that is another database. */
async function readTablesOf(
  parts: SessionParts,
  options: CallOptions,
): Promise<readonly CatalogTableDescription[]> {
  const { readAllTables } = await import('../database/catalog.ts');
  return readAllTables(await parts.modelDatabase(), telling(parts, options));
}

async function detailedModels(parts: SessionParts): Promise<readonly ModelDetails[]> {
  const { detailModels } = await import('../schema/describe-details.ts');
  return detailModels((await parts.application.get()).application.sequelize);
}

/** Rejects with `unknown-table`. Models are loaded, for their default scopes hide columns; where they cannot be, names alone decide. */
export async function columnStatistics(
  parts: SessionParts,
  schema: string,
  table: string,
  options: CallOptions = {},
): Promise<ShownStatistics> {
  const { readColumnStatistics } = await import('../database/column-statistics.ts');
  const { shownStatistics } = await import('../schema/shown-statistics.ts');
  const models = await attempt(() => detailedModels(parts));
  const database = await (models.problem === null ? parts.modelDatabase() : parts.database.get());
  const statistics = await readColumnStatistics(database, schema, table, options);
  if (statistics === null) throw await unknownTable(database, schema, table);
  return shownStatistics(statistics, models.value ?? []);
}

interface Attempt<T> {
  readonly value: T | null;
  readonly problem: ConsoleError | null;
}

/** What a user can mend is an answer: the other half is worth having. */
async function attempt<T>(work: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await work(), problem: null };
  } catch (error) {
    if (!(error instanceof ConsoleError) || error.kind === 'interrupted') throw error;
    return { value: null, problem: error };
  }
}

async function unknownTable(database: Database, schema: string, name: string): Promise<ConsoleError> {
  const { readTables } = await import('../database/catalog.ts');
  const known = (await readTables(database)).map((other) => `${other.schema}.${other.name}`);
  const nearest = nearestNames(`${schema}.${name}`, known);
  const remedy =
    nearest.length > 0
      ? `Did you mean ${nearest.map((candidate) => `"${candidate}"`).join(' or ')}?`
      : 'Run `seqscope sql "select table_schema, table_name from information_schema.tables"` to see what there is.';
  return new ConsoleError(`There is no table "${schema}.${name}".`, {
    code: 'unknown-table',
    kind: 'usage',
    remedy,
  });
}
