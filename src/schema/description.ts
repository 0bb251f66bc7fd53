/**
 * A model and its table as one description, in plain data. Everything a face shows of a schema is here; no Sequelize
 * object crosses this line.
 */
import type { CatalogTable, CatalogTableDescription } from '../database/catalog.ts';
import type { ErrorReport } from '../errors.ts';
import type { ModelDetails, ModelIndex } from './model-details.ts';

export type AssociationType = 'belongsTo' | 'hasOne' | 'hasMany' | 'belongsToMany';

/** One association, seen from its source model. */
export interface AssociationSummary {
  /** The alias (`as`), by which includes and getters know it. */
  readonly name: string;
  readonly type: AssociationType;
  readonly target: string;
  /** Attribute (not column) on the model that owns the key: the source for belongsTo, the target for hasOne / hasMany, the join model for belongsToMany. */
  readonly foreignKey: string;
  /** Attribute of the source model whose value selects the related rows. */
  readonly sourceKey: string;
  /** Attribute of the target model that is compared with it; for belongsToMany the target's own key. */
  readonly targetKey: string;
  /** The join model of a belongsToMany. */
  readonly through: string | null;
  /** The attribute of the join model that refers to the target. */
  readonly otherKey: string | null;
  /** True when at most one row is related. */
  readonly isSingular: boolean;
  /** Attributes of the target that the association fixes (its `scope`), as far as they are plain; left out without any. */
  readonly scope?: Readonly<Record<string, string | number | boolean | null>>;
}

export interface ScopeSummary {
  readonly name: string;
  /** True when the scope is a function: then `parameters` names its parameters as written, best effort. */
  readonly isFunction: boolean;
  readonly parameters: readonly string[];
  /** The `where` of a plain scope in readable JavaScript, null for a function or a scope without one. */
  readonly condition: string | null;
}

export interface ModelSummary {
  readonly name: string;
  readonly table: string;
  readonly schema: string | null;
  readonly primaryKey: readonly string[];
  /** True when rows are soft-deleted (`paranoid`). */
  readonly isParanoid: boolean;
  readonly hasDefaultScope: boolean;
  /** The default scope's condition and hidden attributes in readable JavaScript, null without one. */
  readonly defaultScope: string | null;
  readonly attributes: readonly AttributeSummary[];
  readonly associations: readonly AssociationSummary[];
  readonly scopes: readonly ScopeSummary[];
}

export interface AttributeSummary {
  readonly name: string;
  /** The column; null for a VIRTUAL attribute. */
  readonly column: string | null;
  /** The model's type as SQL writes it (`UUID`, `VARCHAR(255)`, `ENUM`), `VIRTUAL` for a virtual one. */
  readonly type: string;
  readonly isNullable: boolean;
  readonly isPrimaryKey: boolean;
  readonly isUnique: boolean;
  /** Readable text of the default value, null when there is none. */
  readonly defaultValue: string | null;
  readonly enumValues: readonly string[] | null;
  /** `table.column` that the attribute refers to, null when it refers to nothing. */
  readonly references: string | null;
  readonly comment: string | null;
  /** Names of Sequelize validators, in order. */
  readonly validations: readonly string[];
}

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
  /** Why there are no models; null when they were loaded. */
  readonly modelProblem: ErrorReport | null;
  /** Why the database could not be asked; null when it was. */
  readonly tableProblem: ErrorReport | null;
}
