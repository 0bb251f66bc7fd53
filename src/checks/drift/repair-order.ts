/**
 * The order of differences: each table's together, by name, and so that what their SQL does can be run from top to bottom. Views go
 * before what they read, and are made after it; a table comes after those that it refers to. Pure.
 */
import type { Snapshot, SnapshotObject } from '../../database/snapshot/snapshot.ts';
import { tableKey } from '../../journal/from-models/schema-state.ts';
import { unquoted } from '../../journal/from-models/sql-names.ts';
import { type Difference, driftSubjects } from './drift.ts';

/** By what goes or comes; what stays and has no SQL is among the tables, or before them where it belongs to none. */
const stages = [
  'views-go',
  'others-come',
  'tables-come',
  'tables',
  'views-come',
  'tables-go',
  'others-go',
] as const;
type Stage = (typeof stages)[number];

/** Of what belongs to no table: each can stand on those before it. */
const kinds = ['SCHEMA', 'EXTENSION', 'COLLATION', 'TYPE', 'DOMAIN', 'FUNCTION'];

export function inRepairOrder(
  differences: readonly Difference[],
  snapshots: readonly Snapshot[],
): readonly Difference[] {
  const depth = depthsOf(snapshots);
  const views = new Set(snapshots.flatMap(({ objects }) => objects.filter(isView).map(keyOf)));
  const keyed = differences.map((difference) => {
    const { schema, table, name, subject, remedy, id } = difference;
    const sql = remedy.sql ?? '';
    const stage = stageOf(difference, table !== null && views.has(tableKey({ schema, table })));
    const place = table ?? (stage.startsWith('views') ? (name ?? '') : '');
    const kind = kinds.indexOf(/^(?:CREATE|ALTER|DROP) (?:OR REPLACE )?(\w+)/.exec(sql)?.[1] ?? '');
    const rank: Readonly<Record<Stage, number>> = {
      'views-go': -depth(schema, place),
      'others-come': kind < 0 ? kinds.length : kind,
      'tables-come': depth(schema, place),
      tables: 0,
      'views-come': depth(schema, place),
      'tables-go': -depth(schema, place),
      'others-go': -kind,
    };
    const keys = [
      stages.indexOf(stage),
      rank[stage],
      schema,
      place,
      // The triggers of a view.
      (table === null) === (stage === 'views-come') ? 0 : 1,
      // What goes: foreign keys before what they refer to.
      onlyDrops.test(sql) ? -driftSubjects.indexOf(subject) : driftSubjects.length,
      driftSubjects.indexOf(subject),
      name ?? '',
      // Until what goes is gone the name is taken.
      / DROP CONSTRAINT |^DROP INDEX /.test(sql) ? 0 : 1,
      id,
    ];
    return { difference, keys };
  });
  return keyed.sort((a, b) => compareKeys(a.keys, b.keys)).map(({ difference }) => difference);
}

/** Of a table: what would go with its column, or keep it from going. */
const onlyDrops =
  /^(?:(?:DROP (?:INDEX|TRIGGER|POLICY|RULE) |ALTER TABLE \S+ DROP CONSTRAINT )[^\n]*(?:\n|$))+$/;

function stageOf({ table, subject, remedy }: Difference, isOfView: boolean): Stage {
  const sql = remedy.sql ?? '';
  if (isOfView || /^(?:CREATE|DROP) (?:MATERIALIZED VIEW|VIEW|STATISTICS) /.test(sql))
    return sql.startsWith('DROP ') && !/^CREATE /m.test(sql) ? 'views-go' : 'views-come';
  const goes = sql.startsWith('DROP ');
  if (table === null) return goes ? 'others-go' : 'others-come';
  if (subject !== 'table' || sql === '') return 'tables';
  return goes ? 'tables-go' : 'tables-come';
}

function isView({ type }: SnapshotObject): boolean {
  return type === 'view' || type === 'materialized-view';
}

/** Of a relation, or of the one that a part belongs to. */
function keyOf({ schema, table, name }: SnapshotObject): string {
  return tableKey({ schema, table: table ?? name });
}

/** How many stand below a table or view, one on the other; those that stand on each other have some order. */
function depthsOf(snapshots: readonly Snapshot[]): (schema: string, name: string) => number {
  const grounds = new Map<string, Set<string>>();
  for (const object of snapshots.flatMap(({ objects }) => objects)) {
    const { type, properties } = object;
    const isForeignKey = type === 'constraint' && properties['kind'] === 'foreign key';
    if (!isForeignKey && type !== 'table' && !isView(object)) continue;
    const key = keyOf(object);
    const own = grounds.get(key) ?? new Set();
    grounds.set(key, own);
    const said = [properties['definition'] ?? '', properties['inherits'] ?? []].flat().join(' ');
    for (const [, inSchema = '', ground = ''] of said.matchAll(qualified))
      own.add(tableKey({ schema: unquoted(inSchema), table: unquoted(ground) }));
  }
  const depths = new Map<string, number>();
  const depth = (key: string): number => {
    const known = depths.get(key);
    if (known !== undefined) return known;
    depths.set(key, 0);
    const below = [...(grounds.get(key) ?? [])].filter((ground) => grounds.has(ground)).map(depth);
    depths.set(key, 1 + Math.max(0, ...below));
    return depths.get(key) ?? 0;
  };
  return (schema, name) => depth(tableKey({ schema, table: name }));
}

/** A snapshot qualifies the names of relations; columns of them, which look alike, are none. */
const qualified = /("(?:[^"]|"")+"|\w+)\.("(?:[^"]|"")+"|\w+)/g;

type Key = number | string;

function compareKeys(one: readonly Key[], other: readonly Key[]): number {
  for (const [at, key] of one.entries()) {
    const against = other[at] ?? '';
    if (key !== against) return key < against ? -1 : 1;
  }
  return 0;
}
