/** A model as a list of models knows it, in plain data: no Sequelize object crosses this line. */

export type AssociationType = 'belongsTo' | 'hasOne' | 'hasMany' | 'belongsToMany';

/** What an association fixes, by attribute; by column where that is said. */
export type FixedValues = Readonly<Record<string, string | number | boolean | null>>;

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
  readonly scope?: FixedValues;
  /** The same of the join model (`through.scope`). */
  readonly throughScope?: FixedValues;
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
  /** As the database knows it, which cuts a longer name. */
  readonly table: string;
  readonly schema: string | null;
  readonly primaryKey: readonly string[];
  /** True when rows are soft-deleted (`paranoid`). */
  readonly isParanoid: boolean;
  readonly hasDefaultScope: boolean;
  /** The default scope's condition and hidden attributes in readable JavaScript, null without one. */
  readonly defaultScope: string | null;
  /** Its `where` alone; left out without one. */
  readonly defaultCondition?: string;
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
