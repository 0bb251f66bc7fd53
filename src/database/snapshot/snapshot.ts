/**
 * The user's part of a database's catalog as plain data: a flat list of objects, each under a key that people know it by. No oid,
 * no size, no statistics, no row: equal schemas are equal snapshots, on whatever server they are.
 */

/** What the catalog holds; `other` are the rare ones (operators, casts, text search), known by name only. */
export type ObjectType =
  | 'schema'
  | 'extension'
  | 'enum'
  | 'domain'
  | 'composite-type'
  | 'range-type'
  | 'collation'
  | 'function'
  | 'aggregate'
  | 'sequence'
  | 'table'
  | 'column'
  | 'constraint'
  | 'index'
  | 'view'
  | 'materialized-view'
  | 'rule'
  | 'trigger'
  | 'policy'
  | 'statistics'
  | 'event-trigger'
  | 'other';

export type PropertyValue = string | number | boolean | readonly string[];

/** What identifies an object: no two of a snapshot have all four in common. */
export interface ObjectKey {
  readonly type: ObjectType;
  /** Empty for what belongs to the whole database: schemas, extensions, event triggers. */
  readonly schema: string;
  /** The table of a column, constraint, index, trigger, rule or policy; null for everything else. */
  readonly table: string | null;
  /** A function's has the types of its arguments; an object of type `other` begins with its kind. */
  readonly name: string;
}

/**
 * Names and expressions of other schemas than pg_catalog are qualified, whatever the search path was. A property that an object
 * does not have (no default, no comment, not unlogged) is left out.
 */
export interface SnapshotObject extends ObjectKey {
  readonly properties: Readonly<Record<string, PropertyValue>>;
}

/** Owners, privileges, tablespaces and the values of sequences are not in it. */
export interface Snapshot {
  /** Sorted by key, each once. */
  readonly objects: readonly SnapshotObject[];
}

/** One text for one object: the same for equal keys only. */
export function keyText({ type, schema, table, name }: ObjectKey): string {
  return JSON.stringify([schema, table ?? (isRelation(type) ? name : ''), type, name]);
}

/** Without one table and all that belongs to it: a journal's own, for instance. `schema` null means any. */
export function withoutTable(
  { objects }: Snapshot,
  { schema, table }: { readonly schema: string | null; readonly table: string },
): Snapshot {
  return {
    objects: objects.filter((object) => {
      const owner = object.table ?? (object.type === 'table' ? object.name : null);
      return owner !== table || (schema !== null && object.schema !== schema);
    }),
  };
}

/** Sorted with what belongs to a table behind it. */
function isRelation(type: ObjectType): boolean {
  return type === 'table' || type === 'view' || type === 'materialized-view';
}
