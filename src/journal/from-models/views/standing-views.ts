/**
 * Views that stand on what a migration retypes: dropped before it, and made anew after it, in its own transaction. What cannot be made
 * anew is refused before anything is written. Pure.
 */
import { rebuildSql } from '../../../database/snapshot/rebuild-sql.ts';
import type { Snapshot } from '../../../database/snapshot/snapshot.ts';
import { ConsoleError } from '../../../errors.ts';
import type { Change, ViewState } from '../change.ts';
import { isAddition } from '../code/column-sql.ts';
import { columnBefore, type Rename, tableBefore } from '../renames.ts';
import { tableKey, type TableName } from '../schema-state.ts';
import { unquoted } from '../sql-names.ts';
import type { Dependent, Ground, ViewRights } from './read-dependents.ts';

export interface Standing {
  readonly dependents: readonly Dependent[];
  readonly rights: readonly ViewRights[];
}

/** What a change takes hold of, by the names of before. */
interface Hold {
  readonly ground: Ground;
  readonly does: 'drops' | 'retypes';
}

/** Each after those it stands on. */
export interface AffectedViews {
  readonly up: readonly ViewState[];
  readonly down: readonly ViewState[];
}

/**
 * The views to be made anew. Throws, where it is strict, `object-in-the-way` for what the way up cannot get past; of the way back the
 * rehearsal tells.
 */
export function standingViews(
  changes: readonly Change[],
  renames: readonly Rename[],
  snapshot: Snapshot,
  standing: Standing,
  isStrict: boolean,
): AffectedViews {
  const holds = (direction: 'up' | 'down') =>
    changes.flatMap((change) => holdsOf(change, direction, renames));
  const of = (views: readonly TableName[]) =>
    inOrder(views, standing.dependents).flatMap((view) => viewState(view, snapshot, standing.rights));
  return {
    up: of(viewsOn(holds('up'), standing, isStrict)),
    down: of(viewsOn(holds('down'), standing, false)),
  };
}

function viewsOn(
  holds: readonly Hold[],
  { dependents, rights }: Standing,
  isStrict: boolean,
): readonly TableName[] {
  const held = new Map(holds.map((hold) => [groundKey(hold.ground), hold]));
  const taken = new Map<string, TableName>();
  for (const dependent of dependents) {
    const hold = held.get(groundKey(dependent.on));
    if (hold === undefined || isOnEnum(dependent)) continue;
    const isDropped = hold.does === 'drops' && hold.ground.type !== 'constraint';
    if (isStrict && (dependent.view === null || isDropped)) throw inTheWay(dependent, hold);
    if (dependent.view !== null) taken.set(tableKey(dependent.view), dependent.view);
  }
  // A view on a view goes with it.
  for (const view of taken.values()) {
    for (const { view: upper, described, on } of dependents) {
      if (on.schema !== view.schema || on.table !== view.table || on.type === 'enum') continue;
      if (upper !== null) taken.set(tableKey(upper), upper);
      else if (isStrict) throw standsOnView(described, view);
    }
  }
  const foreign = rights.find(({ view, isOwned }) => isOwned && taken.has(tableKey(view)));
  if (foreign !== undefined && isStrict) throw standsOnView('the extension that brought it', foreign.view);
  return [...taken.values()];
}

/** Indexes and checks that name labels of an enum that changes, in the server's words: unless they are dropped before, it is not made anew. */
export function standingOnEnums(changes: readonly Change[], { dependents }: Standing): readonly string[] {
  const enums = changes.flatMap((change) => (change.type === 'alter-enum' ? [change.enum] : []));
  return dependents
    .filter(isOnEnum)
    .filter(({ on }) => enums.some(({ schema, name }) => schema === on.schema && name === on.table))
    .map(({ described }) => described);
}

/** No view: those are made anew. */
function isOnEnum({ view, on }: Dependent): boolean {
  return view === null && on.type === 'enum';
}

/** With the views dropped first and made anew in the end; renames stay around them, so that they are worded as the snapshot has them. */
export function aroundViews(changes: readonly Change[], views: readonly ViewState[]): readonly Change[] {
  if (views.length === 0) return changes;
  const isOutside = ({ type }: Change) => /^(?:rename-|create-schema$|drop-schema$)/.test(type);
  const start = changes.findIndex((change) => !isOutside(change));
  const end = changes.findLastIndex((change) => !isOutside(change)) + 1;
  return [
    ...changes.slice(0, start),
    ...[...views].reverse().map((view) => ({ type: 'drop-view', view }) as const),
    ...changes.slice(start, end),
    ...views.map((view) => ({ type: 'create-view', view }) as const),
    ...changes.slice(end),
  ];
}

