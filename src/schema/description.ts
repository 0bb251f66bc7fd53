/**
 * A model and its table as one description, in plain data. Everything a face shows of a schema is here; no Sequelize
 * object crosses this line.
 */
import type { CatalogTable, CatalogTableDescription } from '../database/catalog.ts';
import type { ErrorReport } from '../errors.ts';
import type { ModelDetails, ModelIndex } from './model-details.ts';

export type {
  AssociationSummary,
  AssociationType,
  AttributeSummary,
  FixedValues,
  ModelSummary,
  ScopeSummary,
} from './model-summary.ts';

/** A table or view of the connected database, whether a model stands before it or not. */
export interface TableSummary extends CatalogTable {
  /** The model that owns it, null without one. */
  readonly model: string | null;
}

/** A table as the catalog has it. */
export interface TableDescription extends TableSummary, CatalogTableDescription {
  /** All models that stand before it: `model` is the first. */
  readonly models: readonly string[];
}

/** What models and table say differently of one column. */
export type FieldDifference = 'type' | 'nullability' | 'default' | 'enum-values' | 'comment' | 'primary-key';

/** One end of a reference, as it is seen from a column. */
export interface ColumnReference {
  readonly schema: string | null;
  readonly table: string;
  readonly column: string;
  /** The foreign key that says it; null where only associations do. */
  readonly constraint: string | null;
  /** The associations that say it, `Post.author`. */
  readonly associations: readonly string[];
}

/** Attribute and column, joined; one of the two may be missing. */
export interface FieldDescription {
  /** Null for a column that the model does not have. */
  readonly attribute: string | null;
  /** Null for a virtual attribute. */
  readonly column: string | null;
  /** False for an attribute whose column the table does not have; null where the table could not be asked. */
  readonly isInTable: boolean | null;
  /** Empty where both say the same, and where only one can be asked. */
  readonly differences: readonly FieldDifference[];
  readonly refersTo: readonly ColumnReference[];
  readonly referredBy: readonly ColumnReference[];
  /** Indexes that have it as a key. */
  readonly indexes: readonly string[];
  /** Its values are not shown: it is named like a password, or the default scope hides it. */
  readonly isSecret: boolean;
}

/** An association with what the database says of its keys. */
export interface AssociationRule {
  readonly association: string;
  /** The table that holds the key, and its columns there; the join table of a belongsToMany. */
  readonly holder: {
    readonly schema: string | null;
    readonly table: string;
    readonly columns: readonly string[];
  };
  /** The foreign keys behind it: one, or the two of a join table. [] for "no foreign key"; null where the table could not be asked. */
  readonly constraints:
    readonly { readonly name: string; readonly onDelete: string; readonly onUpdate: string }[] | null;
  /** An index that begins with the key, so that rows are found by it; null without one. */
  readonly index: string | null;
}

/** An index of the model, of the database, or of both. */
export interface IndexJoin {
  /** Null for one that the model does not declare. */
  readonly declared: ModelIndex | null;
  /** The database's name; null for one that it does not have, or that could not be asked for. */
  readonly index: string | null;
}

/** A model joined with its table; `table` is null when the database has no such table (pending migration) or is away. */
export interface ModelDescription {
  readonly model: ModelDetails;
  readonly table: TableDescription | null;
  /** The attributes in their order, then the columns that are none. */
  readonly fields: readonly FieldDescription[];
  /** In the order of the model's associations. */
  readonly associationRules: readonly AssociationRule[];
  /** Those of the model in its order, then those of the database alone. */
  readonly indexes: readonly IndexJoin[];
}

/** Everything that models and catalog say, joined. */
export interface SchemaDescription {
  /** By name; a model whose table is not there has none. */
  readonly models: readonly ModelDescription[];
  /** Every table and view, by schema and name, those of `models` too (the same objects); partitions are their table's. */
  readonly tables: readonly TableDescription[];
  /** Those of `tables` that record what was executed, and are no part of the schema that migrations and models say. */
  readonly journals: readonly Pick<TableDescription, 'schema' | 'name'>[];
  /** Why there are no models; null when they were loaded. */
  readonly modelProblem: ErrorReport | null;
  /** Why the database could not be asked; null when it was. */
  readonly tableProblem: ErrorReport | null;
}
