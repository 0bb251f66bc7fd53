/** What stands for values that nobody wants to see whole: a model, and Sequelize's own instance, which holds the password. */
import { types } from 'node:util';
import type { Model, Sequelize } from 'sequelize';
import { attributesOf } from '../../queries/model-attributes.ts';
import { counted } from './counted.ts';

/** Null for everything else. */
export function shortNames(
  sequelize: Sequelize,
  ModelClass: typeof Model,
): (value: unknown) => string | null {
  return (value) => {
    if (types.isProxy(value)) return null;
    if (value === sequelize) {
      return `[Sequelize of database "${sequelize.config.database}", ${counted(Object.keys(sequelize.models).length, 'model')}]`;
    }
    if (value === sequelize.constructor) return '[class Sequelize]';
    if (value === sequelize.getQueryInterface()) return '[QueryInterface]';
    if (typeof value !== 'function' || !(value.prototype instanceof ModelClass)) return null;
    // What extends Model is a model; one that was never initialised has no instance of Sequelize.
    const model = value as typeof Model & (new () => Model);
    if (model.sequelize === undefined) return `[class ${model.name} extends Model, not initialised]`;
    const attributes = counted(attributesOf(model).size, 'attribute');
    const associations = counted(Object.keys(model.associations).length, 'association');
    return `[model ${model.name} of ${JSON.stringify(tableOf(model.getTableName()))}: ${attributes}, ${associations}]`;
  };
}

function tableOf(table: ReturnType<typeof Model.getTableName>): string {
  return typeof table === 'string' ? table : [table.schema, table.tableName].filter(Boolean).join('.');
}
