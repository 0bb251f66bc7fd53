/**
 * Reads a snapshot in one query, with an empty search path, so that every name comes out qualified, and leaves nothing behind: what
 * it locks while the server words its definitions, and the search path, go with a savepoint.
 */
import type { DatabaseConnection } from '../client.ts';
import { objectParts } from './object-sql.ts';
import { relationParts, snapshotSources } from './relation-sql.ts';
import { keyText, type Snapshot, type SnapshotObject } from './snapshot.ts';

/** Runs one statement without values and gives its rows as arrays. */
export type SnapshotReader = (sql: string) => Promise<readonly (readonly unknown[])[]>;

/** The first part gives the columns their types. */
const typedColumns = 'SELECT NULL::text, NULL::text, NULL::text, NULL::text, NULL::jsonb WHERE false';

const snapshotSql = `
  WITH ${snapshotSources}, parts (type, schema, "table", name, properties) AS (
    ${[typedColumns, ...relationParts, ...objectParts].join(' UNION ALL ')}
  )
  SELECT type, schema, "table", name, jsonb_strip_nulls(properties)::text AS properties FROM parts`;

/** On a connection where no transaction is open: in one of its own, read only. */
export async function readSnapshot(connection: DatabaseConnection): Promise<Snapshot> {
  await connection.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const snapshot = await readSnapshotWithin(async (sql) => (await connection.query(sql)).rows);
  await connection.query('COMMIT');
  return snapshot;
}

/** In the transaction that is open, what it has changed included. */
export async function readSnapshotWithin(read: SnapshotReader): Promise<Snapshot> {
  await read('SAVEPOINT seqscope_snapshot');
  await read(`SET LOCAL search_path = ''`);
  const rows = await read(snapshotSql);
  await read('ROLLBACK TO SAVEPOINT seqscope_snapshot');
  await read('RELEASE SAVEPOINT seqscope_snapshot');
  return {
    objects: rows
      .map(objectOf)
      .sort((a, b) => compareTexts(a.key, b.key))
      .map(({ object }) => object),
  };
}

function objectOf(row: readonly unknown[]): { readonly key: string; readonly object: SnapshotObject } {
  // The five columns of snapshotSql, in their order.
  const [type, schema, table, name, properties] = row as readonly [
    SnapshotObject['type'],
    string,
    string | null,
    string,
    string,
  ];
  // Parsed here: a project may have told pg to leave JSON as text.
  const parsed = JSON.parse(properties) as SnapshotObject['properties'];
  const object = { type, schema, table, name, properties: parsed };
  return { key: keyText(object), object };
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
