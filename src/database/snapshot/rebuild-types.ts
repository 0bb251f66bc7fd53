/** The types and sequences of a snapshot as statements: part of rebuild-sql.ts. Pure. */
import pg from 'pg';
import { listOf, placeOf, textOf } from './rebuild-parts.ts';
import type { SnapshotObject } from './snapshot.ts';

export function typeSql(object: SnapshotObject): string | null {
  switch (object.type) {
    case 'enum':
      return `CREATE TYPE ${placeOf(object)} AS ENUM (${listOf(object, 'labels')
        .map((label) => pg.escapeLiteral(label))
        .join(', ')})`;
    case 'composite-type':
      return `CREATE TYPE ${placeOf(object)} AS (${listOf(object, 'attributes').join(', ')})`;
    case 'range-type':
      return `CREATE TYPE ${placeOf(object)} AS RANGE (subtype = ${textOf(object, 'subtype') ?? ''})`;
    case 'collation':
      return collationSql(object);
    default:
      return null;
  }
}

function collationSql(object: SnapshotObject): string {
  const deterministic = object.properties['isNondeterministic'] === true ? ', deterministic = false' : '';
  const locale = pg.escapeLiteral(textOf(object, 'locale') ?? '');
  return `CREATE COLLATION ${placeOf(object)} (provider = ${textOf(object, 'provider') ?? ''}, locale = ${locale}${deterministic})`;
}

export function domainSql(object: SnapshotObject): string | null {
  if (object.type !== 'domain') return null;
  const [collation, initial] = [textOf(object, 'collation'), textOf(object, 'default')];
  return [
    `CREATE DOMAIN ${placeOf(object)} AS ${textOf(object, 'base') ?? 'text'}`,
    collation === null ? '' : ` COLLATE ${collation}`,
    initial === null ? '' : ` DEFAULT ${initial}`,
    object.properties['isNotNull'] === true ? ' NOT NULL' : '',
    ...listOf(object, 'constraints').map((constraint) => ` ${constraint}`),
  ].join('');
}

export function sequenceOptions(object: SnapshotObject): string {
  const [start, increment, minimum, maximum, cache] = [
    'start',
    'increment',
    'minimum',
    'maximum',
    'cache',
  ].map((name) => textOf(object, name) ?? '1');
  const cycle = object.properties['isCyclic'] === true ? 'CYCLE' : 'NO CYCLE';
  return `START WITH ${start ?? ''} INCREMENT BY ${increment ?? ''} MINVALUE ${minimum ?? ''} MAXVALUE ${maximum ?? ''} CACHE ${cache ?? ''} ${cycle}`;
}
