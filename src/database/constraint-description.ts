/** What the catalog says of a table's constraints, as plain data; named and worded as in catalog-description.ts. */

export interface ForeignKeyDescription {
  readonly name: string;
  readonly columns: readonly string[];
  readonly referencedSchema: string;
  readonly referencedTable: string;
  readonly referencedColumns: readonly string[];
  /** As SQL writes it: `SET NULL`. */
  readonly onDelete: string;
  readonly onUpdate: string;
  readonly definition: string;
  readonly isDeferrable: boolean;
  readonly isInitiallyDeferred: boolean;
  /** False for one added with NOT VALID: rows from before may break it. */
  readonly isValidated: boolean;
  /** False for NOT ENFORCED, which PostgreSQL 18 knows. */
  readonly isEnforced: boolean;
  readonly comment: string | null;
}

/** A foreign key of another table, or of the table itself, that refers to this one. */
export interface ReferenceDescription {
  readonly name: string;
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly string[];
  /** The columns of this table they refer to. */
  readonly referencedColumns: readonly string[];
  readonly onDelete: string;
  readonly onUpdate: string;
  readonly definition: string;
}

/** Any constraint but a foreign key; NOT NULL is a property of its column. */
export interface ConstraintDescription {
  readonly name: string;
  readonly type: 'primary-key' | 'unique' | 'check' | 'exclusion';
  /** Those it names, in its order; an expression has none. */
  readonly columns: readonly string[];
  readonly definition: string;
  /** The index that holds it up. */
  readonly index: string | null;
  readonly isDeferrable: boolean;
  readonly isInitiallyDeferred: boolean;
  readonly isValidated: boolean;
  readonly isEnforced: boolean;
  readonly comment: string | null;
}
