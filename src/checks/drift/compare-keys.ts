/**
 * Constraints and indexes of one table, matched by what they say. A unique constraint is as good as a unique index; what they are called
 * is compared between database and migrations only. Pure.
 */
import { quoteIdentifier } from '../../database/quote.ts';
import type { TableName } from '../../journal/from-models/schema-state.ts';
import { plainIndex } from '../../journal/from-models/sql-names.ts';
import { absent, type Aspect, type Claim } from './aspect.ts';
import type { TableSides } from './column-sides.ts';
import type { DriftSide, DriftSubject } from './drift.ts';
import { keySql } from './key-sql.ts';
import { type OwnKey, ownKeys, referenceOf, subjectOf } from './own-keys.ts';

export function keyAspects(table: Pick<TableSides, 'place' | 'sides' | 'isUnmade'>): readonly Aspect[] {
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
    ...indexRows(of('index')).map((group) => {
      const isSaid = group.some(
        ({ side, definition }) => side === 'models' || plainIndex(definition) !== null,
      );
      return rowAspect(place, 'index', group, 0, isSaid ? names : withoutModels);
    }),
  ];
}

function grouped(
  all: readonly OwnKey[],
  keyOf = ({ meaning }: OwnKey): string => meaning,
): readonly (readonly OwnKey[])[] {
  return [...groupBy(all, keyOf).values()];
}

/** Those of one meaning; with them, of another side, what has the name and another meaning. */
function indexRows(all: readonly OwnKey[]): readonly (readonly OwnKey[])[] {
  const rows: OwnKey[][] = [];
  const groups = [...grouped(all)].sort((a, b) => sidesOf(b).size - sidesOf(a).size);
  for (const group of groups) {
    const sides = sidesOf(group);
    const row = rows.find(
      (known) =>
        known.some(({ family }) => group.some((own) => own.family === family)) &&
        !known.some(({ side }) => sides.has(side)),
    );
    if (row === undefined) rows.push([...group]);
    else row.push(...group);
  }
  return rows;
}

function sidesOf(group: readonly OwnKey[]): ReadonlySet<DriftSide> {
  return new Set(group.map(({ side }) => side));
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
  all: readonly OwnKey[],
  sides: readonly DriftSide[],
): readonly Aspect[] {
  return matched(all).map((row, at) => rowAspect(place, subject, row, at, sides));
}

function rowAspect(
  place: TableName,
  subject: DriftSubject,
  row: readonly OwnKey[],
  at: number,
  sides: readonly DriftSide[],
): Aspect {
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
    keys: row,
    question:
      subject === 'check' ? { type: 'constraint' } : subject === 'index' ? { type: 'index' } : undefined,
    sql: (from, to) =>
      keySql(
        place,
        row.filter(({ side }) => side === from),
        row.filter(({ side }) => side === to),
      ),
  };
}

/** A key is known by its columns: it may have another name on each side. */
function keyText({ family }: OwnKey, subject: DriftSubject, at: number): string | undefined {
  if (subject === 'check' || subject === 'index') return undefined;
  const columns = family === '' ? '' : `(${(JSON.parse(family) as readonly string[]).join(', ')})`;
  return at === 0 ? columns : `${columns}#${String(at + 1)}`;
}

/** One row a thing: those that say the same, then, in their order, those that may be one that was changed. */
function matched(all: readonly OwnKey[]): readonly (readonly OwnKey[])[] {
  return [...groupBy(all, ({ family }) => family).values()].flatMap((family) => {
    const groups = grouped(family);
    const sideCount = sidesOf(family).size;
    const whole = groups.filter((group) => sidesOf(group).size === sideCount);
    const left = groups.filter((group) => !whole.includes(group));
    const rows: OwnKey[][] = [];
    for (const group of left) {
      const row = rows.find((known) => !known.some(({ side }) => group.some((own) => own.side === side)));
      if (row === undefined) rows.push([...group]);
      else row.push(...group);
    }
    return [...whole, ...rows];
  });
}

function claimOf(own: readonly OwnKey[], subject: DriftSubject): Claim {
  const names = own.map(({ object }) => object.name).sort();
  const said = own.map((one) => saidOf(one)).join('; ');
  const [first] = own;
  const meaning = first?.meaning ?? '';
  const exact = own.map(({ exactly }) => exactly).join(' ');
  const label = names.join(' ');
  const claim = { said, loose: `=${meaning}`, exact: `=${exact} ${label}` };
  if (own.length > 1 || (subject !== 'check' && subject !== 'index')) return claim;
  return { ...claim, words: first?.definition ?? '', label };
}

function saidOf({ side, object, definition }: OwnKey): string {
  const invalid = object.properties['isInvalid'] === true ? ' INVALID' : '';
  if (object.type === 'index') return `${definition}${invalid}`;
  return side === 'models' ? definition : `CONSTRAINT ${quoteIdentifier(object.name)} ${definition}`;
}
