/** What no model can say and belongs to no column: schemas, views, functions, triggers, policies, types, sequences. Pure. */
import { quoteIdentifier } from '../../database/quote.ts';
import { rebuildSql } from '../../database/snapshot/rebuild-sql.ts';
import { keyText, type ObjectType, type SnapshotObject } from '../../database/snapshot/snapshot.ts';
import { tableKey } from '../../journal/from-models/schema-state.ts';
import { userType } from '../../journal/from-models/sql-names.ts';
import { absent, type Aspect, type Claim } from './aspect.ts';
import type { DriftSide } from './drift.ts';
import { keyAspects } from './compare-keys.ts';
import { enabledWords, objectSql } from './object-remedies.ts';
import { type SideSchema, textOf } from './side-schema.ts';

const compared: ReadonlySet<ObjectType> = new Set([
  'schema',
  'extension',
  'enum',
  'domain',
  'composite-type',
  'range-type',
  'collation',
  'function',
  'aggregate',
  'sequence',
  'view',
  'materialized-view',
  'rule',
  'trigger',
  'policy',
  'statistics',
  'event-trigger',
  'other',
]);

/** Versions and places of extensions are the server's affair, and whether a materialized view has rows nobody's. */
const ignored: readonly string[] = ['version', 'isEmpty'];

/** Of database and migrations. */
export function objectAspects(all: readonly SideSchema[]): readonly Aspect[] {
  const sides = all.filter(({ side }) => side !== 'models');
  if (sides.length < 2) return [];
  const rows = new Map<
    string,
    { readonly first: SnapshotObject; readonly own: Map<DriftSide, SnapshotObject> }
  >();
  for (const { side, snapshot } of sides) {
    for (const object of snapshot.objects) {
      if (!compared.has(object.type) || object.properties['ownedBy'] !== undefined) continue;
      const key = keyText(object);
      const row = rows.get(key) ?? { first: object, own: new Map() };
      row.own.set(side, object);
      rows.set(key, row);
    }
  }
  return [...rows.values()].flatMap(({ first, own }) => {
    if (isSaidElsewhere(first, own, sides)) return [];
    const place = { schema: first.schema, table: first.name };
    const isIndexed = first.type === 'materialized-view' && own.size === sides.length;
    return [
      aspectOf(first, own, sides),
      ...(isIndexed ? keyAspects({ place, sides, isUnmade: () => false }) : []),
    ];
  });
}

/** Those of a materialized view; a table is compared with its own. */
function indexesOf({ parts }: SideSchema, { type, schema, name }: SnapshotObject): readonly SnapshotObject[] {
  if (type !== 'materialized-view') return [];
  return (parts.get(tableKey({ schema, table: name })) ?? []).filter((part) => part.type === 'index');
}

/** By a difference of its table, of the column that has it, or of nobody: an extension that only the database has is the server's. */
function isSaidElsewhere(
  object: SnapshotObject,
  own: ReadonlyMap<DriftSide, SnapshotObject>,
  sides: readonly SideSchema[],
): boolean {
  if (object.type === 'extension') return own.has('database');
  if (object.table !== null) {
    const key = tableKey({ schema: object.schema, table: object.table });
    const isTable = sides.some(({ tables }) => tables.has(key));
    return isTable && !sides.every(({ tables }) => tables.has(key));
  }
  if (object.type !== 'enum') return false;
  // The columns that have the type say it.
  return sides.some(({ side, state }) =>
    own.has(side)
      ? state.tables.some(({ columns }) =>
          columns.some(({ type }) => {
            const name = userType(type);
            return name?.schema === object.schema && name.name === object.name;
          }),
        )
      : false,
  );
}

function aspectOf(
  { type, schema, table, name }: SnapshotObject,
  own: ReadonlyMap<DriftSide, SnapshotObject>,
  sides: readonly SideSchema[],
): Aspect {
  const claims = Object.fromEntries(sides.map(({ side }) => [side, claimOf(own.get(side))]));
  const isView = type === 'view' || type === 'materialized-view';
  return {
    subject: type === 'schema' ? 'schema' : type === 'enum' ? 'enum' : 'other',
    schema: type === 'schema' ? name : schema,
    table,
    name: type === 'schema' ? null : name,
    claims,
    question: isView ? { type: 'view' } : undefined,
    sql(from, to) {
      const wanted = own.get(to);
      const side = sides.find((schema) => schema.side === to);
      const indexes = wanted === undefined || side === undefined ? [] : indexesOf(side, wanted);
      return objectSql(own.get(from), wanted, indexes);
    },
  };
}

function claimOf(object: SnapshotObject | undefined): Claim {
  if (object === undefined) return absent;
  const properties = Object.entries(object.properties)
    .filter(([property]) => !ignored.includes(property))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const definition = textOf(object, 'definition');
  const isView = object.type === 'view' || object.type === 'materialized-view';
  const rest = JSON.stringify(properties.filter(([property]) => !(isView && property === 'definition')));
  const said = saidOf(object);
  const exact = `=${rest} ${isView ? (definition ?? '') : ''}`;
  return isView && definition !== null
    ? { said, exact, loose: exact, words: definition, label: rest }
    : { said, exact, loose: exact };
}

function saidOf(object: SnapshotObject): string {
  const words = rebuildSql({ objects: [object] })
    .join('; ')
    .trim();
  const enabled = textOf(object, 'enabled');
  if (object.type === 'schema') return `SCHEMA ${quoteIdentifier(object.name)}`;
  return `${words === '' ? `${object.type} ${object.name}` : words}${enabled === null ? '' : ` (${enabledWords(enabled)})`}`;
}
