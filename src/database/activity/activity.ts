/** What a server is doing at a moment, as plain data. Ages are the server's own, so that no clock of this machine matters. */

/** One backend of the database. What the role may not see of another's is null, and `isHidden` says so (PostgreSQL manual, 27.2.3). */
export interface BackendSession {
  readonly pid: number;
  /** As the server writes it, with microseconds: with the pid it names one backend, for a pid is used again. */
  readonly backendStart: string | null;
  /** `client backend`, `autovacuum worker` … */
  readonly kind: string;
  readonly user: string | null;
  readonly application: string | null;
  readonly clientAddress: string | null;
  /** `active`, `idle`, `idle in transaction`, `idle in transaction (aborted)` … */
  readonly state: string | null;
  readonly stateAgeMs: number | null;
  readonly statementAgeMs: number | null;
  readonly transactionAgeMs: number | null;
  /** `Lock: transactionid`; null for what does not wait. */
  readonly wait: string | null;
  /** The statement under way, or the last one; passwords taken out. As long as track_activity_query_size lets it be. */
  readonly statement: string | null;
  /** The pids that hold what it waits for; empty for what waits for nobody. */
  readonly blockedBy: readonly number[];
  readonly isHidden: boolean;
  /** One of this process's own connections. */
  readonly isOwn: boolean;
  /** The one over which this was read. */
  readonly isAsking: boolean;
}

/** A session in its place among the others. */
export interface SessionRow extends BackendSession {
  /** 0 for what stands by itself, 1 below what it waits for, and so on. */
  readonly depth: number;
  /** How many sessions wait for it, directly or behind one who does. */
  readonly keepsWaiting: number;
}

export interface HeldLock {
  readonly pid: number;
  /** The relation, qualified where it is not in `public`; what it is otherwise, `transaction 742`. */
  readonly target: string;
  readonly mode: string;
  readonly isGranted: boolean;
}

export interface TableActivity {
  readonly schema: string;
  readonly name: string;
  readonly byteLength: number;
  readonly rowEstimate: number | null;
  readonly sequentialScans: number;
  readonly indexScans: number;
  readonly deadRows: number;
  /** Share of blocks found in memory, 0 to 1; null where none was read. */
  readonly cacheHit: number | null;
}

export interface IndexActivity {
  readonly schema: string;
  readonly table: string;
  readonly name: string;
  readonly byteLength: number;
  readonly scans: number;
  /** Nothing was looked up in it, and no constraint stands on it. */
  readonly isUnused: boolean;
}

export interface StatementActivity {
  readonly statement: string;
  readonly calls: number;
  readonly totalMs: number;
  readonly meanMs: number;
  readonly rows: number;
}

export interface VacuumActivity {
  readonly pid: number;
  readonly table: string;
  readonly phase: string;
  /** Share of the table that was looked through, 0 to 1. */
  readonly share: number | null;
  readonly isAutomatic: boolean;
}

export interface ActivityView {
  readonly database: string;
  readonly byteLength: number;
  /** Connections of all databases of the server, and how many there can be. */
  readonly connections: { readonly used: number; readonly most: number };
  readonly cacheHit: number | null;
  /** Blocked and blocking ones first, each below what it waits for, then the busy, then the idle. */
  readonly sessions: readonly SessionRow[];
  /** Those of relations, and whatever is waited for. */
  readonly locks: readonly HeldLock[];
  /** The biggest first. */
  readonly tables: readonly TableActivity[];
  readonly indexes: readonly IndexActivity[];
  /** By the time they took in all; null without pg_stat_statements. */
  readonly statements: readonly StatementActivity[] | null;
  readonly vacuums: readonly VacuumActivity[];
  /** What could not be seen, a sentence each. */
  readonly remarks: readonly string[];
}

/** One backend to end: its statement (`cancel`), or its connection with all that it has not committed (`terminate`). */
export interface EndSessionRequest {
  readonly pid: number;
  readonly backendStart: string;
  readonly way: 'cancel' | 'terminate';
}

export interface EndSessionOutcome {
  /** `gone`: that backend had ended by itself; nothing was sent, whoever has its pid now. */
  readonly status: 'told' | 'gone';
}
