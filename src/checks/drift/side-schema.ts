/** A side's schema, by table, with what of it no model could say. Pure. */
import type { Snapshot, SnapshotObject } from '../../database/snapshot/snapshot.ts';
import {
  type ColumnState,
  schemaState,
  type SchemaState,
  tableKey,
  type TableName,
  type TableState,
} from '../../journal/from-models/schema-state.ts';
import { userType } from '../../journal/from-models/sql-names.ts';
import type { DriftSide } from './drift.ts';

export interface SideSchema {
  readonly side: DriftSide;
  readonly snapshot: Snapshot;
  readonly state: SchemaState;
  readonly tables: ReadonlyMap<string, TableState>;
  /** Columns, constraints, indexes, triggers … of a table, by its key. */
  readonly parts: ReadonlyMap<string, readonly SnapshotObject[]>;
  readonly tableObjects: ReadonlyMap<string, SnapshotObject>;
  /** Types that no extension brought, as `[schema,name]` in JSON. */
  readonly types: ReadonlySet<string>;
  /** Of the columns that number their rows by a sequence of their own. */
  readonly owned: ReadonlySet<string>;
}

/** Without the tables that are spared, and what belongs to them. */
export function sideSchema(
  side: DriftSide,
  whole: Snapshot,
  isSpared: (place: TableName) => boolean,
): SideSchema {
  const snapshot = withoutSpared(whole, isSpared);
  const state = schemaState(snapshot);
  const parts = new Map<string, SnapshotObject[]>();
  const owned = new Set<string>();
  const types = new Set<string>();
  const tableObjects = new Map<string, SnapshotObject>();
  for (const object of snapshot.objects) {
    const owner = object.properties['ownedBy'];
    if (Array.isArray(owner)) owned.add(JSON.stringify(owner));
    if (ownTypes.has(object.type)) types.add(JSON.stringify([object.schema, object.name]));
    if (object.type === 'table')
      tableObjects.set(tableKey({ schema: object.schema, table: object.name }), object);
    if (object.table === null) continue;
    const key = tableKey({ schema: object.schema, table: object.table });
    const known = parts.get(key);
    if (known === undefined) parts.set(key, [object]);
    else known.push(object);
  }
  const tables = new Map(state.tables.map((table) => [tableKey(table), table]));
  return { side, snapshot, state, tables, parts, tableObjects, types, owned };
}

function withoutSpared({ objects }: Snapshot, isSpared: (place: TableName) => boolean): Snapshot {
  return {
    objects: objects.filter(({ type, schema, table, name, properties }) => {
      const owner = properties['ownedBy'];
      if (Array.isArray(owner)) return !isSpared({ schema: String(owner[0]), table: String(owner[1]) });
      const own = table ?? (type === 'table' ? name : null);
      return own === null || !isSpared({ schema, table: own });
    }),
  };
}

/** The labels of the enum that a column holds, arrays included; null for any other type. */
export function labelsOf({ state }: SideSchema, { type }: ColumnState): readonly string[] | null {
  const name = userType(type);
  if (name === null) return null;
  const found = state.enums.find((own) => own.schema === name.schema && own.name === name.name);
  return found?.labels ?? null;
}

const ownTypes: ReadonlySet<string> = new Set(['enum', 'domain', 'composite-type', 'range-type', 'table']);

/** A type that an extension brought is the same in whatever schema the extension is. */
export function typeWords({ types }: SideSchema, type: string): string {
  const match = /^((?:"(?:[^"]|"")+"|[^\s".,()[\]]+))\.((?:"(?:[^"]|"")+"|[^\s".,()[\]]+))(.*)$/.exec(type);
  if (match === null) return type;
  const [, schema = '', name = '', rest = ''] = match;
  const isOwn = types.has(JSON.stringify([bare(schema), bare(name)]));
  return isOwn ? type : `${name}${rest}`;
}

function bare(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
}

export function textOf({ properties }: SnapshotObject, property: string): string | null {
  const value = properties[property];
  return typeof value === 'string' ? value : null;
}
