/** One short text for a whole schema: two snapshots have the same hash when nothing differs between them. */
import { createHash } from 'node:crypto';
import type { PropertyValue, Snapshot } from './snapshot.ts';

/** SHA-256 in hexadecimal, over every property of every object. */
export function catalogHash({ objects }: Snapshot): string {
  const hash = createHash('sha256');
  for (const { type, schema, table, name, properties } of objects) {
    hash.update(`${JSON.stringify([type, schema, table, name, sorted(properties)])}\n`);
  }
  return hash.digest('hex');
}

/** The server gives the keys of a jsonb in an order of its own. */
function sorted(properties: Readonly<Record<string, PropertyValue>>): readonly unknown[] {
  return Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1));
}
