/**
 * The rows screen: one QuerySpec, the rows read of it so far, and the cell cursor.
 */
import { groupedDigits } from '../../../output/grouped-digits.ts';
import type { ErrorReport } from '../../../errors.ts';
import type { PageColumn, QuerySpec, Value } from '../../../queries/query-spec.ts';
import type { LineInput } from '../../terminal/line-input.ts';
import type { ColumnView } from './column-view.ts';
import type { CompletionList } from './completion-list.ts';
import type { CopyJob } from './copy-job.ts';
import type { Marks } from './marked-rows.ts';
import type { ReadStatement } from './read-statement.ts';
import type { RowsPrompt } from './rows-prompt.ts';
import type { SearchRun } from './search-state.ts';
import type { Watch } from './watch-state.ts';
import { hasAfter, hasBefore, windowEnd, windowRow, windowTotal, type RowWindow } from './window.ts';

/** Rows of one request. */
export const pageLength = 100;
/** More rows than this are paged through, whatever limit their query has. */
export const mostAtOnce = 5000;
/** More bytes than this no cell shows; the rest stays on the server until the record is opened. */
export const clipBytes = 1000;

export interface GridColumn extends PageColumn {
  /** Cells wide, without the gap. */
  readonly width: number;
}

/** The panel in which scopes are picked; open above the grid, which follows every toggle. */
export interface ScopesPanel {
  readonly cursor: number;
  /** The argument of a scope that is a function, while it is typed. */
  readonly argument: { readonly scope: string; readonly line: LineInput } | null;
}

/** A reading that takes the place of what is shown, and where the cursor lands in it. */
export interface Arrival {
  readonly requestId: number;
  readonly landing: 'first-row' | 'last-row' | 'same-row';
}

export interface RowsScreen {
  readonly type: 'rows';
  readonly id: number;
  /** How the screen was reached, for the breadcrumb: `User`, `devices`. */
  readonly label: string;
  /** `place` is always the start here; each request sets its own. */
  readonly spec: QuerySpec;
  /** The limit of the query that these rows are of, all read at once then; null where they are paged through. */
  readonly rowLimit: number | null;
  /** Null until the first page is here. */
  readonly window: RowWindow | null;
  /** Request ids of what is under way: a new window, and pages joining the one shown. */
  readonly loading: {
    readonly arrival: Arrival | null;
    readonly before: number | null;
    readonly after: number | null;
  };
  /** True while the rows shown belong to the spec before this one. */
  readonly isStale: boolean;
  /** As they were read, hidden ones too: a row's value stands where its column does. */
  readonly columns: readonly GridColumn[];
  readonly columnView: ColumnView;
  /** `row` is a position of the window; it may be negative. `column` is an index of `columns`. */
  readonly cursor: { readonly row: number; readonly column: number };
  /** First painted row (a position), and first painted column that does not stay, by its place among the seen ones. */
  readonly top: number;
  readonly left: number;
  readonly count:
    | { readonly status: 'unknown' }
    | { readonly status: 'counting'; readonly requestId: number }
    | { readonly status: 'counted'; readonly count: number };
  /** The planner's number, where the end of the rows is not in view; null when it was asked for and is not known. */
  readonly estimate:
    | { readonly status: 'unknown' }
    | { readonly status: 'asked'; readonly requestId: number }
    | { readonly status: 'told'; readonly rows: number | null };
  /** How the page that came last was read. */
  readonly statement: ReadStatement | null;
  readonly marks: Marks;
  /** Null when no copy waits for values to be read whole. */
  readonly copying: CopyJob | null;
  readonly error: ErrorReport | null;
  /** What was under way when the connection was lost; null while it is there. */
  readonly resume: { readonly landing: Arrival['landing'] | null; readonly isCounting: boolean } | null;
  readonly filterInput: LineInput | null;
  /** Open only while the filter is typed. */
  readonly completion: CompletionList | null;
  /** The text looked for in the rows here while it is typed, and where the cursor was before; null when it is not. */
  readonly finding: { readonly line: LineInput; readonly origin: RowsScreen['cursor'] } | null;
  /** The text that was looked for last; empty for none. */
  readonly found: string;
  readonly scopesPanel: ScopesPanel | null;
  /** What is asked for above the grid; null when nothing is. */
  readonly prompt: RowsPrompt | null;
  /** Where these rows are searched for: `spec.search` has the text then. */
  readonly search: SearchRun | null;
  /** Null when the rows are not read again by themselves. */
  readonly watch: Watch | null;
}

/** Nothing is under way. */
export const idle: RowsScreen['loading'] = { arrival: null, before: null, after: null };

/** True where rows of this very spec are here. */
export function isRowsShown({ window, isStale }: RowsScreen): boolean {
  return window !== null && !isStale;
}

/** The row at a position; null when it is not here. */
export function rowAt({ window }: RowsScreen, position: number): readonly Value[] | null {
  return window === null ? null : windowRow(window, position);
}

/** Positions that may be moved over, `end` excluded: what is here, and one more where rows are known to follow. */
export function reachableRows({ window }: RowsScreen): { readonly start: number; readonly end: number } {
  if (window === null) return { start: 0, end: 0 };
  return {
    start: window.start - (hasBefore(window) ? 1 : 0),
    end: windowEnd(window) + (hasAfter(window) ? 1 : 0),
  };
}

/** Rows in all, where they were counted or both ends were seen. */
export function knownTotal({ window, count }: RowsScreen): number | null {
  if (count.status === 'counted') return count.count;
  return window === null ? null : windowTotal(window);
}

/** As `~12,300`: what is expected, never less than what was seen; null where nothing is. */
export function expectedTotal({ window, estimate }: RowsScreen): string | null {
  if (estimate.status !== 'told' || estimate.rows === null) return null;
  const seen = window?.countedFrom === 'start' ? windowEnd(window) : 0;
  return estimate.rows < seen ? `more than ${groupedDigits(seen)}` : `~${groupedDigits(estimate.rows)}`;
}

/** The value of one attribute in one row; undefined when the row or the attribute is not there. */
export function valueOf(screen: RowsScreen, position: number, attribute: string): Value | undefined {
  const row = rowAt(screen, position);
  const index = screen.columns.findIndex((column) => column.name === attribute);
  return row === null || index < 0 ? undefined : row[index];
}
