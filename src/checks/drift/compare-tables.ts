/** Tables: there or not, and what they say of themselves. Pure. */
import { quoteLiteral } from '../../database/quote.ts';
import { rebuildSql } from '../../database/snapshot/rebuild-sql.ts';
import type { Snapshot, SnapshotObject } from '../../database/snapshot/snapshot.ts';
import { tableKey, type TableName } from '../../journal/from-models/schema-state.ts';
import { placeSql } from '../../journal/from-models/sql-names.ts';
import { absent, type Aspect, claim, type Claim } from './aspect.ts';
import { columnAspects } from './compare-columns.ts';
import { keyAspects } from './compare-keys.ts';
import { referenceOf } from './own-keys.ts';
import type { DriftSide } from './drift.ts';
import { type SideSchema, textOf } from './side-schema.ts';

/** What the models say beyond what Sequelize makes of them in SQL. */
export interface ModelNotes {
  readonly isFilled: (place: TableName, column: string) => boolean;
  /** True for a table that Sequelize makes of no model: what refers to it could not be made either. */
  readonly isUnmade: (place: TableName) => boolean;
  /** True where models did not load, and with them the associations that give others their foreign keys. */
  readonly isIncomplete: boolean;
}

export function tableAspects(sides: readonly SideSchema[], notes: ModelNotes): readonly Aspect[] {
  const places = new Map<string, TableName>();
  for (const { state } of sides)
    for (const { schema, table } of state.tables) places.set(tableKey({ schema, table }), { schema, table });
  return [...places].flatMap(([key, place]) => {
    const isView = sides.some(
      ({ side, state }) => side !== 'models' && state.views.some((view) => tableKey(view) === key),
    );
    const speaking = sides.filter(({ side, tables }) => side !== 'models' || (tables.has(key) && !isView));
    const having = speaking.filter(({ tables }) => tables.has(key));
    const table = {
      place,
      sides: having,
      isFilled: (column: string) => notes.isFilled(place, column),
      isUnmade: notes.isUnmade,
      isLost: (column: string) => notes.isIncomplete && refersToUnmade(having, key, column, notes),
    };
    return [
      presence(place, speaking),
      comment(place, having),
      kind(place, having),
      ...columnAspects(table),
      ...keyAspects(table),
    ];
  });
}

function refersToUnmade(
  sides: readonly SideSchema[],
  key: string,
  column: string,
  { isUnmade }: ModelNotes,
): boolean {
  return sides.some(({ tables }) =>
    tables.get(key)?.keys.some(({ definition }) => {
      const reference = referenceOf(definition);
      return reference?.columns.includes(column) === true && isUnmade(reference.table);
    }),
  );
}

function presence(place: TableName, sides: readonly SideSchema[]): Aspect {
  const key = tableKey(place);
  const claims: Partial<Record<DriftSide, Claim>> = {};
  for (const { side, tables } of sides) {
    const own = tables.get(key);
    claims[side] =
      own === undefined
        ? absent
        : { said: `TABLE (${own.columns.map(({ name }) => name).join(', ')})`, exact: '=', loose: '=' };
  }
  return {
    subject: 'table',
    ...place,
    name: null,
    claims,
    sql(_from, to) {
      const wanted = sides.find(({ side }) => side === to);
      if (wanted?.tables.has(key) !== true) return `DROP TABLE ${placeSql(place)};`;
      return rebuildSql(tableAlone(wanted, place))
        .map((statement) => `${statement};`)
        .join('\n');
    },
  };
}

/** With its sequences and the enums of its columns; without the keys and indexes that a partition is given when it is attached. */
function tableAlone({ snapshot, tables, tableObjects }: SideSchema, place: TableName): Snapshot {
  const own = tableObjects.get(tableKey(place));
  const isPartition = own !== undefined && textOf(own, 'partitionBound') !== null;
  const types = tables.get(tableKey(place))?.columns.map(({ type }) => type.replace(/(?:\[\])+$/, '')) ?? [];
  return {
    objects: snapshot.objects.filter((object) => {
      const owner = object.properties['ownedBy'];
      if (object.type === 'sequence')
        return Array.isArray(owner) && owner[0] === place.schema && owner[1] === place.table;
      if (object.type === 'enum')
        return types.some((type) => type.replaceAll('"', '') === `${object.schema}.${object.name}`);
      if (object.schema !== place.schema) return false;
      if (isPartition && object.properties['isInherited'] === true && isKey(object)) return false;
      return object.table === place.table || (object.type === 'table' && object.name === place.table);
    }),
  };
}

