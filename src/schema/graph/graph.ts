/**
 * A schema as boxes and lines: one node a table (with the model before it), one edge a relation, whoever says it. Plain data, from
 * which the screen, the diagrams, the paths and the tour are all made.
 */
import type { CatalogName, CatalogTable } from '../../database/catalog-description.ts';
import type { AssociationType, FixedValues } from '../description.ts';

/** How many rows one row of the other side has: least and most. */
export interface Cardinality {
  readonly least: 0 | 1;
  readonly most: 1 | 'many';
}

export interface GraphColumn {
  readonly name: string;
  /** The model's attribute; null where only the table has it. */
  readonly attribute: string | null;
  /** The database's type where the table is there, the model's otherwise. */
  readonly type: string;
  readonly isNullable: boolean;
  readonly isPrimaryKey: boolean;
  /** Refers to something, by constraint or association. */
  readonly isForeignKey: boolean;
  /** Unique by itself, by constraint or index without a condition. */
  readonly isUnique: boolean;
  readonly comment: string | null;
  /** The enum that it, or each of its elements, is of; left out without one. */
  readonly enumType?: GraphEnum;
}

export interface GraphEnum extends CatalogName {
  /** The database's in their order; before there is a table the model's. */
  readonly values: readonly string[];
  readonly isArray: boolean;
}

/** What an index can be searched by. */
export interface GraphIndex {
  readonly name: string;
  /** The columns it begins with, up to its first expression; none for an index that cannot be searched by equality. */
  readonly columns: readonly string[];
  /** True where no two rows have the same values in `columns`: unique, of columns alone, of all rows. */
  readonly isUnique: boolean;
  /** True where it holds some rows only. */
  readonly hasCondition: boolean;
}

export interface GraphNode {
  /** The model's name; `schema.table` for a table that no model stands before. Unique. */
  readonly id: string;
  readonly model: string | null;
  readonly schema: string | null;
  readonly table: string;
  /** Null where the database has no such table, or was not asked: then all is as the model says it. */
  readonly kind: CatalogTable['kind'] | null;
  /** True where the database was asked and has no such table. */
  readonly isMissing: boolean;
  readonly comment: string | null;
  /** In the table's order, then those that only the model has. */
  readonly columns: readonly GraphColumn[];
  /** [] where there is no table. */
  readonly indexes: readonly GraphIndex[];
  /** The planner's; null where it has none, or the table is not in the database. */
  readonly rowEstimate: number | null;
  /** The column that is null for rows that are there, where the model soft-deletes. */
  readonly deletedColumn: string | null;
  /** What the default scope of the model asks of rows, in readable JavaScript; left out where it asks nothing. */
  readonly defaultCondition?: string;
  /** True for the join table of a belongsToMany that holds nothing but its two keys, an `id` and timestamps. */
  readonly isJoinTable: boolean;
}

/** One end of an edge. */
export interface GraphEnd {
  readonly node: string;
  readonly columns: readonly string[];
  /** How many rows of this end there are for one row of the other. */
  readonly cardinality: Cardinality;
}

export interface EdgeAssociation {
  /** The model it is declared on. */
  readonly source: string;
  readonly name: string;
  readonly type: AssociationType;
  /** The end it starts from; on a key of its own join table a belongsToMany starts, as far as the key goes, from `to`. */
  readonly end: 'from' | 'to';
  /** The columns of both ends that it goes by, where the key has more of them; left out where it goes by all. */
  readonly by?: { readonly from: readonly string[]; readonly to: readonly string[] };
  /** What it fixes of its target (its `scope`), by column; left out without any. */
  readonly scope?: FixedValues;
  /** The same of the join table. */
  readonly throughScope?: FixedValues;
}

export interface GraphEdge {
  /** Stable and unique: what it joins, and by which columns. */
  readonly id: string;
  /** `many-to-many` is a belongsToMany seen past its join table, which is there with two `key` edges of its own. */
  readonly kind: 'key' | 'many-to-many';
  /** For `key` the end that holds the key; otherwise the model that comes first by name. */
  readonly from: GraphEnd;
  readonly to: GraphEnd;
  /**
   * The associations that say it, by source and name; [] for a foreign key of which no model knows. A belongsToMany stands on the two
   * keys of its join table too.
   */
  readonly associations: readonly EdgeAssociation[];
  /** Null where no constraint says it. */
  readonly foreignKey: { readonly name: string; readonly onDelete: string; readonly onUpdate: string } | null;
  /** The node of the join table, of a `many-to-many`. */
  readonly through: string | null;
  /** Its columns that refer to either end; null without a join table. */
  readonly throughColumns: { readonly from: readonly string[]; readonly to: readonly string[] } | null;
}

export interface SchemaGraph {
  /** By id. */
  readonly nodes: readonly GraphNode[];
  /** By id. */
  readonly edges: readonly GraphEdge[];
}
