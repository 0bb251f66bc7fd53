/**
 * What a migration from models does, one change each, with both of its sides: so that each can be turned round, and `down` is `up`
 * backwards. Pure.
 */
import type { QualifiedName } from './sql-names.ts';
import type { ColumnState, EnumState, IndexState, KeyState, TableName, TableState } from './schema-state.ts';

/** A column whose type is an enum that changes; its default goes with the type, which it must fit. */
export interface EnumUse {
  readonly place: TableName;
  readonly column: string;
  /** `[]` for an array of the enum. */
  readonly brackets: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** A view that is made anew around what it stands on. */
export interface ViewState extends TableName {
  readonly isMaterialized: boolean;
  /** Its definition, then all that is said of it: indexes, triggers, comments, grants, owner. */
  readonly statements: readonly string[];
}

export type Change =
  | { readonly type: 'create-schema' | 'drop-schema'; readonly name: string }
  | { readonly type: 'create-enum' | 'drop-enum'; readonly enum: EnumState }
  | {
      readonly type: 'alter-enum';
      readonly enum: QualifiedName;
      readonly from: readonly string[];
      readonly to: readonly string[];
      readonly uses: readonly EnumUse[];
    }
  | {
      readonly type: 'create-table' | 'drop-table';
      readonly table: TableState;
      /** What makes it anew, where it has more than a model can say; null where Sequelize's words are enough. */
      readonly sql: readonly string[] | null;
    }
  | {
      readonly type: 'rename-table';
      readonly schema: string;
      readonly from: string;
      readonly to: string;
    }
  | { readonly type: 'rename-column'; readonly place: TableName; readonly from: string; readonly to: string }
  | { readonly type: 'add-column' | 'drop-column'; readonly place: TableName; readonly column: ColumnState }
  | {
      readonly type: 'alter-column';
      readonly place: TableName;
      readonly from: ColumnState;
      readonly to: ColumnState;
      /** True when the sequence of a SERIAL comes or goes with it, and does not merely stay unused. */
      readonly ownsSequence: boolean;
    }
  | { readonly type: 'add-key' | 'drop-key'; readonly place: TableName; readonly key: KeyState }
  | { readonly type: 'add-index' | 'drop-index'; readonly place: TableName; readonly index: IndexState }
  | {
      readonly type: 'comment';
      readonly place: TableName;
      /** Null for the table itself. */
      readonly column: string | null;
      readonly from: string | null;
      readonly to: string | null;
    }
  | { readonly type: 'drop-view' | 'create-view'; readonly view: ViewState };

/** The change that takes this one back. */
export function inverse(change: Change): Change {
  switch (change.type) {
    case 'create-schema':
      return { ...change, type: 'drop-schema' };
    case 'drop-schema':
      return { ...change, type: 'create-schema' };
    case 'create-enum':
      return { ...change, type: 'drop-enum' };
    case 'drop-enum':
      return { ...change, type: 'create-enum' };
    case 'create-table':
      return { ...change, type: 'drop-table' };
    case 'drop-table':
      return { ...change, type: 'create-table' };
    case 'add-column':
      return { ...change, type: 'drop-column' };
    case 'drop-column':
      return { ...change, type: 'add-column' };
    case 'add-key':
      return { ...change, type: 'drop-key' };
    case 'drop-key':
      return { ...change, type: 'add-key' };
    case 'add-index':
      return { ...change, type: 'drop-index' };
    case 'drop-index':
      return { ...change, type: 'add-index' };
    case 'alter-enum':
      return {
        ...change,
        from: change.to,
        to: change.from,
        uses: change.uses.map((use) => ({ ...use, from: use.to, to: use.from })),
      };
    case 'drop-view':
      return { ...change, type: 'create-view' };
    case 'create-view':
      return { ...change, type: 'drop-view' };
    case 'alter-column':
    case 'comment':
    case 'rename-table':
    case 'rename-column':
      return turned(change);
  }
}

function turned<T extends { readonly from: unknown; readonly to: unknown }>(change: T): T {
  return { ...change, from: change.to, to: change.from };
}

/** What `up` does: names first, keys away before what they stand on, tables before what refers to them. */
export function forwards(changes: readonly Change[]): readonly Change[] {
  return inPhases(changes, { renames: 0, alteredEnums: 4 });
}

/** What `down` does. What a table takes with it when it is dropped is not taken away before. */
export function backwards(changes: readonly Change[]): readonly Change[] {
  const made = changes.flatMap((change) => (change.type === 'create-table' ? [change.table] : []));
  const isWithin = ({ schema, table }: TableName) =>
    made.some((other) => other.schema === schema && other.table === table);
  const kept = changes.filter(
    (change) =>
      !('place' in change) ||
      !isWithin(change.place) ||
      (change.type === 'add-key' && change.key.kind === 'foreign key'),
  );
  return inPhases(kept.map(inverse).reverse(), { renames: 20, alteredEnums: 9.5 });
}

/** What has its turn early on the way up, and late on the way down, when columns are what they were then. */
interface Turns {
  readonly renames: number;
  readonly alteredEnums: number;
}

/** Stable: changes of one phase keep their order. */
function inPhases(changes: readonly Change[], turns: Turns): readonly Change[] {
  return changes
    .map((change, at) => ({ change, at, phase: phaseOf(change, turns) }))
    .sort((a, b) => a.phase - b.phase || a.at - b.at)
    .map(({ change }) => change);
}

function phaseOf(change: Change, { renames, alteredEnums }: Turns): number {
  switch (change.type) {
    case 'create-schema':
      return -1;
    case 'rename-table':
    case 'rename-column':
      return renames;
    case 'drop-view':
      return 0.5;
    case 'drop-key':
      return change.key.kind === 'foreign key' ? 1 : 3;
    case 'drop-index':
      return 2;
    case 'create-enum':
      return 4;
    case 'alter-enum':
      return alteredEnums;
    case 'create-table':
      return 5;
    case 'add-column':
      return 6;
    case 'alter-column':
      return 7;
    case 'drop-column':
      return 8;
    case 'drop-table':
      return 9;
    case 'add-key':
      return change.key.kind === 'foreign key' ? 12 : 10;
    case 'add-index':
      return 11;
    case 'comment':
      return 13;
    case 'drop-enum':
      return 14;
    case 'create-view':
      return 15;
    case 'drop-schema':
      return 30;
  }
}
