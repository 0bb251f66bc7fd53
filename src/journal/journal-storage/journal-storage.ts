/**
 * Where a journal keeps the names of what was executed, as a contract of four methods. Reading writes nothing; recording and
 * removing happen through the connection they are given, so that they commit or roll back with the step.
 */

/** Names as recorded, in no particular order; `exists` is false before anything was ever recorded. */
export interface RecordedNames {
  readonly names: readonly string[];
  readonly exists: boolean;
}

export interface JournalChanges {
  readonly removed: readonly string[];
  readonly written: readonly string[];
}

/** Runs one statement with `$1`-style values and gives its rows as arrays, columns (each of its own name) in the order selected. */
export type RunStatement = (
  sql: string,
  values?: readonly unknown[],
) => Promise<readonly (readonly unknown[])[]>;

/** One statement that changes rows and nothing else. */
export interface RowStatement {
  readonly sql: string;
  readonly values: readonly (string | number | null)[];
}

/**
 * One journal. `record` creates what is missing (schema, table, file) and rejects when the name is there already; `remove` of a
 * name that is not there does nothing.
 */
export interface JournalStore {
  /** True when a name and what it stands for can be committed together, or nothing is recorded at all. */
  readonly isTransactional: boolean;
  read(run: RunStatement): Promise<RecordedNames>;
  record(name: string, run: RunStatement): Promise<void>;
  remove(name: string, run: RunStatement): Promise<void>;
  /**
   * What `record` (up) or `remove` (down) comes to when all is as this store found it when it last did the same; null when it did
   * not yet. To be sent where a failure harms nothing.
   */
  remembered(name: string, direction: 'up' | 'down'): readonly RowStatement[] | null;
  /** Removes names, then records others, as one: a file is replaced once, a table changed through `run`. */
  change(changes: JournalChanges, run: RunStatement): Promise<void>;
}
