/** What is said of an object after it was made: settings that CREATE cannot give, and comments. Part of rebuild-sql.ts. Pure. */
import pg from 'pg';
import { placeOf, tablePlaceOf, textOf } from './rebuild-parts.ts';
import type { ObjectType, SnapshotObject } from './snapshot.ts';

const quote = (name: string) => pg.escapeIdentifier(name);

const storages: Readonly<Record<string, string>> = { p: 'PLAIN', e: 'EXTERNAL', m: 'MAIN', x: 'EXTENDED' };
const firings: Readonly<Record<string, string>> = { D: 'DISABLE', R: 'ENABLE REPLICA', A: 'ENABLE ALWAYS' };

/** Several settings of one object are several statements in one text. */
export function detailSql(object: SnapshotObject): string | null {
  const statements = settingsOf(object);
  return statements.length === 0 ? null : statements.join('; ');
}

function settingsOf(object: SnapshotObject): readonly string[] {
  const { properties } = object;
  switch (object.type) {
    case 'table': {
      const identity = textOf(object, 'replicaIdentity');
      return [
        ...(properties['hasRowSecurity'] === true ? ['ENABLE ROW LEVEL SECURITY'] : []),
        ...(properties['forcesRowSecurity'] === true ? ['FORCE ROW LEVEL SECURITY'] : []),
        ...(identity === null || identity === 'index' ? [] : [`REPLICA IDENTITY ${identity}`]),
      ].map((what) => `ALTER TABLE ${placeOf(object)} ${what}`);
    }
    case 'column': {
      const storage = storages[textOf(object, 'storage') ?? ''];
      const target = properties['statisticsTarget'];
      return [
        ...(storage === undefined ? [] : [`SET STORAGE ${storage}`]),
        ...(typeof target === 'number' ? [`SET STATISTICS ${String(target)}`] : []),
      ].map((what) => `ALTER TABLE ${tablePlaceOf(object)} ALTER COLUMN ${quote(object.name)} ${what}`);
    }
    case 'constraint':
    case 'index':
      return [
        ...(properties['isReplicaIdentity'] === true
          ? [`REPLICA IDENTITY USING INDEX ${quote(object.name)}`]
          : []),
        ...(properties['isClustered'] === true ? [`CLUSTER ON ${quote(object.name)}`] : []),
      ].map((what) => `ALTER TABLE ${tablePlaceOf(object)} ${what}`);
    case 'trigger':
    case 'rule': {
      const firing = firings[textOf(object, 'enabled') ?? ''];
      return firing === undefined
        ? []
        : [`ALTER TABLE ${tablePlaceOf(object)} ${firing} ${object.type} ${quote(object.name)}`];
    }
    default:
      return [];
  }
}

/** How COMMENT ON names a type; those left out have none, or none that a migration would set. */
const commented: Partial<Record<ObjectType, string>> = {
  schema: 'SCHEMA',
  enum: 'TYPE',
  'composite-type': 'TYPE',
  'range-type': 'TYPE',
  domain: 'DOMAIN',
  sequence: 'SEQUENCE',
  table: 'TABLE',
  view: 'VIEW',
  'materialized-view': 'MATERIALIZED VIEW',
  index: 'INDEX',
  statistics: 'STATISTICS',
};

export function commentSql(object: SnapshotObject): string | null {
  const comment = textOf(object, 'comment');
  const named = commentedName(object);
  return comment === null || named === null ? null : `COMMENT ON ${named} IS ${pg.escapeLiteral(comment)}`;
}

function commentedName(object: SnapshotObject): string | null {
  const { type, schema, name, properties } = object;
  const kind = commented[type];
  if (type === 'schema') return `SCHEMA ${quote(name)}`;
  if (kind !== undefined) return `${kind} ${placeOf(object)}`;
  switch (type) {
    case 'column':
      return `COLUMN ${tablePlaceOf(object)}.${quote(name)}`;
    case 'constraint':
    case 'trigger':
    case 'rule':
    case 'policy':
      return `${type} ${quote(name)} ON ${tablePlaceOf(object)}`;
    case 'function': {
      const at = name.indexOf('(');
      const kindOfRoutine = properties['kind'] === 'procedure' ? 'PROCEDURE' : 'FUNCTION';
      return `${kindOfRoutine} ${quote(schema)}.${quote(name.slice(0, at))}${name.slice(at)}`;
    }
    default:
      return null;
  }
}
