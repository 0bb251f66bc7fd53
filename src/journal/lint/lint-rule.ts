/** What a rule is, and what it gets to see. Rules are pure: everything was read before they are asked. */
import type { LintLevel, LintSettings } from './finding.ts';
import type { KnownTables } from './known-tables.ts';
import type { RecordedDirection } from './record/record-migration.ts';
import type { CallPlace, RecordedStatement } from './record/recording.ts';
import type { ColumnState } from './column-states.ts';
import type { Change, TableName } from './sql/operation.ts';

/** One change, the statement it is part of, and what was known of its column before it. */
export interface Operation<Made extends Change = Change> {
  readonly change: Made;
  readonly statement: RecordedStatement;
  /** String constants of the statement. */
  readonly constants: readonly string[];
  /** True inside a `DO` block: it may be done or not. */
  readonly isConditional: boolean;
  readonly before: ColumnState | null;
}

/** A migration as the rules see it. */
export interface ReadMigration {
  readonly name: string;
  readonly path: string;
  readonly state: 'pending' | 'executed';
  /** True when the history says that the file is not what was executed. */
  readonly isChanged: boolean;
  /** The file's text. */
  readonly source: string;
  readonly up: RecordedDirection;
  readonly down: RecordedDirection;
  /** What `up` does, in order. */
  readonly operations: readonly Operation[];
}

/** A model's table and columns, as far as rules ask. */
export interface ModelUse {
  readonly model: string;
  readonly table: TableName;
  readonly attributes: readonly { readonly name: string; readonly column: string }[];
}

/** What surrounds the migration. */
export interface Scene {
  readonly tables: KnownTables;
  /** Null when the models could not be loaded. */
  readonly models: readonly ModelUse[] | null;
  /** What the migrations after this one do. */
  readonly following: readonly Operation[];
  readonly settings: LintSettings;
  /** Of every rule there is. */
  readonly ruleIds: readonly string[];
}

export interface Hit {
  readonly message: string;
  /** Where it is; left out for what concerns the file as a whole. */
  readonly place?: CallPlace | null | undefined;
  /** A name to look for within the call at that place: the line it stands on is shown. */
  readonly word?: string | undefined;
  readonly rewrite?: string | undefined;
  /** Where it is not the rule's own. */
  readonly level?: LintLevel | undefined;
}

export interface LintRule {
  readonly id: string;
  readonly level: LintLevel;
  /** What it says of a migration, in a few words. */
  readonly title: string;
  /** One or two sentences. */
  readonly why: string;
  /** A page, and the section in words. */
  readonly source: { readonly title: string; readonly url: string };
  /** True for what is past once a migration has been executed. */
  readonly isForPendingOnly?: boolean;
  readonly check: (migration: ReadMigration, scene: Scene) => readonly Hit[];
}

export function isOfType<Type extends Change['type']>(
  operation: Operation,
  ...types: readonly Type[]
): operation is Operation<Extract<Change, { type: Type }>> {
  return (types as readonly string[]).includes(operation.change.type);
}

/** The operations of a migration that are of some type, in order. */
export function operationsOf<Type extends Change['type']>(
  operations: readonly Operation[],
  ...types: readonly Type[]
): readonly Operation<Extract<Change, { type: Type }>>[] {
  return operations.filter((operation) => isOfType(operation, ...types));
}

const manualRoot = 'https://www.postgresql.org/docs/current';

/** A section of PostgreSQL's manual. */
export function manual(title: string, page: string): LintRule['source'] {
  return { title: `PostgreSQL manual, ${title}`, url: `${manualRoot}/${page}` };
}