function isKey(object: SnapshotObject): boolean {
  return object.type === 'index' || (object.type === 'constraint' && textOf(object, 'kind') !== 'check');
}

function comment(place: TableName, sides: readonly SideSchema[]): Aspect {
  const key = tableKey(place);
  const commentOf = ({ tables }: SideSchema) => tables.get(key)?.comment ?? null;
  return {
    subject: 'comment',
    ...place,
    name: null,
    claims: Object.fromEntries(
      sides.flatMap((schema) => {
        const own = commentOf(schema);
        // A model that says none does not contradict one.
        if (own === null) return schema.side === 'models' ? [] : [[schema.side, absent]];
        return [[schema.side, claim(quoteLiteral(own))]];
      }),
    ),
    sql(_from, to) {
      const wanted = sides.find(({ side }) => side === to);
      const own = wanted === undefined ? null : commentOf(wanted);
      return `COMMENT ON TABLE ${placeSql(place)} IS ${own === null ? 'NULL' : quoteLiteral(own)};`;
    },
  };
}

/** How rows are stored is the administrator's: only what changes what can be done with a table counts. */
const kinds = [
  'kind',
  'persistence',
  'partitionKey',
  'partitionBound',
  'inherits',
  'ofType',
  'hasRowSecurity',
  'forcesRowSecurity',
] as const;

/** What no model can say of a table. */
function kind(place: TableName, sides: readonly SideSchema[]): Aspect {
  const saying = sides.filter(({ side }) => side !== 'models');
  return {
    subject: 'other',
    ...place,
    name: null,
    claims: Object.fromEntries(
      saying.map(({ side, tableObjects }) => {
        const object = tableObjects.get(tableKey(place));
        const words = kinds.flatMap((property) => {
          const value = object?.properties[property];
          if (value === undefined) return [];
          return [
            value === true
              ? (wordsOf[property] ?? property)
              : `${wordsOf[property] ?? property} ${String(value)}`,
          ];
        });
        return [side, words.length === 0 ? claim('TABLE') : claim(words.join(', '))];
      }),
    ),
    sql(from, to) {
      const of = (side: DriftSide, property: string) => {
        const object = sides.find((schema) => schema.side === side)?.tableObjects.get(tableKey(place));
        return object === undefined ? null : object.properties[property] === true || textOf(object, property);
      };
      const alter = (what: string) => `ALTER TABLE ${placeSql(place)} ${what};`;
      const rest = kinds.filter((property) => of(from, property) !== of(to, property));
      const statements = rest.map((property) => {
        const isWanted = of(to, property) === true || of(to, property) === 'unlogged';
        switch (property) {
          case 'hasRowSecurity':
            return alter(isWanted ? 'ENABLE ROW LEVEL SECURITY' : 'DISABLE ROW LEVEL SECURITY');
          case 'forcesRowSecurity':
            return alter(isWanted ? 'FORCE ROW LEVEL SECURITY' : 'NO FORCE ROW LEVEL SECURITY');
          case 'persistence':
            return alter(isWanted ? 'SET UNLOGGED' : 'SET LOGGED');
          default:
            return null;
        }
      });
      return statements.includes(null) ? null : statements.join('\n');
    },
  };
}

const wordsOf: Readonly<Record<string, string>> = {
  persistence: 'persistence',
  partitionKey: 'PARTITION BY',
  partitionBound: 'PARTITION',
  inherits: 'INHERITS',
  ofType: 'OF',
  hasRowSecurity: 'ROW LEVEL SECURITY',
  forcesRowSecurity: 'FORCE ROW LEVEL SECURITY',
};
