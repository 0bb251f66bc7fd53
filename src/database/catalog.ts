/**
 * Reads pg_catalog: tables, columns, indexes, foreign keys, as plain data. Reads only; knows nothing of models.
 */

export interface CatalogTable {
  readonly schema: string;
  readonly name: string;
  readonly kind: 'table' | 'view' | 'materialized-view' | 'partitioned' | 'foreign';
  /** The planner's estimate, rows; null before the first ANALYZE or for a view. */
  readonly rowEstimate: number | null;
  /** Table, indexes and TOAST together; 0 for a view. */
  readonly byteLength: number;
}

export interface ColumnDescription {
  readonly name: string;
  /** As format_type() gives it. */
  readonly type: string;
  readonly isNullable: boolean;
  readonly defaultExpression: string | null;
  readonly isPrimaryKey: boolean;
  readonly comment: string | null;
}

export interface IndexDescription {
  readonly name: string;
  readonly definition: string;
  readonly isUnique: boolean;
  readonly isPrimary: boolean;
}

export interface ForeignKeyDescription {
  readonly name: string;
  readonly columns: readonly string[];
  readonly referencedSchema: string;
  readonly referencedTable: string;
  readonly referencedColumns: readonly string[];
  readonly onDelete: string;
  readonly onUpdate: string;
}

export interface CatalogTableDescription extends CatalogTable {
  readonly columns: readonly ColumnDescription[];
  readonly indexes: readonly IndexDescription[];
  readonly foreignKeys: readonly ForeignKeyDescription[];
  readonly comment: string | null;
}
