/**
 * Enums of the database and of the models, matched by the columns that have them and not by name: a migration may have called a type
 * as it liked, Sequelize calls it enum_<table>_<column>. Pure.
 */
import type { Change, EnumUse } from './change.ts';
import type { ColumnState, EnumState, SchemaState, TableName, TableState } from './schema-state.ts';
import { type QualifiedName, userType } from './sql-names.ts';

/** A column that both sides have. */
export interface ColumnPair {
  readonly place: TableName;
  readonly live: ColumnState;
  readonly wanted: ColumnState;
}

export interface MatchedEnums {
  /** The column as the models want it, in the words of the database's own type. */
  readonly inLiveWords: (pair: ColumnPair) => ColumnState;
  /** Enums to be given other labels; each live one once. */
  readonly altered: readonly { readonly live: EnumState; readonly labels: readonly string[] }[];
}

export function matchEnums(
  live: SchemaState,
  wanted: SchemaState,
  pairs: readonly ColumnPair[],
): MatchedEnums {
  const groups = new Map<EnumState, { readonly pair: ColumnPair; readonly wanted: EnumState }[]>();
  for (const pair of pairs) {
    const [liveType, wantedType] = [userType(pair.live.type), userType(pair.wanted.type)];
    if (liveType === null || wantedType === null) continue;
    if (liveType.brackets !== wantedType.brackets) continue;
    const [own, other] = [findEnum(live, liveType), findEnum(wanted, wantedType)];
    if (own === null || other === null) continue;
    groups.set(own, [...(groups.get(own) ?? []), { pair, wanted: other }]);
  }
  const mapped = new Set<string>();
  const altered: { live: EnumState; labels: readonly string[] }[] = [];
  for (const [own, users] of groups) {
    const first = users.find(({ wanted: { name } }) => name === own.name) ?? users[0];
    const areOfOneMind = users.every(({ wanted: { labels } }) => isSame(labels, first?.wanted.labels ?? []));
    for (const user of users) {
      // A type that several columns share, and that they want otherwise, stays with those that want it as it is.
      const isMapped = areOfOneMind || isSame(user.wanted.labels, own.labels);
      if (isMapped) mapped.add(keyOf(user.pair));
    }
    if (areOfOneMind && first !== undefined && !isSame(first.wanted.labels, own.labels)) {
      altered.push({ live: own, labels: first.wanted.labels });
    }
  }
  return {
    altered,
    inLiveWords: (pair) => (mapped.has(keyOf(pair)) ? inWordsOf(pair.live, pair.wanted) : pair.wanted),
  };
}

function keyOf({ place: { schema, table }, live: { name } }: ColumnPair): string {
  return JSON.stringify([schema, table, name]);
}

function inWordsOf(live: ColumnState, wanted: ColumnState): ColumnState {
  const [from, to] = [withoutBrackets(wanted.type), withoutBrackets(live.type)];
  return {
    ...wanted,
    type: live.type,
    default: wanted.default?.replaceAll(`::${from}`, `::${to}`) ?? null,
  };
}

function withoutBrackets(type: string): string {
  return type.replace(/(?:\[\])+$/, '');
}

export function findEnum({ enums }: SchemaState, { schema, name }: QualifiedName): EnumState | null {
  return enums.find((candidate) => candidate.schema === schema && candidate.name === name) ?? null;
}

/** All columns of the type: what becomes of their defaults is said by `defaultOf`. */
export function alterEnum(
  live: SchemaState,
  { schema, name, labels }: EnumState,
  to: readonly string[],
  defaultOf: (table: TableState, column: ColumnState) => string | null,
): Change {
  const uses = live.tables.flatMap((table): readonly EnumUse[] =>
    table.columns.flatMap((column) => {
      const type = userType(column.type);
      if (type?.schema !== schema || type.name !== name) return [];
      const place = { schema: table.schema, table: table.table };
      return [
        {
          place,
          column: column.name,
          brackets: type.brackets,
          from: column.default,
          to: defaultOf(table, column),
        },
      ];
    }),
  );
  return { type: 'alter-enum', enum: { schema, name }, from: labels, to, uses };
}

export function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((label, at) => label === b[at]);
}
