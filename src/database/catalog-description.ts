/**
 * What the catalog says of a table, as plain data. Names are taken as they are, unquoted; definitions and expressions are SQL as the
 * server writes it for the connection's search path.
 */

import type {
  ConstraintDescription,
  ForeignKeyDescription,
  ReferenceDescription,
} from './constraint-description.ts';

export interface CatalogTable {
  readonly schema: string;
  readonly name: string;
  readonly kind: 'table' | 'view' | 'materialized-view' | 'partitioned' | 'foreign';
  /** True for what its name without a schema means to the connection that asked (its `search_path`). */
  readonly isOnPath: boolean;
  /**
   * The planner's estimate, rows, those of partitions and heirs too; null for a view, and where one of them holds rows and was never
   * analysed.
   */
  readonly rowEstimate: number | null;
  /** Table, indexes and TOAST together, of partitions and heirs too; 0 for a view. */
  readonly byteLength: number;
}

export interface CatalogName {
  readonly schema: string;
  readonly name: string;
}

export interface ColumnDescription {
  readonly name: string;
  /** As format_type() gives it. */
  readonly type: string;
  /** False where its domain takes no null, too. */
  readonly isNullable: boolean;
  /** For an identity or generated column, which has no default of its own, what SQL says of it. */
  readonly defaultExpression: string | null;
  readonly isPrimaryKey: boolean;
  readonly comment: string | null;
  readonly identity: 'always' | 'by-default' | null;
  readonly generated: 'stored' | 'virtual' | null;
  /** The enum that it is, or that its elements are, or that its domain is made of. */
  readonly enumType: CatalogName | null;
  /** Its labels in their order; null without an enum. */
  readonly enumValues: readonly string[] | null;
  /** What its domain is made of, as format_type() gives it; null for what is no domain. */
  readonly domainOf: string | null;
  /** The sequence that belongs to it: a serial's or an identity's. */
  readonly sequence: CatalogName | null;
  /** Null where it is the type's own. */
  readonly collation: string | null;
  readonly storage: 'plain' | 'external' | 'main' | 'extended';
  /** True where it is another than the type's. */
  readonly hasOwnStorage: boolean;
  /** Null where the server's default applies, and before PostgreSQL 14. */
  readonly compression: 'pglz' | 'lz4' | null;
  /** Null where the server's default applies. */
  readonly statisticsTarget: number | null;
  /** Of a foreign table's, what its wrapper is told: `column_name=a`. */
  readonly wrapperOptions: readonly string[];
}

export interface IndexKey {
  /** Null for an expression. */
  readonly column: string | null;
  /** The column, quoted where it must be, or the expression. */
  readonly text: string;
  readonly isDescending: boolean;
  readonly isNullsFirst: boolean;
  /** Null where it is the type's own. */
  readonly operatorClass: string | null;
  /** `siglen=32` */
  readonly operatorClassOptions: readonly string[];
  /** Null where it is the column's own, or an expression's type's. */
  readonly collation: string | null;
}

export interface IndexDescription {
  readonly name: string;
  readonly definition: string;
  readonly isUnique: boolean;
  readonly isPrimary: boolean;
  /** btree, hash, gin … */
  readonly method: string;
  readonly keys: readonly IndexKey[];
  /** Columns that are only stored in it. */
  readonly included: readonly string[];
  /** The condition of a partial index. */
  readonly predicate: string | null;
  readonly isNullsNotDistinct: boolean;
  /** False where CREATE INDEX CONCURRENTLY was left half done: no query uses it. */
  readonly isValid: boolean;
  readonly isClustered: boolean;
  readonly isReplicaIdentity: boolean;
  /** The constraint that it backs. */
  readonly constraint: string | null;
  /** Storage parameters, `fillfactor=70`. */
  readonly options: readonly string[];
  /** Null for the database's own. */
  readonly tablespace: string | null;
  /** All its partitions together. */
  readonly byteLength: number;
  /** How often it was used since the statistics were reset; its partitions together. */
  readonly scanCount: number;
  readonly comment: string | null;
}

export interface TriggerDescription {
  readonly name: string;
  readonly definition: string;
  readonly timing: 'before' | 'after' | 'instead-of';
  readonly events: readonly ('insert' | 'delete' | 'update' | 'truncate')[];
  readonly forEach: 'row' | 'statement';
  /** `origin` is what a trigger usually is: it fires but for a replica. */
  readonly enabled: 'origin' | 'always' | 'replica' | 'disabled';
  readonly function: CatalogName;
  readonly comment: string | null;
}

export interface PolicyDescription {
  readonly name: string;
  readonly command: 'select' | 'insert' | 'update' | 'delete' | 'all';
  /** False for a restrictive one, which only takes away. */
  readonly isPermissive: boolean;
  readonly roles: readonly string[];
  readonly using: string | null;
  readonly check: string | null;
}

