/**
 * The project's own Sequelize class, taken from its instance: operators and functions must come from the copy that will
 * compile them, never from one of ours.
 */
import type { Model, ModelStatic, Sequelize } from 'sequelize';

/** The class an instance was made with; a subclass (sequelize-typescript) inherits the statics used here. */
export function sequelizeClassOf(sequelize: Sequelize): typeof Sequelize {
  // An instance's `constructor` is its class; TypeScript types the property as a bare Function.
  return sequelize.constructor as typeof Sequelize;
}

/** `"Model"."column"`, the way Sequelize names the main table in every SELECT it writes. */
export function columnOf(
  model: ModelStatic<Model>,
  sequelize: Sequelize,
  column: string,
): ReturnType<typeof Sequelize.col> {
  return sequelizeClassOf(sequelize).col(`${model.name}.${column}`);
}
