/** Saved queries as plain data: named files of the project, the parameters they take, and what running one gives. */
import type { ErrorReport } from '../../errors.ts';
import type { Page, QuerySpec, Value } from '../query-spec.ts';

export type ParamType = 'text' | 'integer' | 'number' | 'boolean' | 'date' | 'day';

export interface SavedParam {
  readonly name: string;
  readonly type: ParamType;
  readonly description: string | null;
  /** Undefined where one has to be given. */
  readonly default?: Value | undefined;
  /** The only values allowed; null for any. */
  readonly choices: readonly Value[] | null;
}

export interface SavedQuery {
  /** The path below the folder without its ending: `active-users`, `reports/weekly`. */
  readonly name: string;
  /** Relative to the project's root. */
  readonly path: string;
  readonly description: string | null;
  readonly params: readonly SavedParam[];
  /** Why it cannot be run; null where it can. */
  readonly problem: ErrorReport | null;
}

/** Values as they were typed, or as they are. */
export type ParamValues = Readonly<Record<string, Value>>;

/** A query whose module says what to read, or one that read it itself. */
export type SavedOutcome =
  { readonly type: 'spec'; readonly spec: QuerySpec } | { readonly type: 'page'; readonly page: Page };
