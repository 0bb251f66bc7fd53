/**
 * A snapshot as the statements that make it anew, in an order in which most of them succeed at the first try. Pure. What a snapshot
 * knows by name only (type `other`) and aggregates are left out: whoever builds compares afterwards.
 */
import pg from 'pg';
import { commentSql, detailSql } from './rebuild-details.ts';
import { listOf, placeOf, tablePlaceOf, textOf } from './rebuild-parts.ts';
import { domainSql, sequenceOptions, typeSql } from './rebuild-types.ts';
import type { Snapshot, SnapshotObject } from './snapshot.ts';

/** What a table is made with that are objects of their own. */
interface TableParts {
  readonly columnsOf: (table: SnapshotObject) => readonly SnapshotObject[];
  readonly identityOf: (column: SnapshotObject) => SnapshotObject | undefined;
  /** True for what belongs to a partition. */
  readonly isOfPartition: (object: SnapshotObject) => boolean;
}

type Phase = (object: SnapshotObject, parts: TableParts) => string | null;

const quote = (name: string) => pg.escapeIdentifier(name);

/** Types and functions come before the tables that use them, keys before the keys that refer to them. */
const phases: readonly Phase[] = [
  (object) => (object.type === 'schema' ? `CREATE SCHEMA IF NOT EXISTS ${quote(object.name)}` : null),
  extensionSql,
  typeSql,
  domainSql,
  (object) => (object.type === 'function' ? definitionOf(object) : null),
  sequenceSql,
  tableSql,
  ownerSql,
  (object, { isOfPartition }) =>
    isInherited(object) && !isOfPartition(object) ? null : keySql(object, ['check']),
  partitionSql,
  (object) => (isInherited(object) ? keySql(object, ['primary key', 'unique', 'exclusion']) : null),
  (object) => (isInherited(object) ? indexSql(object) : null),
  (object) => (isInherited(object) ? null : keySql(object, ['primary key', 'unique', 'exclusion'])),
  (object) => (isInherited(object) ? null : indexSql(object)),
  (object) => keySql(object, ['foreign key']),
  viewSql,
  (object) => (['rule', 'trigger', 'statistics'].includes(object.type) ? definitionOf(object) : null),
  policySql,
  detailSql,
  commentSql,
];

export function rebuildSql({ objects }: Snapshot): readonly string[] {
  const columns = new Map<string, SnapshotObject[]>();
  const identities = new Map<string, SnapshotObject>();
  const partitions = new Set<string>();
  for (const object of objects) {
    if (object.type === 'column') {
      const key = JSON.stringify([object.schema, object.table]);
      columns.set(key, [...(columns.get(key) ?? []), object]);
    }
    if (textOf(object, 'partitionBound') !== null)
      partitions.add(JSON.stringify([object.schema, object.name]));
    if (object.properties['isIdentity'] === true)
      identities.set(JSON.stringify(object.properties['ownedBy']), object);
  }
  const parts: TableParts = {
    columnsOf: ({ schema, name }) => columns.get(JSON.stringify([schema, name])) ?? [],
    identityOf: ({ schema, table, name }) => identities.get(JSON.stringify([schema, table, name])),
    isOfPartition: ({ schema, table }) => partitions.has(JSON.stringify([schema, table])),
  };
  return phases.flatMap((phase) => objects.flatMap((object) => phase(object, parts) ?? []));
}

function definitionOf(object: SnapshotObject): string | null {
  return textOf(object, 'definition');
}

function isInherited({ properties }: SnapshotObject): boolean {
  return properties['isInherited'] === true;
}

function extensionSql(object: SnapshotObject): string | null {
  if (object.type !== 'extension') return null;
  const schema = quote(textOf(object, 'schema') ?? 'public');
  return `CREATE EXTENSION IF NOT EXISTS ${quote(object.name)} WITH SCHEMA ${schema}`;
}

function sequenceSql(object: SnapshotObject): string | null {
  if (object.type !== 'sequence' || object.properties['isIdentity'] === true) return null;
  const unlogged = textOf(object, 'persistence') === 'unlogged' ? 'UNLOGGED ' : '';
  return `CREATE ${unlogged}SEQUENCE ${placeOf(object)} AS ${textOf(object, 'type') ?? 'bigint'} ${sequenceOptions(object)}`;
}

function ownerSql(object: SnapshotObject): string | null {
  if (object.type !== 'sequence' || object.properties['isIdentity'] === true) return null;
  const owner = listOf(object, 'ownedBy');
  return owner.length === 0
    ? null
    : `ALTER SEQUENCE ${placeOf(object)} OWNED BY ${owner.map(quote).join('.')}`;
}

