/** What a documentation page holds, as plain data: the page draws itself from it. Only what is shown is in it. */

export interface SiteColumn {
  /** Null for a column that no attribute stands for. */
  readonly attribute: string | null;
  /** Null for a virtual attribute. */
  readonly column: string | null;
  readonly type: string;
  readonly isNullable: boolean;
  readonly default: string | null;
  /** `PK`, `FK`, `UK` */
  readonly marks: readonly string[];
  readonly values: readonly string[] | null;
  readonly comment: string | null;
  readonly rules: readonly string[];
  /** Nodes that it refers to. */
  readonly refersTo: readonly string[];
}

export interface SiteRelation {
  /** The association; null for a foreign key of which the model does not know. */
  readonly name: string | null;
  /** `belongs to one`, `has many` … */
  readonly verb: string;
  readonly node: string;
  readonly through: string | null;
  /** `role_id → roles.id` */
  readonly key: string;
  /** `ON DELETE CASCADE`; empty without a constraint. */
  readonly rule: string;
}

export interface SiteScope {
  readonly name: string;
  /** As it is used: `registeredSince(since)`. */
  readonly call: string;
  readonly condition: string | null;
}

export interface SitePart {
  readonly name: string;
  readonly kind: string;
  readonly text: string;
}

export interface SiteParts {
  readonly title: string;
  readonly parts: readonly SitePart[];
}

export interface SiteExample {
  readonly title: string;
  readonly code: string;
}

export interface SiteNode {
  readonly id: string;
  readonly isModel: boolean;
  readonly table: string;
  /** `table`, `view` …; null where the database has none. */
  readonly kind: string | null;
  readonly comment: string | null;
  readonly rows: number | null;
  /** `12 kB`; null where it is not known. */
  readonly size: string | null;
  /** In words, what is special: soft-deletes, joins two others. */
  readonly badges: readonly string[];
  readonly defaultScope: string | null;
  readonly columns: readonly SiteColumn[];
  readonly relations: readonly SiteRelation[];
  readonly scopes: readonly SiteScope[];
  readonly parts: readonly SiteParts[];
  /** Of a view. */
  readonly query: string | null;
  readonly examples: readonly SiteExample[];
  /** The diagram it is drawn in; null for none. */
  readonly diagram: number | null;
}

export interface SiteGroup {
  readonly title: string;
  readonly nodes: readonly string[];
}

export interface SiteContent {
  readonly name: string;
  readonly madeBy: string;
  /** `12 models, 14 relations` */
  readonly counts: string;
  readonly hubs: readonly string[];
  /** In reading order. */
  readonly groups: readonly SiteGroup[];
  /** By id. */
  readonly nodes: readonly SiteNode[];
  /** Titles; the pictures stand in the page. */
  readonly diagrams: readonly string[];
}
