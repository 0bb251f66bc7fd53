/** What a migration would send, as data: recorded without a database, so never more than a part of the truth. */
import type { ParsedStatement } from '../sql/parse-sql.ts';

/** A place in the migration's own file, 1-based. */
export interface CallPlace {
  readonly line: number;
  readonly column: number;
}

export interface RecordedStatement {
  /** Exactly as it would be sent. */
  readonly sql: string;
  /** Null when PostgreSQL's parser refuses the text. */
  readonly parsed: readonly ParsedStatement[] | null;
  /** The parser's words for it then. */
  readonly problem: string | null;
  /** The strings among its bound values. */
  readonly bound: readonly string[];
  /** True inside a transaction of the migration's own. */
  readonly isInTransaction: boolean;
  /** Where the migration's file calls for it; null when that cannot be told. */
  readonly place: CallPlace | null;
}

export interface Recording {
  readonly statements: readonly RecordedStatement[];
  /** Why the migration was not followed to its end; null when it was. */
  readonly brokenOff: string | null;
  /** True when that is a mistake in the code, whatever a database answers: a name that is not defined. */
  readonly isMistake: boolean;
  /** What it asked the database that only the database knows, answered as an empty one would; each once. */
  readonly guessed: readonly string[];
  /** What it set out to do beside its database and was kept from, as in "connection to 127.0.0.1:6379". */
  readonly blocked: readonly string[];
}
