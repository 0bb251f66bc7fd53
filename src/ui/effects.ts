/** Effects as data: what `update` wants done. The runtime does it and answers with messages; nothing else acts. */
import type { JournalKind } from '../journal/journal.ts';
import type { QuerySpec } from '../queries/query-spec.ts';
import type { CompletionRequest } from '../session-shapes.ts';
import type { SavedView } from '../queries/views/saved-view.ts';
import type { SessionRequest } from './session-request.ts';

export type Effect = Question | SessionRequest | Deed;

/** Asked of the session and waited for; nobody takes it back. */
export type Question =
  | { readonly type: 'load-project' }
  | { readonly type: 'load-models' }
  | { readonly type: 'inspect-project' }
  | { readonly type: 'connect' }
  | { readonly type: 'allow-host'; readonly host: string }
  | { readonly type: 'read-tables' }
  | { readonly type: 'read-schema' }
  /** What the page of a node tells beside the schema; `place` is null where the database has no such table. */
  | {
      readonly type: 'read-beside';
      readonly screenId: number;
      readonly model: string | null;
      readonly place: { readonly schema: string; readonly table: string } | null;
    }
  | { readonly type: 'describe-table'; readonly schema: string; readonly name: string }
  | { readonly type: 'read-journal'; readonly kind: JournalKind }
  | { readonly type: 'read-file'; readonly kind: JournalKind; readonly name: string }
  | { readonly type: 'parse-scope'; readonly screenId: number; readonly text: string }
  | {
      readonly type: 'complete-filter';
      readonly screenId: number;
      readonly request: CompletionRequest;
    }
  | { readonly type: 'list-saved-queries'; readonly screenId: number }
  | { readonly type: 'save-query'; readonly name: string; readonly spec: QuerySpec }
  | {
      readonly type: 'complete-sql';
      readonly screenId: number;
      readonly text: string;
      readonly cursor: number;
    }
  | { readonly type: 'read-sql-history' }
  | { readonly type: 'remember-sql'; readonly text: string }
  | {
      readonly type: 'complete-code';
      readonly screenId: number;
      readonly text: string;
      readonly cursor: number;
    }
  /** All rows of a result by its name; a single record as a text of that width. */
  | {
      readonly type: 'read-evaluated';
      readonly screenId: number;
      readonly name: string;
      readonly width: number;
    }
  | { readonly type: 'create-database' }
  | { readonly type: 'read-views' }
  | { readonly type: 'save-view'; readonly view: SavedView; readonly told: string }
  | {
      readonly type: 'delete-view';
      readonly view: Pick<SavedView, 'source' | 'name'>;
      readonly told: string;
    };

/** Done to the terminal, or to what is under way. */
export type Deed =
  | { readonly type: 'cancel-request'; readonly requestId: number }
  | { readonly type: 'restart-session' }
  /** Tells again and again that it is time; one screen is watched at a time. */
  | { readonly type: 'watch'; readonly screenId: number; readonly everyMs: number }
  | { readonly type: 'unwatch' }
  /** One try at a time: a new one takes the place of one that waits. */
  | { readonly type: 'try-connection'; readonly delayMs: number }
  | { readonly type: 'read-code-history' }
  /** Has the models there before the first line; `id` is that of an evaluation. */
  | { readonly type: 'warm-up-evaluator'; readonly id: number }
  | { readonly type: 'remember-code'; readonly text: string }
  | { readonly type: 'copy-text'; readonly text: string }
  | { readonly type: 'open-pager'; readonly text: string }
  | { readonly type: 'set-mouse'; readonly isEnabled: boolean }
  | { readonly type: 'redraw' }
  | { readonly type: 'suspend' }
  | { readonly type: 'quit' };

export function isRequest(effect: Effect): effect is SessionRequest {
  return 'requestId' in effect && effect.type !== 'cancel-request';
}
