/** What models say of their tables beyond what Sequelize makes of it in SQL. Reads the models, changes nothing. */
import type { Sequelize } from 'sequelize';
import { cutName } from '../../database/quote.ts';
import type { AnyModel } from './model-instance.ts';
import { nameOf } from './sync-models.ts';
import type { EnumState, SchemaState, TableName } from './schema-state.ts';

/** Sequelize 6, lib/model.js. */
interface InnerModel {
  readonly rawAttributes: Readonly<Record<string, InnerAttribute>>;
  readonly _schema?: string | null;
  readonly _timestampAttributes?: Readonly<Record<string, string | undefined>>;
}

interface InnerAttribute {
  readonly field?: string;
  readonly defaultValue?: unknown;
  readonly primaryKey?: boolean;
  readonly type?: { readonly key?: string; readonly type?: { readonly key?: string } };
}

/** Each once, in the order they were defined. */
export function modelsOf(sequelize: Sequelize): readonly AnyModel[] {
  return [...new Set(Object.values(sequelize.models))];
}

/** Where the models' tables are; a model without a schema has the one that the search path gave it. */
export function tablesOf(models: readonly AnyModel[], state: SchemaState): ReadonlyMap<AnyModel, TableName> {
  return new Map(
    models.flatMap((model) => {
      const schema = innerOf(model)._schema;
      const found = state.tables.filter(
        (table) => table.table === nameOf(model) && (schema == null || table.schema === schema),
      );
      const place = found.find((table) => table.schema === 'public') ?? found[0];
      return place === undefined ? [] : [[model, { schema: place.schema, table: place.table }] as const];
    }),
  );
}

/**
 * Whether Sequelize itself gives the column a value when a row is made: its timestamps, and defaults that are functions, which never
 * reach the database (Sequelize 6, lib/utils.js, defaultValueSchemable).
 */
export function filledColumns(
  places: ReadonlyMap<AnyModel, TableName>,
): (place: TableName, column: string) => boolean {
  const filled = new Set<string>();
  for (const [model, { schema, table }] of places) {
    const { rawAttributes, _timestampAttributes: times = {} } = innerOf(model);
    const timestamps = new Set([times['createdAt'], times['updatedAt']]);
    for (const [name, attribute] of Object.entries(rawAttributes)) {
      if (!timestamps.has(name) && !isFunctional(attribute.defaultValue) && attribute.primaryKey !== true)
        continue;
      filled.add(JSON.stringify([schema, table, attribute.field ?? name]));
    }
  }
  return ({ schema, table }, column) => filled.has(JSON.stringify([schema, table, column]));
}

/** A function, or one of the DataTypes that stand for one: NOW, UUIDV1, UUIDV4. */
function isFunctional(value: unknown): boolean {
  if (typeof value === 'function') return true;
  const key = typeof value === 'object' && value !== null && 'key' in value ? value.key : null;
  return typeof key === 'string' && /^(?:NOW|UUIDV\d)$/.test(key);
}

/** The types that Sequelize makes for the models, by what the server leaves of their names (lib/utils.js, generateEnumName). */
export function ownEnumNames(models: readonly AnyModel[]): (type: Pick<EnumState, 'name'>) => boolean {
  const names = new Set(
    models.flatMap((model) =>
      Object.entries(innerOf(model).rawAttributes)
        .filter(([, { type }]) => type?.key === 'ENUM' || type?.type?.key === 'ENUM')
        .map(([name, { field }]) => cutName(`enum_${nameOf(model)}_${field ?? name}`)),
    ),
  );
  return ({ name }) => names.has(name);
}

function innerOf(model: AnyModel): InnerModel {
  return model as unknown as InnerModel;
}
