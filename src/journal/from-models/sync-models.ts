/**
 * The schema that Sequelize itself makes of the models: its own Model.sync() for each of them, on an empty database, with what else the
 * models may need there already. No `sync` of the project's own and no hook is run.
 */
import type { Sequelize } from 'sequelize';
import { quoteIdentifier } from '../../database/quote.ts';
import { isRecord } from '../../project/modules/module-values.ts';
import type { DatabaseConnection } from '../../database/client.ts';
import type { ConnectionTarget } from '../../database/target.ts';
import { type AnyModel, openTwins } from './model-instance.ts';
import type { TableName } from './schema-state.ts';

export interface SyncProblem {
  readonly model: string;
  /** As Sequelize has it: unqualified where the model names no schema. */
  readonly table: { readonly schema: string | null; readonly table: string };
  readonly reason: string;
}

/** A foreign key that the models say and the server refuses: of another type than what it refers to, for instance. */
export interface UnmadeKey {
  readonly model: string;
  readonly attribute: string;
  readonly reason: string;
}

export interface SyncedModels {
  /** Models that have no table. */
  readonly problems: readonly SyncProblem[];
  /** Those of tables that were made, to tables that were made. */
  readonly unmadeKeys: readonly UnmadeKey[];
}

/** Whether a model of the table is among those: what is there of it is not what its models say. */
export function isUnread(problems: readonly SyncProblem[], { schema, table }: TableName): boolean {
  return problems.some(({ table: own }) => own.table === table && (own.schema ?? schema) === schema);
}

interface SyncOptions {
  readonly hooks: false;
  readonly withoutForeignKeyConstraints?: true;
}

/** Sequelize 6, lib/model.js; its typings leave these out. */
interface InnerModel {
  readonly tableAttributes: Readonly<Record<string, InnerAttribute>>;
  readonly _schema?: string | null;
}

interface InnerAttribute {
  readonly field?: string;
  readonly references?: unknown;
}

/** Models that need others are tried again once those are there; a circle of references is closed at the end. */
export async function syncModels(
  sequelize: Sequelize,
  models: readonly AnyModel[],
  target: ConnectionTarget,
  signal?: AbortSignal,
): Promise<SyncedModels> {
  const twins = openTwins(sequelize, target);
  readNoTypes(twins.sequelize);
  const base = (sequelize.constructor as unknown as { readonly Model: AnyModel }).Model;
  const sync = (model: AnyModel, options: SyncOptions) => base.sync.call(twins.twinOf(model), options);
  const queryInterface = twins.sequelize.getQueryInterface();
  const queue: { readonly model: AnyModel; error: unknown }[] = models.map((model) => ({
    model,
    error: null,
  }));

  async function attempt(work: (model: AnyModel) => Promise<unknown>): Promise<number> {
    const before = queue.length;
    for (const item of [...queue]) {
      signal?.throwIfAborted();
      try {
        await work(item.model);
        queue.splice(queue.indexOf(item), 1);
      } catch (error) {
        item.error = error;
      }
    }
    return before - queue.length;
  }

  async function addColumns(model: AnyModel): Promise<void> {
    const name = tableName(model);
    const there = await queryInterface.describeTable(name);
    const { tableAttributes } = innerOf(twins.twinOf(model));
    for (const [key, attribute] of Object.entries(tableAttributes)) {
      const column = attribute.field ?? key;
      if (!(column in there)) await queryInterface.addColumn(name, column, attribute as never);
    }
  }

  async function closeCircle(model: AnyModel): Promise<void> {
    await sync(model, { hooks: false, withoutForeignKeyConstraints: true });
    circular.push(model);
  }

  async function addReferences(model: AnyModel): Promise<void> {
    let failure: unknown = null;
    for (const [key, attribute] of Object.entries(innerOf(twins.twinOf(model)).tableAttributes)) {
      if (attribute.references === undefined) continue;
      // Given a reference, changeColumn() adds the key and leaves the type alone (postgres/query-generator.js, changeColumnQuery).
      const reference = { ...attribute, unique: false, defaultValue: undefined, comment: undefined };
      await queryInterface
        .changeColumn(tableName(model), attribute.field ?? key, reference as never)
        .catch((error: unknown) => {
          failure ??= error;
          const reason = keyReason(error);
          if (reason !== null) unmadeKeys.push({ model: model.name, attribute: key, reason });
        });
    }
    if (failure !== null) throw failure as Error;
  }

  const circular: AnyModel[] = [];
  const unmadeKeys: UnmadeKey[] = [];
  try {
    const firstOfTable = new Set<string>();
    const twice: AnyModel[] = [];
    for (const model of models) {
      const key = JSON.stringify(tableName(model));
      if (firstOfTable.has(key)) twice.push(model);
      firstOfTable.add(key);
    }
    while ((await attempt((model) => sync(model, { hooks: false }))) > 0) if (queue.length === 0) break;
    if (queue.length > 0) {
      await attempt(closeCircle);
      for (const model of circular) {
        await addReferences(model).catch((error: unknown) => queue.push({ model, error }));
      }
      while (queue.length > 0 && (await attempt((model) => sync(model, { hooks: false }))) > 0);
    }
    const failed = new Set(queue.map(({ model }) => model));
    for (const model of twice.filter((one) => !failed.has(one))) {
      await addColumns(model).catch((error: unknown) => queue.push({ model, error }));
    }
  } finally {
    await twins.close();
  }
  const problems = queue.map(({ model, error }) => ({
    model: model.name,
    table: { schema: innerOf(model)._schema ?? null, table: nameOf(model) },
    reason: error instanceof Error ? error.message : String(error),
  }));
  return { problems, unmadeKeys };
}

/** Null where the table that it refers to was not made: that is told of its model. */
function keyReason(error: unknown): string | null {
  const parent = isRecord(error) && isRecord(error['parent']) ? error['parent'] : {};
  if (parent['code'] === '42P01') return null;
  const { detail } = parent;
  return typeof detail === 'string' ? detail : error instanceof Error ? error.message : String(error);
}

/**
 * After each enum that is made Sequelize reads all types of the database, to parse their values (lib/dialects/postgres/query-interface.js,
 * ensureEnums): a hundred models ask a hundred times, and no value is read here.
 */
function readNoTypes(sequelize: Sequelize): void {
  const dialect: unknown = Reflect.get(sequelize, 'dialect');
  const manager: unknown = isRecord(dialect) ? dialect.connectionManager : null;
  if (isRecord(manager)) Reflect.set(manager, '_refreshDynamicOIDs', async () => undefined);
}

/** What the models' tables are to be in. */
export async function createSchemas(
  connection: DatabaseConnection,
  models: readonly AnyModel[],
): Promise<void> {
  const names = new Set(models.flatMap((model) => innerOf(model)._schema ?? []));
  for (const name of names) await connection.query(`CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(name)}`);
}

function tableName(model: AnyModel): string | { tableName: string; schema: string } {
  const name = model.getTableName() as string | { tableName: string; schema: string };
  return typeof name === 'string' ? name : { tableName: name.tableName, schema: name.schema };
}

export function nameOf(model: AnyModel): string {
  const name = tableName(model);
  return typeof name === 'string' ? name : name.tableName;
}

function innerOf(model: AnyModel): InnerModel {
  return model as unknown as InnerModel;
}
