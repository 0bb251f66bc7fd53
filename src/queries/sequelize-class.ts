/**
 * The project's own Sequelize class, taken from its instance: operators and functions must come from the copy that will
 * compile them, never from one of ours.
 */
import type {
  cast,
  col,
  fn,
  literal,
  Model,
  ModelStatic,
  Op,
  QueryTypes,
  Sequelize,
  Transaction,
  where,
} from 'sequelize';

/** The statics that queries are made with. */
export interface SequelizeClass {
  readonly Op: typeof Op;
  readonly Transaction: typeof Transaction;
  readonly QueryTypes: typeof QueryTypes;
  readonly cast: typeof cast;
  readonly col: typeof col;
  readonly fn: typeof fn;
  readonly literal: typeof literal;
  readonly where: typeof where;
  readonly Utils: {
    /** The options with the model's columns in place of its attributes, as a finder gives them to the query generator. */
    readonly mapFinderOptions: (
      options: { readonly where: object },
      model: ModelStatic<Model>,
    ) => { readonly where: object };
  };
}

/** The class an instance was made with; a subclass (sequelize-typescript) inherits the statics. */
export function sequelizeClassOf(sequelize: Sequelize): SequelizeClass {
  // An instance's `constructor` is its class, and lib/sequelize.js puts these on it; TypeScript types it as a bare Function.
  return sequelize.constructor as unknown as SequelizeClass;
}

/** `"Model"."column"`, the way Sequelize names the main table in every SELECT it writes. */
export function columnOf(
  model: ModelStatic<Model>,
  sequelize: Sequelize,
  column: string,
): ReturnType<typeof col> {
  return sequelizeClassOf(sequelize).col(`${model.name}.${column}`);
}
