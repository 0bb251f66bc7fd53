/** Effects as data: what `update` wants done. The runtime does it and answers with messages; nothing else acts. */
import type { EndSessionRequest } from '../database/activity/activity.ts';
import type { DotCommandName } from '../evaluation/dot-commands.ts';
import type { JournalKind, StepRequest } from '../journal/journal.ts';
import type { RepairPlan, RepairRequest } from '../journal/repair/repair.ts';
import type { RehearsalRequest } from '../journal/rehearse/rehearsal.ts';
import type { ExplainRequest } from '../queries/explain/plan.ts';
import type { ExportFile, ExportRequest } from '../queries/export/export-request.ts';
import type { QuerySpec } from '../queries/query-spec.ts';
import type { ParamValues } from '../queries/saved-queries/saved-query.ts';
import type { SearchRequest } from '../queries/search/search-request.ts';
import type { CompletionRequest } from '../session-shapes.ts';
import type { RanEvaluation } from './screens/repl/state.ts';
import type { CodeLanguage } from './screens/query/state.ts';
import type { CatalogCommand } from '../queries/sql/commands/command.ts';
import type { SqlRun } from '../queries/sql/sql-request.ts';
import type { SavedView } from '../queries/views/saved-view.ts';

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

/** Asked of the session under an id, by which it can be cancelled. */
export type SessionRequest =
  | {
      readonly type: 'load-page';
      readonly requestId: number;
      readonly screenId: number;
      readonly spec: QuerySpec;
    }
  /** After a moment: what the spec means, as statement and as code. */
  | {
      readonly type: 'write-query';
      readonly requestId: number;
      readonly screenId: number;
      readonly spec: QuerySpec;
      readonly language: CodeLanguage;
    }
  /** After a moment: the spec that Sequelize code says. */
  | {
      readonly type: 'read-query-code';
      readonly requestId: number;
      readonly screenId: number;
      readonly text: string;
    }
  /** After a moment: what each scope adds and hides. */
  | {
      readonly type: 'look-through-scopes';
      readonly requestId: number;
      readonly screenId: number;
      readonly spec: QuerySpec;
    }
  /** After a moment: whether includes make many rows of few. */
  | {
      readonly type: 'foresee-explosion';
      readonly requestId: number;
      readonly screenId: number;
      readonly spec: QuerySpec;
    }
  | {
      readonly type: 'run-saved-query';
      readonly requestId: number;
      readonly screenId: number;
      readonly name: string;
      readonly values: ParamValues;
      /** Cells of the screen, for what comes as a table. */
      readonly width: number;
    }
  /** After a moment: its first rows. */
  | {
      readonly type: 'preview-query';
      readonly requestId: number;
      readonly screenId: number;
      readonly spec: QuerySpec;
    }
  | {
      readonly type: 'explain';
      readonly requestId: number;
      readonly screenId: number;
      readonly request: ExplainRequest;
    }
  | { readonly type: 'read-activity'; readonly requestId: number; readonly screenId: number }
  | { readonly type: 'end-session'; readonly requestId: number; readonly request: EndSessionRequest }
  | {
      readonly type: 'count-rows';
      readonly requestId: number;
      readonly screenId: number;
      readonly spec: QuerySpec;
    }
  | {
      readonly type: 'count-relation';
      readonly requestId: number;
      readonly screenId: number;
      readonly relation: string;
      readonly spec: QuerySpec;
    }
  | {
      readonly type: 'estimate-rows';
      readonly requestId: number;
      readonly screenId: number;
      readonly spec: QuerySpec;
    }
  | {
      /** One page for each of the specs, one after the other. */
      readonly type: 'read-rows';
      readonly requestId: number;
      readonly screenId: number;
      readonly specs: readonly QuerySpec[];
    }
  | {
      readonly type: 'search-rows';
      readonly requestId: number;
      readonly screenId: number;
      readonly request: SearchRequest;
    }
  | {
      readonly type: 'foresee-step';
      readonly requestId: number;
      readonly request: StepRequest;
    }
  | {
      readonly type: 'step-journal';
      readonly requestId: number;
      readonly request: StepRequest;
      readonly title: string;
      /** Entries to run. */
      readonly total: number;
    }
  | {
      readonly type: 'plan-repair';
      readonly requestId: number;
      readonly request: RepairRequest;
      readonly then: 'choose' | 'confirm';
    }
  | {
      readonly type: 'repair-journal';
      readonly requestId: number;
      readonly plan: RepairPlan;
    }
  | {
      readonly type: 'rehearse-journal';
      readonly requestId: number;
      readonly request: RehearsalRequest;
      readonly title: string;
    }
  /** After a moment: whether it can be loaded and reverted. */
  | {
      readonly type: 'check-entry';
      readonly requestId: number;
      readonly kind: JournalKind;
      readonly name: string;
    }
  /** After a moment: what the lint says of these. */
  | {
      readonly type: 'lint-entries';
      readonly requestId: number;
      readonly kind: JournalKind;
      readonly names: readonly string[];
    }
  | { readonly type: 'run-sql'; readonly requestId: number; readonly screenId: number; readonly run: SqlRun }
  | {
      readonly type: 'list-catalog';
      readonly requestId: number;
      readonly screenId: number;
      readonly command: CatalogCommand;
    }
  | {
      readonly type: 'evaluate';
      readonly requestId: number;
      readonly screenId: number;
      readonly code: string;
    }
  /** `last` and `inputs` are what it may be about, `width` the room of what it says. */
  | {
      readonly type: 'run-dot-command';
      readonly requestId: number;
      readonly screenId: number;
      readonly command: DotCommandName;
      readonly argument: string;
      readonly last: RanEvaluation | null;
      readonly inputs: readonly string[];
      readonly width: number;
    }
  | {
      readonly type: 'export-rows';
      readonly requestId: number;
      readonly request: ExportRequest & { readonly file: ExportFile };
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
