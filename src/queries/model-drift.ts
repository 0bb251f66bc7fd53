/**
 * A model whose table is not as the model says, found out where the server refuses the model's own statement: a column that a
 * migration dropped or has not added yet, a table that is not there.
 */
import type { Model, ModelStatic } from 'sequelize';
import { ConsoleError } from '../errors.ts';
import { listNames } from './find-model.ts';
import type { RelationFinder } from './find-relation.ts';
import { attributesOf } from './model-attributes.ts';

/** The error with what is missing said, or as it came: a condition may name what no model ever had. */
export async function toldAsDrift(
  error: Error,
  model: ModelStatic<Model>,
  relations: RelationFinder,
): Promise<Error> {
  if (!(error instanceof ConsoleError) || !isMissing(error)) return error;
  const relation = await relations.find(model, true).catch(() => undefined);
  if (relation === undefined) return error;
  const remedy = `Step the migrations to where the model is, or mend the model; \`seqscope describe ${model.name}\` compares the two.`;
  const told = (code: string, message: string) =>
    new ConsoleError(message, { code, remedy, details: { sqlState: error.details.sqlState }, cause: error });
  if (relation === null) {
    return told(
      'model-without-table',
      `The table of model "${model.name}", "${tableName(model)}", is not there.`,
    );
  }
  const columns = new Set(relation.columns.map(({ name }) => name));
  const missing = [...attributesOf(model)].flatMap(([name, { field, type }]) =>
    isVirtual(type) || columns.has(field ?? name) ? [] : [field ?? name],
  );
  if (missing.length === 0) return error;
  const has = missing.length === 1 ? 'a column' : 'columns';
  return told(
    'model-drifted',
    `Model "${model.name}" has ${has} that its table "${relation.name}" has not: ${listNames(missing)}.`,
  );
}

/** 42703 undefined_column, 42P01 undefined_table. */
function isMissing({ details }: ConsoleError): boolean {
  return details.sqlState === '42703' || details.sqlState === '42P01';
}

function isVirtual(type: unknown): boolean {
  return typeof type === 'object' && type !== null && Reflect.get(type, 'key') === 'VIRTUAL';
}

function tableName(model: ModelStatic<Model>): string {
  const table = model.getTableName();
  return typeof table === 'string' ? table : table.tableName;
}
