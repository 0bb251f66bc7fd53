/** The SQL that makes one object of the database into what another side has of it. Pure. */
import { quoteIdentifier } from '../../database/quote.ts';
import { rebuildSql } from '../../database/snapshot/rebuild-sql.ts';
import type { SnapshotObject } from '../../database/snapshot/snapshot.ts';
import { placeSql } from '../../journal/from-models/sql-names.ts';
import { textOf } from './side-schema.ts';

/** Null where a person has to choose how: other objects may stand on it. `indexes` are those of a wanted materialized view. */
export function objectSql(
  had: SnapshotObject | undefined,
  wanted: SnapshotObject | undefined,
  indexes: readonly SnapshotObject[],
): string | null {
  if (wanted === undefined) return had === undefined ? null : dropSql(had);
  const made = [[wanted], indexes]
    .flatMap((objects) => rebuildSql({ objects }))
    .map((sql) => `${sql.trim().replace(/;$/, '')};`)
    .join('\n');
  if (had === undefined) return made === '' ? null : made;
  switch (wanted.type) {
    case 'function':
      return made;
    case 'sequence':
      return made.replace(/^CREATE (?:UNLOGGED )?SEQUENCE/, 'ALTER SEQUENCE');
    case 'trigger':
    case 'rule':
      return isSwitched(had, wanted) ? switchSql(wanted) : `${dropSql(had) ?? ''}\n${made}`;
    case 'view':
    case 'materialized-view':
    case 'policy':
    case 'statistics':
      return `${dropSql(had) ?? ''}\n${made}`;
    default:
      return null;
  }
}

function isSwitched(had: SnapshotObject, wanted: SnapshotObject): boolean {
  return (
    textOf(had, 'definition') === textOf(wanted, 'definition') &&
    textOf(had, 'enabled') !== textOf(wanted, 'enabled')
  );
}

/** Of pg_trigger.tgenabled and pg_rewrite.ev_enabled (manual, 53.58). */
export function enabledWords(enabled: string | null): string {
  switch (enabled) {
    case 'D':
      return 'DISABLE';
    case 'A':
      return 'ENABLE ALWAYS';
    case 'R':
      return 'ENABLE REPLICA';
    default:
      return 'ENABLE';
  }
}

function switchSql(wanted: SnapshotObject): string {
  const { type, schema, table, name } = wanted;
  const how = enabledWords(textOf(wanted, 'enabled'));
  return `ALTER TABLE ${placeSql({ schema, table: table ?? '' })} ${how} ${type.toUpperCase()} ${quoteIdentifier(name)};`;
}

/** Null where dropping it takes more than its name. */
function dropSql({ type, schema, table, name }: SnapshotObject): string | null {
  const own = placeSql({ schema, table: name });
  const on = placeSql({ schema, table: table ?? '' });
  switch (type) {
    case 'schema':
      return `DROP SCHEMA ${quoteIdentifier(name)};`;
    case 'extension':
      return `DROP EXTENSION ${quoteIdentifier(name)};`;
    case 'enum':
    case 'composite-type':
    case 'range-type':
      return `DROP TYPE ${own};`;
    case 'domain':
      return `DROP DOMAIN ${own};`;
    case 'collation':
      return `DROP COLLATION ${own};`;
    case 'sequence':
      return `DROP SEQUENCE ${own};`;
    case 'view':
      return `DROP VIEW ${own};`;
    case 'materialized-view':
      return `DROP MATERIALIZED VIEW ${own};`;
    case 'statistics':
      return `DROP STATISTICS ${own};`;
    case 'trigger':
    case 'rule':
    case 'policy':
      return `DROP ${type.toUpperCase()} ${quoteIdentifier(name)} ON ${on};`;
    case 'event-trigger':
      return `DROP EVENT TRIGGER ${quoteIdentifier(name)};`;
    case 'function': {
      const at = name.indexOf('(');
      return `DROP FUNCTION ${placeSql({ schema, table: name.slice(0, at) })}${name.slice(at)};`;
    }
    default:
      return null;
  }
}
