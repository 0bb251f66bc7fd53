/**
 * What has to change in a database for it to match its models: two states in, changes out. Pure, and the same for the preview and for
 * the proof afterwards.
 */
import type { Change } from './change.ts';
import { compareColumn, settledColumn } from './compare-columns.ts';
import { compareKeys } from './compare-keys.ts';
import type { CompareOptions, Comparison, Kept } from './comparison.ts';
import { createTables } from './create-tables.ts';
import { alterEnum, type ColumnPair, findEnum, isSame, matchEnums } from './match-enums.ts';
import {
  type ColumnState,
  type SchemaState,
  tableKey,
  type TableName,
  type TableState,
} from './schema-state.ts';
import { keyColumns, type QualifiedName, userType } from './sql-names.ts';

interface TablePair {
  readonly live: TableState;
  readonly wanted: TableState;
}

export function compareSchemas(live: SchemaState, models: SchemaState, options: CompareOptions): Comparison {
  const changes: Change[] = [];
  const kept: Kept[] = [];
  const wantedTables = models.tables.filter((table) => !options.isSpared(table));
  const liveTables = new Map(live.tables.map((table) => [tableKey(table), table]));
  const views = new Set(live.views.map(tableKey));
  const tablePairs = wantedTables.flatMap((wanted): readonly TablePair[] => {
    const own = liveTables.get(tableKey(wanted));
    return own === undefined ? [] : [{ live: own, wanted }];
  });
  const { judgement } = options;
  const pairs = tablePairs.flatMap(columnPairs).filter(isJudged);
  const enums = matchEnums(live, models, pairs);
  const said = new Map(pairs.map((pair) => [pairKey(pair.place, pair.live.name), pair]));
  const settled = (pair: ColumnPair) => ({ ...pair, wanted: enums.inLiveWords(pair) });

  const defaultOf = (table: TableState, column: ColumnState) => {
    const pair = said.get(pairKey(table, column.name));
    return pair === undefined ? column.default : settledColumn(settled(pair), options).column.default;
  };
  const altered = new Set(enums.altered.map(({ live: own }) => nameKey(own)));
  for (const { live: own, labels } of enums.altered) changes.push(alterEnum(live, own, labels, defaultOf));

  for (const pair of tablePairs) add(compareTable(pair, settled, altered, options));
  const missing = wantedTables.filter((table) => !liveTables.has(tableKey(table)));
  for (const table of missing.filter((candidate) => views.has(tableKey(candidate))))
    kept.push({ what: 'view', place: placeOf(table), name: null, why: 'unsayable' });
  const created = missing.filter(
    (table) => !views.has(tableKey(table)) && judgement.differs('table', placeOf(table), null),
  );
  changes.push(...createTables(created, (place) => liveTables.has(tableKey(place))));

  add(compareStrangers(live, wantedTables, options));
  changes.push(...neededEnums(live, models, changes, altered));
  changes.push(...neededSchemas(live, created));
  changes.push(...uselessEnums(live, changes));
  return { changes, kept };

  /** An enum whose labels are another matter's keeps them, whatever the models want. */
  function isJudged({ place, live: own, wanted: other }: ColumnPair): boolean {
    const [one, two] = [own, other].map(({ type }, at) => {
      const name = userType(type);
      return name === null ? null : findEnum(at === 0 ? live : models, name);
    });
    if (one == null || two == null || isSame(one.labels, two.labels)) return true;
    return judgement.differs('enum', place, own.name) || judgement.differs('type', place, own.name);
  }

  function add(part: Comparison): void {
    changes.push(...part.changes);
    kept.push(...part.kept);
  }
}

function columnPairs({ live, wanted }: TablePair): readonly ColumnPair[] {
  return wanted.columns.flatMap((column) => {
    const own = live.columns.find(({ name }) => name === column.name);
    return own === undefined ? [] : [{ place: placeOf(live), live: own, wanted: column }];
  });
}

function compareTable(
  pair: TablePair,
  settled: (pair: ColumnPair) => ColumnPair,
  altered: ReadonlySet<string>,
  options: CompareOptions,
): Comparison {
  const { live, wanted } = pair;
  const place = placeOf(live);
  const changes: Change[] = [];
  const kept: Kept[] = [];
  const names = new Set(wanted.columns.map(({ name }) => name));
  const gone: string[] = [];
  for (const column of live.columns.filter(({ name }) => !names.has(name))) {
    const isAsked = options.keeps.has('columns');
    if (isAsked || !options.judgement.differs('column', place, column.name)) {
      const isUnsayable = column.generated !== null || !live.isPlain;
      const why = isAsked ? 'asked' : isUnsayable ? 'unsayable' : 'unread';
      kept.push({ what: 'column', place, name: column.name, why });
    } else {
      gone.push(column.name);
      changes.push({ type: 'drop-column', place, column });
    }
  }
  const there = new Set(live.columns.map(({ name }) => name));
  for (const column of wanted.columns.filter(({ name }) => !there.has(name)))
    if (options.judgement.differs('column', place, column.name))
      changes.push({ type: 'add-column', place, column });
  const keys = compareKeys(place, live, wanted, gone, options);
  const columnOptions = { ...options, rekeyed: primaryColumns(keys.changes) };
  const parts = [
    ...columnPairs(pair)
      .map(settled)
      .map((column) => compareColumn(column, columnOptions, altered.has(enumKey(column.live)))),
    keys,
  ];
  if (wanted.comment !== null && options.judgement.differs('comment', place, null))
    changes.push({ type: 'comment', place, column: null, from: live.comment, to: wanted.comment });
  return {
    changes: [...changes, ...parts.flatMap((part) => part.changes)],
    kept: [...kept, ...parts.flatMap((part) => part.kept)],
  };
}

