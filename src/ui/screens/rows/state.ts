/**
 * The rows screen: one QuerySpec, the pages read of it so far, and the cell cursor. Rows are addressed by their position
 * in the whole result, so that pages may arrive and leave in any order.
 */
import type { ErrorReport } from '../../../errors.ts';
import type { Page, PageColumn, QuerySpec, Value } from '../../../queries/query-spec.ts';
import type { LineInput } from '../../terminal/line-input.ts';

/** Rows of one request; `page` n holds rows n × pageLength … */
export const pageLength = 100;
/** Pages kept before the ones furthest from the cursor are let go. */
export const pagesKept = 40;

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

export interface RowsScreen {
  readonly type: 'rows';
  readonly id: number;
  /** How the screen was reached, for the breadcrumb: `User`, `devices`. */
  readonly label: string;
  /** `offset` is always 0 here; each request sets its own. */
  readonly spec: QuerySpec;
  readonly pages: ReadonlyMap<number, Page>;
  /** Page number → request id of what is under way. */
  readonly requests: ReadonlyMap<number, number>;
  /** True while the pages shown belong to the spec before this one. */
  readonly isStale: boolean;
  readonly columns: readonly GridColumn[];
  readonly cursor: { readonly row: number; readonly column: number };
  /** First painted row and column. */
  readonly top: number;
  readonly left: number;
  /** Rows in all, once the last page was seen. */
  readonly total: number | null;
  readonly count:
    | { readonly status: 'unknown' }
    | { readonly status: 'counting'; readonly requestId: number; readonly thenLast: boolean }
    | { readonly status: 'counted'; readonly count: number };
  /** The statement behind the first page shown, and its time. */
  readonly statement: { readonly sql: string; readonly durationMs: number } | null;
  readonly error: ErrorReport | null;
  readonly filterInput: LineInput | null;
  readonly scopesPanel: ScopesPanel | null;
}

/** The row at a position of the whole result; null when its page is not here. */
export function rowAt(screen: RowsScreen, position: number): readonly Value[] | null {
  const page = screen.pages.get(Math.floor(position / pageLength));
  return page?.rows[position % pageLength] ?? null;
}

/** Rows that may be moved over: all of them when the total is known, otherwise one past what was read. */
export function reachableRows(screen: RowsScreen): number {
  if (screen.total !== null) return screen.total;
  let reachable = 0;
  for (const [number, page] of screen.pages) {
    reachable = Math.max(reachable, number * pageLength + page.rows.length + (page.hasMore ? 1 : 0));
  }
  return reachable;
}

/** The value of one attribute in one row; undefined when the row or the attribute is not there. */
export function valueOf(screen: RowsScreen, position: number, attribute: string): Value | undefined {
  const row = rowAt(screen, position);
  const index = screen.columns.findIndex((column) => column.name === attribute);
  return row === null || index < 0 ? undefined : row[index];
}
