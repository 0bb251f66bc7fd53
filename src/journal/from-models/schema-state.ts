/**
 * A snapshot by tables, as far as Sequelize models can say a schema: columns, keys, indexes, enums. Everything as PostgreSQL words
 * it, so that two spellings of one type or expression are one text. Pure.
 */
import type { Snapshot, SnapshotObject } from '../../database/snapshot/snapshot.ts';

export interface TableName {
  readonly schema: string;
  readonly table: string;
}

/** How a column numbers its rows: by a sequence in its default (SERIAL), or as an identity (manual, 5.3). */
export type Numbering = 'serial' | 'identity';

export interface ColumnState {
  readonly name: string;
  /** As format_type() has it, qualified where it is not of pg_catalog. */
  readonly type: string;
  readonly isNullable: boolean;
  /** Null also where the column numbers its rows. */
  readonly default: string | null;
  readonly numbering: Numbering | null;
  /** The default that draws from a sequence. */
  readonly drawn: string | null;
  readonly generated: string | null;
  readonly comment: string | null;
}

export interface KeyState {
  readonly name: string;
  readonly kind: 'primary key' | 'unique' | 'foreign key' | 'check' | 'exclusion';
  /** As pg_get_constraintdef() has it. */
  readonly definition: string;
}

export interface IndexState {
  readonly name: string;
  /** As pg_get_indexdef() has it. */
  readonly definition: string;
}

export interface TableState extends TableName {
  readonly comment: string | null;
  /** In their order. */
  readonly columns: readonly ColumnState[];
  readonly keys: readonly KeyState[];
  readonly indexes: readonly IndexState[];
  /** False for partitions, foreign tables and what inherits: those are nobody's to drop. */
  readonly isPlain: boolean;
}

export interface EnumState {
  readonly schema: string;
  readonly name: string;
  readonly labels: readonly string[];
}

export interface SchemaState {
  readonly schemas: readonly string[];
  readonly tables: readonly TableState[];
  readonly enums: readonly EnumState[];
  /** Views, materialized ones too. */
  readonly views: readonly TableName[];
}

export function schemaState({ objects }: Snapshot): SchemaState {
  const parts = new Map<string, SnapshotObject[]>();
  for (const object of objects) {
    if (object.table === null) continue;
    const key = tableKey({ schema: object.schema, table: object.table });
    const known = parts.get(key);
    if (known === undefined) parts.set(key, [object]);
    else known.push(object);
  }
  return {
    schemas: objects.filter(({ type }) => type === 'schema').map(({ name }) => name),
    tables: objects
      .filter(({ type }) => type === 'table')
      .map((table) => tableOf(table, parts.get(tableKey({ schema: table.schema, table: table.name })) ?? [])),
    enums: objects
      .filter(({ type }) => type === 'enum')
      .map((object) => ({ schema: object.schema, name: object.name, labels: listOf(object, 'labels') })),
    views: objects
      .filter(({ type }) => type === 'view' || type === 'materialized-view')
      .map(({ schema, name }) => ({ schema, table: name })),
  };
}

/** One text for one table. */
export function tableKey({ schema, table }: TableName): string {
  return JSON.stringify([schema, table]);
}

function tableOf(object: SnapshotObject, parts: readonly SnapshotObject[]): TableState {
  const order = listOf(object, 'columnOrder');
  const { schema, name: table, properties } = object;
  return {
    schema,
    table,
    comment: textOf(object, 'comment'),
    columns: parts
      .filter(({ type }) => type === 'column')
      .sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
      .map(columnOf),
    keys: parts.filter(({ type }) => type === 'constraint').map(keyOf),
    indexes: parts
      .filter(({ type }) => type === 'index')
      .map((index) => ({ name: index.name, definition: textOf(index, 'definition') ?? '' })),
    isPlain: !['kind', 'inherits', 'partitionBound', 'ofType'].some((property) => property in properties),
  };
}

function columnOf(object: SnapshotObject): ColumnState {
  const initial = textOf(object, 'default');
  const isDrawn = initial?.startsWith('nextval(') === true;
  return {
    name: object.name,
    type: textOf(object, 'type') ?? '',
    isNullable: object.properties['isNullable'] === true,
    default: isDrawn ? null : initial,
    numbering: isDrawn ? 'serial' : textOf(object, 'identity') === null ? null : 'identity',
    drawn: isDrawn ? initial : null,
    generated: textOf(object, 'generated'),
    comment: textOf(object, 'comment'),
  };
}

function keyOf(object: SnapshotObject): KeyState {
  return {
    name: object.name,
    // The words of the snapshot's own query (database/snapshot/relation-sql.ts).
    kind: textOf(object, 'kind') as KeyState['kind'],
    definition: textOf(object, 'definition') ?? '',
  };
}

function textOf({ properties }: SnapshotObject, property: string): string | null {
  const value = properties[property];
  return typeof value === 'string' ? value : null;
}

function listOf({ properties }: SnapshotObject, property: string): readonly string[] {
  const value = properties[property];
  // The only property values that are arrays are lists of text.
  return Array.isArray(value) ? (value as readonly string[]) : [];
}
