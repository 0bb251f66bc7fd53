/** What became of a schema between two snapshots. Pure: plain data in and out. */
import {
  keyText,
  type ObjectKey,
  type PropertyValue,
  type Snapshot,
  type SnapshotObject,
} from './snapshot.ts';

/** One property; null on the side that does not have it. */
export interface PropertyChange {
  readonly property: string;
  readonly from: PropertyValue | null;
  readonly to: PropertyValue | null;
}

export interface ChangedObject extends ObjectKey {
  readonly changes: readonly PropertyChange[];
}

/** In the order of the snapshots; an object with another name is one removed and one added. */
export interface SchemaDifference {
  readonly added: readonly SnapshotObject[];
  readonly removed: readonly SnapshotObject[];
  readonly changed: readonly ChangedObject[];
}

/**
 * Nothing in all three lists when, and only when, the snapshots are equal. The order of a table's columns counts as changed where
 * those that stayed stand in another order, not because one came or went.
 */
export function difference(before: Snapshot, after: Snapshot): SchemaDifference {
  const old = new Map(before.objects.map((object) => [keyText(object), object]));
  const added: SnapshotObject[] = [];
  const changed: ChangedObject[] = [];
  for (const object of after.objects) {
    const key = keyText(object);
    const was = old.get(key);
    old.delete(key);
    if (was === undefined) {
      added.push(object);
      continue;
    }
    const changes = changesOf(was.properties, object.properties);
    if (changes.length === 0) continue;
    const { type, schema, table, name } = object;
    changed.push({ type, schema, table, name, changes });
  }
  return { added, removed: [...old.values()], changed };
}

export function isEmptyDifference({ added, removed, changed }: SchemaDifference): boolean {
  return added.length + removed.length + changed.length === 0;
}

/**
 * Without what only says that columns stand in another order: PostgreSQL puts a column that is added at the end, so that no
 * migration can bring back a dropped one where it was.
 */
export function withoutColumnOrder(whole: SchemaDifference): SchemaDifference {
  const changed = whole.changed.flatMap((object) => {
    const changes = object.changes.filter(({ property }) => property !== 'columnOrder');
    return changes.length === 0 ? [] : [{ ...object, changes }];
  });
  return { ...whole, changed };
}

function changesOf(
  from: SnapshotObject['properties'],
  to: SnapshotObject['properties'],
): readonly PropertyChange[] {
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])].sort();
  return names.flatMap((property) => {
    const was = from[property] ?? null;
    const is = to[property] ?? null;
    const isEqual = property === 'columnOrder' ? isSameOrder(was, is) : isSame(was, is);
    return isEqual ? [] : [{ property, from: was, to: is }];
  });
}

function isSame(a: PropertyValue | null, b: PropertyValue | null): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** Of the columns on both sides. */
function isSameOrder(a: PropertyValue | null, b: PropertyValue | null): boolean {
  const [was, is] = [listOf(a), listOf(b)];
  const stayed = new Set(was.filter((name) => is.includes(name)));
  return isSame(
    was.filter((name) => stayed.has(name)),
    is.filter((name) => stayed.has(name)),
  );
}

function listOf(value: PropertyValue | null): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : [];
}