function tableSql(table: SnapshotObject, { columnsOf, identityOf }: TableParts): string | null {
  if (table.type !== 'table') return null;
  const order = listOf(table, 'columnOrder');
  const isPartition = textOf(table, 'partitionBound') !== null;
  const columns = columnsOf(table)
    .filter((column) => isPartition || !isInherited(column))
    .sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
    .map((column) => columnSql(column, identityOf(column)));
  const kind = textOf(table, 'kind') === 'foreign' ? 'FOREIGN TABLE' : 'TABLE';
  const parents = listOf(table, 'inherits');
  const options = listOf(table, 'options');
  const key = textOf(table, 'partitionKey');
  const server = textOf(table, 'server');
  return [
    `CREATE ${textOf(table, 'persistence') === 'unlogged' ? 'UNLOGGED ' : ''}${kind} ${placeOf(table)} (${columns.join(', ')})`,
    !isPartition && parents.length > 0 ? ` INHERITS (${parents.join(', ')})` : '',
    key === null ? '' : ` PARTITION BY ${key}`,
    options.length === 0 ? '' : ` WITH (${options.join(', ')})`,
    server === null ? '' : ` SERVER ${quote(server)}`,
  ].join('');
}

function columnSql(column: SnapshotObject, identity: SnapshotObject | undefined): string {
  const collation = textOf(column, 'collation');
  const initial = textOf(column, 'default');
  const generated = /^([^]*) (stored|virtual)$/.exec(textOf(column, 'generated') ?? '');
  const how = textOf(column, 'identity');
  return [
    `${quote(column.name)} ${textOf(column, 'type') ?? 'text'}`,
    collation === null ? '' : ` COLLATE ${collation}`,
    initial === null ? '' : ` DEFAULT ${initial}`,
    generated === null ? '' : ` GENERATED ALWAYS AS (${generated[1] ?? ''}) ${generated[2] ?? ''}`,
    column.properties['isNullable'] === true ? '' : ' NOT NULL',
    how === null || identity === undefined
      ? ''
      : ` GENERATED ${how} AS IDENTITY (SEQUENCE NAME ${placeOf(identity)} ${sequenceOptions(identity)})`,
  ].join('');
}

function partitionSql(table: SnapshotObject): string | null {
  const bound = textOf(table, 'partitionBound');
  const [parent] = listOf(table, 'inherits');
  return bound === null || parent === undefined
    ? null
    : `ALTER TABLE ${parent} ATTACH PARTITION ${placeOf(table)} ${bound}`;
}

/** A check that a table inherits comes with the table; the partition of one must have it before. */
function keySql(object: SnapshotObject, kinds: readonly string[]): string | null {
  if (object.type !== 'constraint' || !kinds.includes(textOf(object, 'kind') ?? '')) return null;
  return `ALTER TABLE ${tablePlaceOf(object)} ADD CONSTRAINT ${quote(object.name)} ${definitionOf(object) ?? ''}`;
}

function indexSql(object: SnapshotObject): string | null {
  return object.type === 'index' ? definitionOf(object) : null;
}

function viewSql(object: SnapshotObject): string | null {
  if (object.type !== 'view' && object.type !== 'materialized-view') return null;
  const options = listOf(object, 'options');
  const definition = (definitionOf(object) ?? '').replace(/;\s*$/, '');
  return [
    `CREATE ${object.type === 'view' ? 'VIEW' : 'MATERIALIZED VIEW'} ${placeOf(object)}`,
    options.length === 0 ? '' : ` WITH (${options.join(', ')})`,
    ` AS ${definition}`,
    object.properties['isEmpty'] === true ? ' WITH NO DATA' : '',
  ].join('');
}

function policySql(object: SnapshotObject): string | null {
  if (object.type !== 'policy') return null;
  const roles = listOf(object, 'roles').map((role) => (role === 'public' ? 'PUBLIC' : quote(role)));
  const [using, check] = [textOf(object, 'using'), textOf(object, 'check')];
  return [
    `CREATE POLICY ${quote(object.name)} ON ${tablePlaceOf(object)}`,
    object.properties['isRestrictive'] === true ? ' AS RESTRICTIVE' : '',
    ` FOR ${textOf(object, 'command') ?? 'all'} TO ${roles.join(', ')}`,
    using === null ? '' : ` USING (${using})`,
    check === null ? '' : ` WITH CHECK (${check})`,
  ].join('');
}
