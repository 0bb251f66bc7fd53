/** All that a model says of itself: what a list of models leaves out. Plain data, read off the definition; nothing is executed. */
import type { AssociationSummary, AttributeSummary, ModelSummary } from './model-summary.ts';

/** A validation of an attribute or of the whole model. */
export interface ValidationRule {
  /** Sequelize's validator, or the name the project gave its own. */
  readonly name: string;
  /** What it is given, in readable JavaScript: `[3, 255]`. Null for nothing, and for a function of the project's. */
  readonly arguments: string | null;
  /** What it says when it fails, where the project says so. */
  readonly message: string | null;
  /** True for a function of the project's. */
  readonly isCustom: boolean;
}

export interface AttributeDetails extends AttributeSummary {
  readonly rules: readonly ValidationRule[];
  readonly hasGetter: boolean;
  readonly hasSetter: boolean;
  readonly isAutoIncrement: boolean;
  /** Left out by the default scope. */
  readonly isHidden: boolean;
  /** What Sequelize keeps it for; null for the project's own. */
  readonly purpose: 'created-at' | 'updated-at' | 'deleted-at' | 'version' | null;
  /** What `sync()` would write behind REFERENCES; null where nothing is referred to. */
  readonly onDelete: string | null;
  readonly onUpdate: string | null;
}

export interface AssociationDetails extends AssociationSummary {
  /** The rules that the model asks for; null without a constraint. */
  readonly onDelete: string | null;
  readonly onUpdate: string | null;
  /** False where the definition says `constraints: false`. */
  readonly wantsConstraint: boolean;
}

/** An index, a key or a unique constraint that the model declares. */
export interface ModelIndex {
  /** Null where Sequelize has not named it. */
  readonly name: string | null;
  readonly by: 'primary-key' | 'unique' | 'index';
  /** In order; null for an expression. */
  readonly columns: readonly (string | null)[];
  readonly isUnique: boolean;
  /** As the definition has it, `gin`; null for the usual one. */
  readonly method: string | null;
  /** The condition of a partial one, in readable JavaScript. */
  readonly where: string | null;
}

export interface HookSummary {
  /** `beforeCreate`. */
  readonly event: string;
  /** The hook's own name, else its function's; null without either. */
  readonly name: string | null;
}

export interface ModelSettings {
  readonly isParanoid: boolean;
  readonly isUnderscored: boolean;
  readonly freezesTableName: boolean;
  readonly hasTimestamps: boolean;
  /** Attributes that Sequelize writes itself; null without. */
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  readonly deletedAt: string | null;
  readonly version: string | null;
  readonly schema: string | null;
}

export interface ModelDetails extends ModelSummary {
  readonly attributes: readonly AttributeDetails[];
  readonly associations: readonly AssociationDetails[];
  /** `validate` of the whole model. */
  readonly rules: readonly ValidationRule[];
  readonly indexes: readonly ModelIndex[];
  readonly hooks: readonly HookSummary[];
  readonly settings: ModelSettings;
  readonly comment: string | null;
}
