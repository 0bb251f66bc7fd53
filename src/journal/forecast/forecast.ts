/** What a step would destroy, as data: known from what it would send, which is recorded and never executed. */

/** `exact`: counted. `estimate`: the planner's number. `most`: all rows of the table, of which only some may go. */
export interface LostRows {
  readonly count: number;
  readonly precision: 'exact' | 'estimate' | 'most';
}

/** One thing that does not come back by stepping the other way. Tables as people write them: `users`, `app.users`. */
export type Loss =
  | {
      readonly type: 'table';
      readonly table: string;
      /** Null when they could not be counted in time. */
      readonly rows: LostRows | null;
      /** True where it is dropped only under a condition that nobody knows before: in a `DO` block. */
      readonly isConditional: boolean;
    }
  | {
      readonly type: 'column';
      readonly table: string;
      readonly column: string;
      /** Rows that have a value in it. */
      readonly rows: LostRows | null;
      readonly isConditional: boolean;
    }
  | {
      readonly type: 'rows';
      readonly table: string;
      /** `CASCADE`: they go with the rows or the table they refer to. */
      readonly verb: 'DELETE' | 'TRUNCATE' | 'CASCADE';
      readonly rows: LostRows | null;
      readonly isConditional: boolean;
    }
  /** A view that goes because what it reads does. */
  | { readonly type: 'view'; readonly name: string; readonly isConditional: boolean };

/** One entry of a step, in its turn. */
export interface EntryForecast {
  readonly name: string;
  readonly direction: 'up' | 'down';
  readonly losses: readonly Loss[];
  /** Why the losses may not be all of them, each a clause as in "it decides by what it reads: SELECT …"; [] when they are. */
  readonly doubts: readonly string[];
}

/** What a step would do, planned as the step itself is. */
export interface StepForecast {
  /** In the order they would run; of a redo those on the way up too. */
  readonly entries: readonly EntryForecast[];
  /** Orphaned entries in the way down, which stay as they are. */
  readonly passedOver: readonly string[];
}
