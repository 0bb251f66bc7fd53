/**
 * Constraints and indexes of one table, matched by what they say. A unique constraint is as good as a unique index; what they are called
 * is compared between database and migrations only. Pure.
 */
import { quoteIdentifier } from '../../database/quote.ts';
import type { SnapshotObject } from '../../database/snapshot/snapshot.ts';
import { tableKey, type TableName } from '../../journal/from-models/schema-state.ts';
import {
  foreignKeyParts,
  keyColumns,
  namelessIndex,
  placeSql,
  plainIndex,
} from '../../journal/from-models/sql-names.ts';
import { absent, type Aspect, type Claim } from './aspect.ts';
import type { TableSides } from './compare-columns.ts';
import type { DriftSide, DriftSubject } from './drift.ts';
import { type SideSchema, textOf } from './side-schema.ts';

/** A key or index of one side. */
interface Own {
  readonly side: DriftSide;
  readonly object: SnapshotObject;
  readonly definition: string;
  /** Equal for those that ask for the same. */
  readonly meaning: string;
  /** Those that can be one that was changed. */
  readonly family: string;
}

export function keyAspects(table: TableSides): readonly Aspect[] {
  const { place, sides } = table;
  const all = sides.flatMap((schema) => ownKeys(schema, place));
  const of = (...subjects: readonly DriftSubject[]) =>
    all.filter(({ object }) => subjects.includes(subjectOf(object)));
  const primary = of('primary-key');
  const inPrimary = new Set(primary.map(({ meaning }) => meaning.replace(/^primary/, 'unique')));
  const names = sides.map(({ side }) => side);
  const withoutModels = names.filter((side) => side !== 'models');
  return [
    // A model without a key does not contradict one.
    ...aspects(
      place,
      'primary-key',
      primary,
      primary.some(({ side }) => side === 'models') ? names : withoutModels,
    ),
    ...grouped(of('unique')).flatMap((group) =>
      aspects(
        place,
        'unique',
        group,
        group.some(({ meaning }) => inPrimary.has(meaning)) ? withoutModels : names,
      ),
    ),
    ...grouped(of('foreign-key'), ({ family }) => family).flatMap((group) => {
      const isUnmade = group.some(({ definition }) => {
        const target = referenceOf(definition)?.table;
        return target !== undefined && table.isUnmade(target);
      });
      return aspects(place, 'foreign-key', group, isUnmade ? withoutModels : names);
    }),
    ...aspects(
      place,
      'check',
      of('check').filter(({ side }) => side !== 'models'),
      withoutModels,
    ),
    ...indexGroups(of('index')).flatMap((group) => {
      const isSaid = group.some(
        ({ side, definition }) => side === 'models' || plainIndex(definition) !== null,
      );
      return aspects(place, 'index', group, isSaid ? names : withoutModels);
    }),
  ];
}

function subjectOf(object: SnapshotObject): DriftSubject {
  if (object.type === 'index') return uniqueColumns(object) === null ? 'index' : 'unique';
  switch (textOf(object, 'kind')) {
    case 'primary key':
      return 'primary-key';
    case 'unique':
      return uniqueColumns(object) === null ? 'check' : 'unique';
    case 'foreign key':
      return 'foreign-key';
    default:
      return 'check';
  }
}

/** Of what forbids the same values twice, and says no more. */
function uniqueColumns(object: SnapshotObject): readonly string[] | null {
  const definition = textOf(object, 'definition') ?? '';
  if (object.type === 'constraint') return keyColumns(definition);
  const plain = plainIndex(definition);
  return plain?.isUnique === true && plain.method === 'btree' ? plain.columns : null;
}

function ownKeys({ side, parts }: SideSchema, place: TableName): readonly Own[] {
  const objects = (parts.get(tableKey(place)) ?? []).filter(
    ({ type, properties }) =>
      (type === 'constraint' || type === 'index') && properties['isInherited'] !== true,
  );
  return objects.map((object) => ({ side, object, ...meaningOf(object) }));
}

function meaningOf(object: SnapshotObject): Omit<Own, 'side' | 'object'> {
  const definition = textOf(object, 'definition') ?? '';
  const invalid = object.properties['isInvalid'] === true ? ' INVALID' : '';
  const subject = subjectOf(object);
  switch (subject) {
    case 'primary-key':
      return { definition, meaning: `primary ${sorted(keyColumns(definition))}`, family: '' };
    case 'unique': {
      const columns = sorted(uniqueColumns(object));
      return { definition, meaning: `unique ${columns}${invalid}`, family: columns };
    }
    case 'foreign-key': {
      const meaning = definition.replace(/ NOT VALID$/, '');
      const columns = referenceOf(definition)?.columns ?? [definition];
      return { definition, meaning, family: JSON.stringify(columns) };
    }
    case 'index':
      return {
        definition,
        meaning: `${namelessIndex(definition, object.name)}${invalid}`,
        family: object.name,
      };
    default:
      return { definition, meaning: definition, family: object.name };
  }
}

/** Whatever else the key says. */
function referenceOf(definition: string): ReturnType<typeof foreignKeyParts> {
  return foreignKeyParts(
    definition.replace(/(?: NOT)? (?:DEFERRABLE|VALID).*$/, '').replace(/ MATCH \w+/, ''),
  );
}

function sorted(columns: readonly string[] | null): string {
  return JSON.stringify([...(columns ?? [])].sort());
}

function grouped(
  all: readonly Own[],
  keyOf = ({ meaning }: Own): string => meaning,
): readonly (readonly Own[])[] {
  return [...groupBy(all, keyOf).values()];
}

