/** What the doctor knows of a model beyond its summary: what Sequelize would make of it, and what its scopes and getters read. Plain data. */
import type { KeyRule } from '../../../journal/from-models/key-rules.ts';
import type { AssociationSummary, AttributeSummary, ModelSummary } from '../../../schema/description.ts';

export interface AttributeFacts extends AttributeSummary {
  /** The most characters that a value may have, by type or by a `len` validation; null without a limit, or for what is no text. */
  readonly mostCharacters: number | null;
  readonly isText: boolean;
  /** Sequelize or the model gives a value where none is set: a default, a timestamp, a number of a sequence. */
  readonly isFilled: boolean;
  /** Sequelize takes care of it: a timestamp or a version that the definition does not name. */
  readonly isAutomatic: boolean;
  /** Left out by the default scope, or by a `toJSON` that names it. */
  readonly isHidden: boolean;
}

/** One side of a constraint that Sequelize would make for an association, as columns. */
export interface AssociationLink {
  readonly association: string;
  /** The model of that association. */
  readonly model: string;
  readonly owner: string;
  readonly attribute: string;
  readonly column: string;
  readonly target: string;
  readonly targetColumn: string;
  /** False for `constraints: false`, and where the association's scope makes the key mean several tables. */
  readonly hasConstraint: boolean;
}

/** What happens to the row that refers, as the models say it. */
export interface DeleteRule extends KeyRule {
  readonly column: string;
}

export interface UniqueFacts {
  readonly attributes: readonly string[];
  readonly columns: readonly string[];
  readonly isPartial: boolean;
  /** Nobody said it: Sequelize makes it for a belongsToMany. */
  readonly isImplied: boolean;
}

export interface IncludeFacts {
  readonly association: string;
  readonly type: AssociationSummary['type'];
  readonly isToMany: boolean;
  /** Read by a statement of its own, `separate`, which a `limit` implies (sequelize/lib/model.js, _validateIncludedElements). */
  readonly isSeparate: boolean;
  readonly includes: readonly IncludeFacts[];
}

export interface ScopeIncludes {
  /** Null for the default scope. */
  readonly name: string | null;
  readonly includes: readonly IncludeFacts[];
}

/** Code that runs once for each record and reads others. */
export interface RecordReader {
  /** `getter "total"`, `hook "afterFind"` */
  readonly where: string;
  readonly attribute: string | null;
  /** The method it calls: `getDevices`. */
  readonly calls: string;
  /** The association that has it. */
  readonly association: string;
}

export interface ModelFacts extends Omit<ModelSummary, 'attributes'> {
  readonly attributes: readonly AttributeFacts[];
  /** The column of `deletedAt`; null for a model that is not paranoid. */
  readonly deletedColumn: string | null;
  readonly links: readonly AssociationLink[];
  readonly deleteRules: readonly DeleteRule[];
  readonly uniques: readonly UniqueFacts[];
  /** Scopes that are no functions and include something. */
  readonly includingScopes: readonly ScopeIncludes[];
  readonly readers: readonly RecordReader[];
}
