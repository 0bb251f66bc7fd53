/** A walk through a schema for somebody new: what to read, in which order, and what to look at there. Plain data. */

/** `many-to-many` goes through a join table; `refers` is a key of which no association knows, or its other side. */
export interface TourRelation {
  /** The edge of the graph. */
  readonly edge: string;
  readonly node: string;
  /** The association's name on this stop's model; null where it has none for it. */
  readonly association: string | null;
  /** The columns of the key, as the model calls them that holds it; [] for a many-to-many. */
  readonly columns: readonly string[];
  /** In words, from this stop: `belongs to one`, `may belong to one`, `has many`, `has at most one`. */
  readonly verb: string;
  /** The join table's node of a many-to-many. */
  readonly through: string | null;
  /** True where the other end is read earlier on the tour, or is this one. */
  readonly isKnown: boolean;
}

export type TourHintKind =
  | 'comment'
  | 'default-scope'
  | 'scope'
  | 'enum'
  | 'soft-delete'
  | 'tree'
  | 'no-constraint'
  | 'view'
  | 'no-table';

/** Something worth a look, in one line: `status` and what it says. */
export interface TourHint {
  readonly kind: TourHintKind;
  /** The attribute, scope or association it is about; null for the whole. */
  readonly name: string | null;
  readonly text: string;
}

export interface TourStop {
  /** The node of the graph. */
  readonly node: string;
  readonly model: string | null;
  /** `schema.table`, without `public`. */
  readonly table: string;
  readonly rowEstimate: number | null;
  /** A paragraph of plain sentences. */
  readonly summary: string;
  readonly relations: readonly TourRelation[];
  readonly hints: readonly TourHint[];
}

export interface TourChapter {
  /** By its hub, or what its tables have in common. */
  readonly title: string;
  readonly hub: string;
  readonly isUnrelated: boolean;
  /** In reading order: the hub first, and each next one related to one that was read where that is possible. */
  readonly stops: readonly TourStop[];
}

export interface SchemaTour {
  readonly counts: {
    readonly models: number;
    /** Tables and views that no model stands before. */
    readonly otherTables: number;
    /** Keys, whoever says them. */
    readonly relations: number;
    /** The planner's estimates together; null where there is none. */
    readonly rows: number | null;
  };
  /** The nodes to begin with, the most important first; at most seven. */
  readonly hubs: readonly string[];
  readonly chapters: readonly TourChapter[];
}