/** Those of one meaning; what is left, by name. */
function indexGroups(all: readonly Own[]): readonly (readonly Own[])[] {
  const groups = grouped(all);
  const single = groups.filter((group) => new Set(group.map(({ side }) => side)).size === 1);
  const byName = groupBy(single.flat(), ({ family }) => family);
  return [...groups.filter((group) => !single.includes(group)), ...byName.values()];
}

function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [one]);
    else known.push(one);
  }
  return groups;
}

/** `sides` are those that could say such a thing. */
function aspects(
  place: TableName,
  subject: DriftSubject,
  all: readonly Own[],
  sides: readonly DriftSide[],
): readonly Aspect[] {
  return matched(all).map((row, at): Aspect => {
    const claims: Partial<Record<DriftSide, Claim>> = {};
    for (const side of sides) {
      const own = row.filter((one) => one.side === side);
      claims[side] = own.length === 0 ? absent : claimOf(own, subject);
    }
    const first = row.find(({ side }) => side !== 'models') ?? row[0];
    return {
      subject,
      ...place,
      name: first?.object.name ?? null,
      key: first === undefined ? undefined : keyText(first, subject, at),
      claims,
      question:
        subject === 'check' ? { type: 'constraint' } : subject === 'index' ? { type: 'index' } : undefined,
      sql: (from, to) =>
        keySql(
          place,
          row.filter(({ side }) => side === from),
          row.filter(({ side }) => side === to),
        ),
    };
  });
}

/** A key is known by its columns: it may have another name on each side. */
function keyText({ family }: Own, subject: DriftSubject, at: number): string | undefined {
  if (subject === 'check' || subject === 'index') return undefined;
  const columns = family === '' ? '' : `(${(JSON.parse(family) as readonly string[]).join(', ')})`;
  return at === 0 ? columns : `${columns}#${String(at + 1)}`;
}

/** One row a thing: those that say the same, then, in their order, those that may be one that was changed. */
function matched(all: readonly Own[]): readonly (readonly Own[])[] {
  return [...groupBy(all, ({ family }) => family).values()].flatMap((family) => {
    const groups = grouped(family);
    const sideCount = new Set(family.map(({ side }) => side)).size;
    const whole = groups.filter((group) => new Set(group.map(({ side }) => side)).size === sideCount);
    const left = groups.filter((group) => !whole.includes(group));
    const rows: Own[][] = [];
    for (const group of left) {
      const row = rows.find((known) => !known.some(({ side }) => group.some((own) => own.side === side)));
      if (row === undefined) rows.push([...group]);
      else row.push(...group);
    }
    return [...whole, ...rows];
  });
}

function claimOf(own: readonly Own[], subject: DriftSubject): Claim {
  const names = own.map(({ object }) => object.name).sort();
  const said = own.map((one) => saidOf(one)).join('; ');
  const [first] = own;
  const meaning = first?.meaning ?? '';
  // A key that is not checked yet is none to the database's planner, and one to everybody else.
  const exact = subject === 'foreign-key' ? own.map(({ definition }) => definition).join(' ') : meaning;
  const label = names.join(' ');
  const claim = { said, loose: `=${meaning}`, exact: `=${exact} ${label}` };
  if (own.length > 1 || (subject !== 'check' && subject !== 'index')) return claim;
  return { ...claim, words: first?.definition ?? '', label };
}

function saidOf({ side, object, definition }: Own): string {
  const invalid = object.properties['isInvalid'] === true ? ' INVALID' : '';
  if (object.type === 'index') return `${definition}${invalid}`;
  return side === 'models' ? definition : `CONSTRAINT ${quoteIdentifier(object.name)} ${definition}`;
}

function keySql(place: TableName, own: readonly Own[], wanted: readonly Own[]): string | null {
  const table = placeSql(place);
  const [first] = own;
  const [other] = wanted;
  const isRenamed =
    own.length === 1 &&
    wanted.length === 1 &&
    first !== undefined &&
    other !== undefined &&
    first.definition.replace(first.object.name, '') === other.definition.replace(other.object.name, '');
  if (isRenamed) {
    const to = quoteIdentifier(other.object.name);
    return first.object.type === 'index'
      ? `ALTER INDEX ${placeSql({ schema: place.schema, table: first.object.name })} RENAME TO ${to};`
      : `ALTER TABLE ${table} RENAME CONSTRAINT ${quoteIdentifier(first.object.name)} TO ${to};`;
  }
  const kept = new Set(
    own.filter((one) => wanted.some((same) => isSame(one, same))).map(({ object }) => object.name),
  );
  const dropped = own.filter(({ object }) => !kept.has(object.name));
  const added = wanted.filter((one) => !own.some((same) => isSame(one, same)));
  return [...dropped.map((one) => dropSql(place, one)), ...added.map((one) => addSql(place, one))].join('\n');
}

function isSame(a: Own, b: Own): boolean {
  return a.object.name === b.object.name && a.definition === b.definition && a.meaning === b.meaning;
}

function dropSql(place: TableName, { object }: Own): string {
  return object.type === 'index'
    ? `DROP INDEX ${placeSql({ schema: place.schema, table: object.name })};`
    : `ALTER TABLE ${placeSql(place)} DROP CONSTRAINT ${quoteIdentifier(object.name)};`;
}

function addSql(place: TableName, { object, definition }: Own): string {
  return object.type === 'index'
    ? `${definition};`
    : `ALTER TABLE ${placeSql(place)} ADD CONSTRAINT ${quoteIdentifier(object.name)} ${definition};`;
}
