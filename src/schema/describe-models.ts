/**
 * A Sequelize instance → one plain description a model. Reads what Sequelize keeps of a definition (lib/model.js,
 * lib/associations) and calls nothing of the project's own.
 */
import type { Model, ModelStatic, Sequelize } from 'sequelize';
import { cutName } from '../database/quote.ts';
import { functionParameters } from '../project/modules/function-parameters.ts';
import { isRecord } from '../project/modules/module-values.ts';
import { describeAssociations } from './describe-associations.ts';
import { describeAttributes } from './describe-attributes.ts';
import type { ModelSummary, ScopeSummary } from './description.ts';
import { valueText } from './value-text.ts';

/** One summary per registered model, in the order of their names. */
export function describeModels(sequelize: Sequelize): readonly ModelSummary[] {
  return Object.values(sequelize.models).map(describeModel).sort(byName);
}

/** In the order of their characters' codes: the same everywhere. */
export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** One model of an instance. */
export function describeModel(model: ModelStatic<Model>): ModelSummary {
  const { options } = model;
  const defaultScope =
    isRecord(options.defaultScope) && keyCount(options.defaultScope) > 0 ? options.defaultScope : null;
  const defaultCondition = conditionOf(defaultScope);
  return {
    name: model.name,
    ...tableOf(model),
    primaryKey: [...model.primaryKeyAttributes],
    isParanoid: options.paranoid === true,
    hasDefaultScope: defaultScope !== null,
    defaultScope: defaultScope === null ? null : valueText(defaultScope),
    ...(defaultCondition === null ? {} : { defaultCondition }),
    attributes: describeAttributes(model),
    associations: describeAssociations(model),
    scopes: Object.entries(options.scopes ?? {}).map(([name, scope]) => describeScope(name, scope)),
  };
}

/** As the database knows it. A schema makes `getTableName()` an object; without one it is the table's name. */
function tableOf(model: ModelStatic<Model>): { readonly table: string; readonly schema: string | null } {
  const name = model.getTableName();
  if (typeof name === 'string') return { table: cutName(name), schema: null };
  return { table: cutName(name.tableName), schema: name.schema === '' ? null : name.schema };
}

function describeScope(name: string, scope: unknown): ScopeSummary {
  if (typeof scope === 'function') {
    // A project's function, of which only the source is looked at.
    const parameters = functionParameters(scope as (...values: never[]) => unknown);
    return { name, isFunction: true, parameters, condition: null };
  }
  return { name, isFunction: false, parameters: [], condition: conditionOf(scope) };
}

/** The `where` of a plain scope. */
function conditionOf(scope: unknown): string | null {
  const where = isRecord(scope) ? scope.where : undefined;
  return where === undefined || where === null ? null : valueText(where);
}

function keyCount(value: object): number {
  return Reflect.ownKeys(value).length;
}
