/** What typed SQL comes to. */
import type { SqlCompletion } from '../../../queries/sql/completion/complete-sql.ts';
import type { SqlQuestion, SqlResult, SqlRun } from '../../../queries/sql/sql-request.ts';

export type SqlMessage =
  | {
      readonly type: 'sql-ran';
      readonly requestId: number;
      readonly screenId: number;
      readonly results: readonly SqlResult[];
      /** Milliseconds since 1970. */
      readonly at: number;
    }
  /** It would change something, which has to be agreed to first. */
  | {
      readonly type: 'sql-questioned';
      readonly requestId: number;
      readonly screenId: number;
      readonly run: SqlRun;
      readonly question: SqlQuestion;
    }
  | {
      readonly type: 'sql-completed';
      readonly screenId: number;
      readonly text: string;
      readonly cursor: number;
      readonly completion: SqlCompletion;
    }
  | { readonly type: 'sql-history-read'; readonly history: readonly string[] };