function holdsOf(change: Change, direction: 'up' | 'down', renames: readonly Rename[]): readonly Hold[] {
  const column = (place: TableName, name: string, does: Hold['does']): Hold => ({
    ground: { type: 'column', ...tableBefore(place, renames), name: columnBefore(place, name, renames) },
    does,
  });
  switch (change.type) {
    case 'drop-column':
      return [column(change.place, change.column.name, 'drops')];
    case 'alter-column':
      return change.from.type === change.to.type ? [] : [column(change.place, change.from.name, 'retypes')];
    case 'alter-enum': {
      // A label that is only added leaves the type as it is; on the way back it does not.
      if (isAddition(direction === 'up' ? change : turnedBack(change))) return [];
      const { schema, name: table } = change.enum;
      return [
        { ground: { type: 'enum', schema, table, name: null }, does: 'retypes' },
        ...change.uses.map((use) => column(use.place, use.column, 'retypes')),
      ];
    }
    case 'drop-key':
      return [
        {
          ground: { type: 'constraint', ...tableBefore(change.place, renames), name: change.key.name },
          does: 'drops',
        },
      ];
    case 'drop-table': {
      const { schema, table, columns } = change.table;
      return [
        { ground: { type: 'relation', schema, table, name: null }, does: 'drops' },
        ...columns.map(({ name }) => column({ schema, table }, name, 'drops')),
      ];
    }
    default:
      return [];
  }
}

function turnedBack(change: Extract<Change, { type: 'alter-enum' }>): typeof change {
  const { from, to, uses } = change;
  return { ...change, from: to, to: from, uses: uses.map((use) => ({ ...use, from: use.to, to: use.from })) };
}

function groundKey({ type, schema, table, name }: Ground): string {
  return JSON.stringify([type, schema, table, name]);
}

/** Each after those it stands on. */
function inOrder(views: readonly TableName[], dependents: readonly Dependent[]): readonly TableName[] {
  const ordered = new Map<string, TableName>();
  const visit = (view: TableName): void => {
    const key = tableKey(view);
    if (ordered.has(key)) return;
    for (const { view: upper, on } of dependents) {
      if (upper === null || tableKey(upper) !== key || on.type === 'enum') continue;
      const lower = views.find((other) => other.schema === on.schema && other.table === on.table);
      if (lower !== undefined) visit(lower);
    }
    ordered.set(key, view);
  };
  for (const view of views) visit(view);
  return [...ordered.values()];
}

function viewState(
  view: TableName,
  { objects }: Snapshot,
  rights: readonly ViewRights[],
): readonly ViewState[] {
  const own = objects.find(
    ({ type, schema, name }) =>
      (type === 'view' || type === 'materialized-view') && schema === view.schema && name === view.table,
  );
  if (own === undefined) return [];
  const parts = objects.filter(
    ({ schema, table, type, properties }) =>
      (schema === view.schema && table === view.table && type !== 'column') ||
      (type === 'statistics' && isOn(properties['definition'], view)),
  );
  const more = rights.find((one) => tableKey(one.view) === tableKey(view))?.statements ?? [];
  return [
    {
      ...view,
      isMaterialized: own.type === 'materialized-view',
      statements: [...rebuildSql({ objects: [own] }), ...rebuildSql({ objects: parts }), ...more],
    },
  ];
}

/** As pg_get_statisticsobjdef() names it. */
function isOn(definition: unknown, { schema, table }: TableName): boolean {
  const [, from = ''] = / FROM (.+)$/.exec(String(definition)) ?? [];
  const name = /^(?:("(?:[^"]|"")+"|[^\s".]+)\.)?("(?:[^"]|"")+"|[^\s".]+)$/.exec(from);
  return name !== null && unquoted(name[2] ?? '') === table && unquoted(name[1] ?? schema) === schema;
}

function inTheWay({ view, described }: Dependent, { ground, does }: Hold): ConsoleError {
  const { type, schema, table, name } = ground;
  const place = schema === 'public' ? table : `${schema}.${table}`;
  const what =
    type === 'relation'
      ? `the table "${place}"`
      : type === 'enum'
        ? `the type "${place}"`
        : `"${place}.${name ?? ''}"`;
  const who =
    view === null
      ? `The ${described}`
      : `The view "${view.schema === 'public' ? '' : `${view.schema}.`}${view.table}"`;
  return new ConsoleError(
    does === 'drops'
      ? `${who} stands on ${what}, which the migration would drop.`
      : `${who} stands on ${what}, whose type the migration would change.`,
    {
      code: 'object-in-the-way',
      remedy:
        does === 'drops'
          ? 'Change it in a migration of its own first, or keep what it stands on (`--keep columns`, or in the model).'
          : 'Drop it in a migration of its own first, and make it again in one afterwards.',
    },
  );
}

function standsOnView(described: string, { schema, table }: TableName): ConsoleError {
  const place = schema === 'public' ? table : `${schema}.${table}`;
  return new ConsoleError(
    `The view "${place}" would have to be made anew around a column whose type changes, and ${described} stands on it.`,
    {
      code: 'object-in-the-way',
      remedy: 'Drop both in a migration of your own first, and make them again in one afterwards.',
    },
  );
}
