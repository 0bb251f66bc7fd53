/** How an object of a snapshot is read when it is put into words of SQL: part of rebuild-sql.ts. Pure. */
import pg from 'pg';
import type { SnapshotObject } from './snapshot.ts';

export function textOf({ properties }: SnapshotObject, property: string): string | null {
  const value = properties[property];
  return typeof value === 'string' ? value : null;
}

export function listOf({ properties }: SnapshotObject, property: string): readonly string[] {
  const value = properties[property];
  // The only property values that are arrays are lists of text.
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

/** Its own name, qualified. */
export function placeOf({ schema, name }: SnapshotObject): string {
  return `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;
}

/** That of the table it belongs to. */
export function tablePlaceOf({ schema, table }: SnapshotObject): string {
  return `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table ?? '')}`;
}