function primaryColumns(changes: readonly Change[]): ReadonlySet<string> {
  const columns = changes.flatMap((change) =>
    (change.type === 'add-key' || change.type === 'drop-key') && change.key.kind === 'primary key'
      ? (keyColumns(change.key.definition) ?? [])
      : [],
  );
  return new Set(columns);
}

/** Tables without a model, in the schemas that models use. */
function compareStrangers(
  live: SchemaState,
  wanted: readonly TableState[],
  { dropsTables, isSpared, rebuild }: CompareOptions,
): Comparison {
  const known = new Set(wanted.map(tableKey));
  const schemas = new Set(wanted.map(({ schema }) => schema));
  const changes: Change[] = [];
  const kept: Kept[] = [];
  for (const table of live.tables) {
    if (known.has(tableKey(table)) || !schemas.has(table.schema) || isSpared(table)) continue;
    const place = placeOf(table);
    if (!dropsTables || !table.isPlain) {
      kept.push({ what: 'table', place, name: null, why: dropsTables ? 'unsayable' : 'safe' });
      continue;
    }
    for (const key of table.keys.filter(({ kind }) => kind === 'foreign key'))
      changes.push({ type: 'drop-key', place, key });
    changes.push({ type: 'drop-table', table, sql: rebuild(place) });
  }
  return { changes, kept };
}

/** Types of columns that come, and of those that get another type. */
function neededEnums(
  live: SchemaState,
  models: SchemaState,
  changes: readonly Change[],
  altered: ReadonlySet<string>,
): readonly Change[] {
  const needed = new Map<string, Change>();
  for (const column of changes.flatMap(columnsComing)) {
    const type = userType(column.type);
    const wanted = type === null ? null : findEnum(models, type);
    if (wanted === null || altered.has(enumKey(column))) continue;
    const own = findEnum(live, wanted);
    if (own === null) needed.set(enumKey(column), { type: 'create-enum', enum: wanted });
    else if (!isSame(own.labels, wanted.labels))
      needed.set(
        enumKey(column),
        alterEnum(live, own, wanted.labels, (_, user) => user.default),
      );
  }
  return [...needed.values()];
}

function neededSchemas(live: SchemaState, created: readonly TableState[]): readonly Change[] {
  const names = new Set(created.map(({ schema }) => schema));
  return [...names]
    .filter((name) => !live.schemas.includes(name))
    .map((name) => ({ type: 'create-schema', name }) as const);
}

/** Types that Sequelize made for columns which then have them no longer. */
function uselessEnums(live: SchemaState, changes: readonly Change[]): readonly Change[] {
  const left = new Set(changes.flatMap(columnsGoing));
  const coming = new Set(changes.flatMap(columnsComing).map(enumKey));
  return live.enums.flatMap((own): readonly Change[] => {
    const users = live.tables.flatMap((table) =>
      table.columns
        .filter((column) => enumKey(column) === nameKey(own))
        .map((column) => pairKey(table, column.name)),
    );
    const isUseless =
      own.name.startsWith('enum_') &&
      users.length > 0 &&
      users.every((user) => left.has(user)) &&
      !coming.has(nameKey(own));
    return isUseless ? [{ type: 'drop-enum', enum: own }] : [];
  });
}

function columnsComing(change: Change): readonly ColumnState[] {
  if (change.type === 'create-table') return change.table.columns;
  if (change.type === 'add-column') return [change.column];
  return change.type === 'alter-column' && change.from.type !== change.to.type ? [change.to] : [];
}

function columnsGoing(change: Change): readonly string[] {
  if (change.type === 'drop-table')
    return change.table.columns.map(({ name }) => pairKey(change.table, name));
  if (change.type === 'drop-column') return [pairKey(change.place, change.column.name)];
  return change.type === 'alter-column' && change.from.type !== change.to.type
    ? [pairKey(change.place, change.from.name)]
    : [];
}

function placeOf({ schema, table }: TableName): TableName {
  return { schema, table };
}

function pairKey({ schema, table }: TableName, column: string): string {
  return JSON.stringify([schema, table, column]);
}

function enumKey({ type }: ColumnState): string {
  const name = userType(type);
  return name === null ? '' : nameKey(name);
}

function nameKey({ schema, name }: QualifiedName): string {
  return JSON.stringify([schema, name]);
}
