/** How one model leads to another: what is asked, and what is found. Plain data. */
import type { ErrorReport } from '../../errors.ts';
import type { AssociationType, FixedValues } from '../description.ts';

export interface PathRequest {
  /** A model or table, in any case of letters where only one fits. */
  readonly from: string;
  readonly to: string;
  /** How many paths at most, the shortest first; left out for the shortest alone, twenty at most; null for all without a loop, a thousand at most. */
  readonly limit?: number | null | undefined;
}

/** Rows of `to` are found by `toColumns`, from what `fromColumns` of a row of `from` hold. */
export interface PathJoin {
  readonly from: string;
  readonly fromColumns: readonly string[];
  readonly to: string;
  readonly toColumns: readonly string[];
  /** Columns of `from` that have to hold these values, where `fromColumns` mean rows of several tables: the type beside the id. */
  readonly fromScope: FixedValues;
  /** Columns of `to` that have to hold these values: an association's scope. */
  readonly scope: FixedValues;
}

export interface PathStep {
  /** The edge of the graph. */
  readonly edge: string;
  readonly from: string;
  readonly to: string;
  /** The association of `from` that goes there; null where only a key does. */
  readonly association: string | null;
  readonly type: AssociationType | null;
  /** One; two through a join table. */
  readonly joins: readonly PathJoin[];
}

/** Rows there are for one row, as the planner's statistics have it. */
export interface FanOut {
  /** On average over all rows; null where nothing is known. */
  readonly average: number | null;
  /** For the row with the most of them; null where nothing is known. */
  readonly most: number | null;
}

/** What a path fails or would be slow by, where it leads to rows that belong to others, and where code and joins read different rows. */
export interface PathWarning {
  readonly code: 'incomparable' | 'not-unique' | 'default-scope' | 'missing-index';
  /** The node and columns that are searched, or compared with another type; those that do not tell its rows apart; none of a default scope. */
  readonly node: string;
  readonly columns: readonly string[];
  readonly message: string;
  /** A statement that mends it; null where none does. */
  readonly fix: string | null;
}

export interface SchemaPath {
  readonly steps: readonly PathStep[];
  /** One a step. */
  readonly fanOuts: readonly FanOut[];
  /** Over the whole path. */
  readonly fanOut: FanOut;
  readonly warnings: readonly PathWarning[];
  /** The rows of the last model that belong to rows of the first, joined. */
  readonly sql: string;
}

export interface PathsFound<T extends SchemaPath = SchemaPath> {
  /** Nodes of the graph. */
  readonly from: string;
  readonly to: string;
  /** The shortest first; of the same length those with fewer rows, then by name. */
  readonly paths: readonly T[];
  /** True where there are more, which were not asked for. */
  readonly hasMore: boolean;
  /** False where no association leads there, and keys had to. */
  readonly isByAssociations: boolean;
  /** What either end can be reached from at all; null where there is a path. */
  readonly islands: { readonly from: readonly string[]; readonly to: readonly string[] } | null;
}

/** A path as the session gives it. */
export interface ProjectPath extends SchemaPath {
  /** Sequelize code that reads along the path; null where a step has no association, or Sequelize cannot. */
  readonly code: string | null;
  /** Why Sequelize cannot, though associations lead there. */
  readonly codeProblem: string | null;
}

export interface ProjectPaths extends PathsFound<ProjectPath> {
  /** Why there are no associations to go by; null when the models were loaded. */
  readonly modelProblem: ErrorReport | null;
  /** Why nothing of the database is known; null when it was asked. */
  readonly tableProblem: ErrorReport | null;
}