/** What a role other than the owner may do with a table (PostgreSQL manual, 5.8), by itself and not through a role it is a member of. */
export interface PrivilegeDescription {
  /** `public` for everybody. */
  readonly role: string;
  /** In lower case: select, insert, update, delete, truncate, references, trigger, maintain. */
  readonly privilege: string;
  /** In the table's order; null for all of the table, those to come too. */
  readonly columns: readonly string[] | null;
  /** True where the role may grant it to others. */
  readonly isGrantable: boolean;
}

export interface PartitionDescription extends CatalogName {
  /** `partitioned` for one with partitions of its own. */
  readonly kind: CatalogTable['kind'];
  /** FOR VALUES …, or DEFAULT. */
  readonly bound: string;
  /** Null where it has partitions of its own, or was never analysed. */
  readonly rowEstimate: number | null;
  readonly byteLength: number;
}

export interface DefinedObject {
  readonly name: string;
  readonly definition: string;
}

/** An object of extended statistics (CREATE STATISTICS). */
export interface StatisticsObject extends DefinedObject {
  /** Null where the server's default applies, and before PostgreSQL 13. */
  readonly target: number | null;
}

/** A publication that publishes part of a table only, which PostgreSQL 15 and later know. */
export interface PublishedPart {
  readonly publication: string;
  /** Null for all. */
  readonly columns: readonly string[] | null;
  /** The condition on its rows; null for all. */
  readonly where: string | null;
}

/** What the server counted since its statistics were reset, its partitions' together, without its heirs'; times are ISO 8601. */
export interface TableActivity {
  readonly liveRows: number;
  readonly deadRows: number;
  readonly changesSinceAnalyze: number;
  readonly sequentialScans: number;
  readonly indexScans: number;
  /** By hand or by autovacuum, whichever was later. */
  readonly lastVacuum: string | null;
  readonly lastAnalyze: string | null;
}

export interface CatalogTableDescription extends CatalogTable {
  readonly columns: readonly ColumnDescription[];
  /** The primary key's first. */
  readonly indexes: readonly IndexDescription[];
  readonly foreignKeys: readonly ForeignKeyDescription[];
  readonly referencedBy: readonly ReferenceDescription[];
  readonly comment: string | null;
  /** The primary key first, then by type and name. */
  readonly constraints: readonly ConstraintDescription[];
  readonly triggers: readonly TriggerDescription[];
  readonly rules: readonly DefinedObject[];
  readonly statisticsObjects: readonly StatisticsObject[];
  readonly rowSecurity: { readonly isEnabled: boolean; readonly isForced: boolean };
  readonly policies: readonly PolicyDescription[];
  /** By role; of one role those of the whole table first. */
  readonly privileges: readonly PrivilegeDescription[];
  /** As PARTITION BY has it, `RANGE (at)`; null for what is not partitioned. */
  readonly partitionKey: string | null;
  /** Directly below. */
  readonly partitions: readonly PartitionDescription[];
  /** What it is a partition of; `constraint` is what its rows have to hold, those above it included, and null where all do. */
  readonly partitionOf: (CatalogName & { readonly bound: string; readonly constraint: string | null }) | null;
  /** Inheritance that is no partitioning: the tables it takes columns from, and those that take from it. */
  readonly inherits: readonly CatalogName[];
  readonly heirs: readonly CatalogName[];
  /** The query of a view. */
  readonly viewDefinition: string | null;
  /** False for a materialized view without its rows; null for anything else. */
  readonly isPopulated: boolean | null;
  /** Together `byteLength`; null for a view, and for a table that a migration holds just now. */
  readonly sizes: { readonly table: number; readonly indexes: number; readonly toast: number } | null;
  /** Null for what holds no rows of its own. */
  readonly activity: TableActivity | null;
  readonly owner: string;
  readonly persistence: 'permanent' | 'unlogged' | 'temporary';
  /** heap, or an extension's; null for a view. */
  readonly accessMethod: string | null;
  /** Null for the database's own. */
  readonly tablespace: string | null;
  /** Storage parameters, `fillfactor=70`. */
  readonly options: readonly string[];
  readonly replicaIdentity: 'default' | 'nothing' | 'full' | 'index';
  readonly publications: readonly string[];
  /** Those of them that publish only part of it. */
  readonly publishedParts: readonly PublishedPart[];
  /** The server of a foreign table. */
  readonly server: string | null;
  /** What the server's wrapper is told of a foreign table: `table_name=x`. */
  readonly wrapperOptions: readonly string[];
  /** The composite type that a typed table is made of (CREATE TABLE … OF). */
  readonly ofType: string | null;
  /** The extension that brought it along, PostGIS its spatial_ref_sys; null for the application's own. */
  readonly extension: string | null;
}
