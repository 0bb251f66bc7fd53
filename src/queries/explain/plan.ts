/**
 * A statement's plan as plain data: what EXPLAIN (FORMAT JSON) says (PostgreSQL manual, 14.1 and EXPLAIN; the names are in
 * commands/explain.c), with what can be reckoned from it and what is worth a look.
 */
import type { QuerySpec } from '../query-spec.ts';
import type { SqlRequest } from '../sql/sql-request.ts';

export interface ExplainOptions {
  /**
   * Runs the statement and measures it, in a transaction that is rolled back: read-only, unless the server says that it writes.
   * Left out: it is planned alone.
   */
  readonly analyze?: boolean | undefined;
  /** Lets ANALYZE run a statement that writes; else it is refused with `explain-would-write`. */
  readonly mayWrite?: boolean | undefined;
  /** Counts pages; left out: where it is analysed. Servers before 13 count them only then. */
  readonly buffers?: boolean | undefined;
  /** False leaves out the time of each node, which costs time itself (manual, 14.1.3); left out: true. */
  readonly timing?: boolean | undefined;
  /** Output columns of each node. */
  readonly verbose?: boolean | undefined;
}

/**
 * What is explained, and how: the statement an application would read a spec's page with, or SQL text of one statement. `typed`
 * is a statement as it was typed, explained over the connection that is typed on: temporary tables and `SET` hold.
 */
export type ExplainRequest = ExplainOptions &
  (
    | { readonly type: 'spec'; readonly spec: QuerySpec }
    | { readonly type: 'sql'; readonly sql: string; readonly values?: readonly unknown[] | undefined }
    | ({ readonly type: 'typed' } & SqlRequest)
  );

/** A word of the plan and what it says: `Filter`, `Index Cond`, `Sort Key`. */
export interface PlanDetail {
  readonly name: string;
  readonly text: string;
}

/** Pages of 8 kB (unless the server was built otherwise), the node's children included, as EXPLAIN counts them. */
export interface PlanBuffers {
  readonly sharedHit: number;
  readonly sharedRead: number;
  readonly sharedDirtied: number;
  readonly sharedWritten: number;
  readonly localHit: number;
  readonly localRead: number;
  readonly tempRead: number;
  readonly tempWritten: number;
}

export interface PlanActual {
  /** A loop: what EXPLAIN gives, an average. */
  readonly rows: number;
  /** 0: never executed. Of all processes, beneath a Gather. */
  readonly loops: number;
  /** A loop, until the first row and until the last; null without timing. */
  readonly startupMs: number | null;
  readonly totalMs: number | null;
}

export interface PlanNode {
  /** Its place in the plan from the top, from 0. */
  readonly id: number;
  /** `Node Type`, as the server says it: `Seq Scan`, `ModifyTable`. */
  readonly type: string;
  /** As `EXPLAIN` writes it as text: `Hash Left Join`, `Index Scan Backward`, `Update`. */
  readonly title: string;
  /** `CTE recent`, `InitPlan 1`, `SubPlan 2`: what it is to the node above, where it is no ordinary input of it. */
  readonly role: string | null;
  readonly relation: { readonly schema: string | null; readonly name: string } | null;
  readonly alias: string | null;
  readonly index: string | null;
  readonly conditions: readonly PlanDetail[];
  /** Everything else worth reading: keys, methods, memory. */
  readonly details: readonly PlanDetail[];
  readonly cost: { readonly startup: number; readonly total: number };
  /** A loop. */
  readonly plannedRows: number;
  /** Null where nothing was executed, or the plan does not say. */
  readonly actual: PlanActual | null;
  /** All loops, its children's time with it; of one process where several work side by side. Null without timing. */
  readonly totalMs: number | null;
  /** What of that is its own. */
  readonly ownMs: number | null;
  /** Its own part of the whole, 0 to 1: of the time where that is known, else of the cost. */
  readonly share: number;
  /** Rows read and thrown away, of all loops: `Filter`, `Join Filter`, `Index Recheck`. */
  readonly removed: readonly { readonly by: string; readonly rows: number }[];
  readonly buffers: PlanBuffers | null;
  /** Set where its own work did not fit into memory. */
  readonly spill: { readonly kilobytes: number | null } | null;
  readonly workers: { readonly planned: number; readonly launched: number | null } | null;
  readonly marks: readonly PlanMark[];
  readonly children: readonly PlanNode[];
}

/** What is worth a look. `text` says it in a sentence; `section` is where the PostgreSQL manual speaks of it. */
export type PlanMark = {
  readonly text: string;
  readonly section: string;
} & (
  | { readonly type: 'slow'; readonly share: number }
  /** More or fewer rows than planned, by `factor`. */
  | { readonly type: 'estimate'; readonly factor: number; readonly direction: 'more' | 'fewer' }
  | { readonly type: 'index'; readonly sql: string }
  | { readonly type: 'disk'; readonly kilobytes: number | null }
  | { readonly type: 'never-executed' }
);

export interface PlanTrigger {
  readonly name: string;
  readonly relation: string | null;
  readonly calls: number;
  readonly timeMs: number | null;
}

export interface Explanation {
  /** The statement, without EXPLAIN. */
  readonly sql: string;
  readonly plan: PlanNode;
  readonly shareOf: 'time' | 'cost';
  readonly planningMs: number | null;
  /** Null where it was not executed. */
  readonly executionMs: number | null;
  readonly triggers: readonly PlanTrigger[];
  readonly jit: { readonly functions: number; readonly totalMs: number | null } | null;
  /** Settings that are not the server's defaults and that the planner heeds. */
  readonly settings: readonly PlanDetail[];
  /** `rolled-back`: it wrote, and was undone; what it drew from sequences stays drawn. */
  readonly ran: 'no' | 'read-only' | 'rolled-back';
}
