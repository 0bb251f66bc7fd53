/** Everything that can happen to the state, as past-tense facts. */
import type { CodeCompletion } from '../evaluation/completion/code-completion.ts';
import type { Evaluation, ToldLine } from '../evaluation/evaluation.ts';
import type { Explanation } from '../queries/explain/plan.ts';
import type { ErrorReport } from '../errors.ts';
import type {
  EntryCheck,
  JournalEvent,
  JournalKind,
  JournalView,
  StepOutcome,
  StepRequest,
} from '../journal/journal.ts';
import type { StepForecast } from '../journal/forecast/forecast.ts';
import type { RepairPlan } from '../journal/repair/repair.ts';
import type { LintReport } from '../journal/lint/finding.ts';
import type { RehearsalEvent, RehearsalOutcome } from '../journal/rehearse/rehearsal.ts';
import type {
  ExportFile,
  ExportOutcome,
  ExportProgress,
  ExportRequest,
} from '../queries/export/export-request.ts';
import type { CodeSpec } from '../queries/code/code.ts';
import type { FilterCompletion } from '../queries/filter/complete-filter.ts';
import type { RowExplosion } from '../queries/includes/row-explosion.ts';
import type { Page, RowCount, RowEstimate, ScopeUse, QuerySpec } from '../queries/query-spec.ts';
import type { SavedOutcome, SavedQuery } from '../queries/saved-queries/saved-query.ts';
import type { ScopeLens } from '../queries/scope-lens.ts';
import type { SearchOutcome, SearchProgress } from '../queries/search/search-request.ts';
import type { SqlCompletion } from '../queries/sql/completion/complete-sql.ts';
import type { SqlQuestion, SqlResult, SqlRun } from '../queries/sql/sql-request.ts';
import type { SavedView } from '../queries/views/saved-view.ts';
import type { TableDescription, TableSummary } from '../schema/description.ts';
import type {
  CompletionRequest,
  DatabaseStatus,
  JournalFile,
  ModelsView,
  ProjectInspection,
  ProjectSummary,
  SessionEvent,
} from '../session-shapes.ts';
import type { ActionId } from './actions.ts';
import type { QueryForms } from './screens/query/state.ts';
import type { MouseUse } from './mouse-use.ts';
import type { Size } from './state.ts';
import type { Keystroke, Paste } from './terminal/key.ts';

/** What was being done when something failed: it decides where the report is shown. */
export type Failed =
  | { readonly part: 'project' | 'inspection' | 'models' | 'database' | 'tables' }
  | { readonly part: 'journal'; readonly kind: JournalKind }
  | { readonly part: 'file'; readonly kind: JournalKind; readonly name: string }
  | { readonly part: 'request' | 'repair'; readonly requestId: number }
  /** Only what is beside the rows: the rows say what is wrong. */
  | { readonly part: 'description' }
  | {
      readonly part: 'export';
      readonly requestId: number;
      readonly request: ExportRequest & { readonly file: ExportFile };
    }
  | { readonly part: 'views' }
  | { readonly part: 'other' };

/** How the rows of a value open: read anew, as they are, or a single one as text. */
export type OpenedRows =
  | { readonly type: 'gone' }
  | { readonly type: 'spec'; readonly spec: QuerySpec }
  /** `leftOut` more rows are there. */
  | { readonly type: 'given'; readonly page: Page; readonly leftOut: number }
  | { readonly type: 'text'; readonly text: string };

export type Message =
  | { readonly type: 'started' }
  | { readonly type: 'key-pressed'; readonly key: Keystroke }
  | { readonly type: 'text-pasted'; readonly paste: Paste }
  | { readonly type: 'mouse-used'; readonly use: MouseUse }
  | { readonly type: 'resized'; readonly size: Size }
  | { readonly type: 'action-chosen'; readonly id: ActionId }
  | { readonly type: 'project-found'; readonly project: ProjectSummary }
  | { readonly type: 'project-inspected'; readonly inspection: ProjectInspection }
  | { readonly type: 'models-loaded'; readonly models: ModelsView }
  | { readonly type: 'host-allowed'; readonly host: string }
  | { readonly type: 'database-connected'; readonly database: DatabaseStatus }
  | { readonly type: 'tables-read'; readonly tables: readonly TableSummary[] }
  | { readonly type: 'table-described'; readonly table: TableDescription }
  | { readonly type: 'journal-read'; readonly kind: JournalKind; readonly view: JournalView }
  | { readonly type: 'file-read'; readonly kind: JournalKind; readonly file: JournalFile }
  | {
      readonly type: 'page-arrived';
      readonly requestId: number;
      readonly screenId: number;
      readonly page: Page;
    }
  | {
      readonly type: 'query-written';
      readonly requestId: number;
      readonly screenId: number;
      readonly forms: QueryForms;
    }
  | {
      readonly type: 'query-code-read';
      readonly requestId: number;
      readonly screenId: number;
      readonly read: CodeSpec;
    }
  | {
      readonly type: 'scopes-looked-through';
      readonly requestId: number;
      readonly screenId: number;
      readonly lens: ScopeLens;
    }
  /** Null where the includes make few rows of few. */
  | {
      readonly type: 'explosion-foreseen';
      readonly requestId: number;
      readonly screenId: number;
      readonly found: RowExplosion | null;
    }
  | {
      readonly type: 'saved-queries-listed';
      readonly screenId: number;
      readonly queries: readonly SavedQuery[];
    }
  | {
      readonly type: 'saved-query-ran';
      readonly requestId: number;
      readonly screenId: number;
      readonly name: string;
      readonly outcome: SavedOutcome;
    }
  /** The path is told below the project's root. */
  | { readonly type: 'query-saved'; readonly path: string }
  | {
      readonly type: 'query-previewed';
      readonly requestId: number;
      readonly screenId: number;
      readonly page: Page;
    }
  | {
      readonly type: 'plan-arrived';
      readonly requestId: number;
      readonly explanation: Explanation;
    }
  | {
      readonly type: 'count-arrived';
      readonly requestId: number;
      readonly screenId: number;
      readonly count: RowCount;
    }
  | {
      readonly type: 'completion-arrived';
      readonly screenId: number;
      readonly request: CompletionRequest;
      readonly completion: FilterCompletion;
    }
  | {
      readonly type: 'relation-counted';
      readonly requestId: number;
      readonly screenId: number;
      readonly relation: string;
      /** Null when it could not be counted, or not in time. */
      readonly count: number | null;
    }
  | {
      readonly type: 'estimate-arrived';
      readonly requestId: number;
      readonly screenId: number;
      readonly estimate: RowEstimate;
    }
  | {
      readonly type: 'rows-read';
      readonly requestId: number;
      readonly screenId: number;
      readonly pages: readonly Page[];
    }
  | {
      readonly type: 'search-progressed';
      readonly requestId: number;
      readonly screenId: number;
      readonly progress: SearchProgress;
    }
  | {
      readonly type: 'search-ended';
      readonly requestId: number;
      readonly screenId: number;
      readonly outcome: SearchOutcome;
    }
  /** `at`: milliseconds since 1970. */
  | { readonly type: 'watch-due'; readonly screenId: number; readonly at: number }
  | { readonly type: 'scope-parsed'; readonly screenId: number; readonly use: ScopeUse }
  | {
      readonly type: 'step-foreseen';
      readonly requestId: number;
      readonly request: StepRequest;
      readonly forecast: StepForecast;
    }
  | {
      readonly type: 'repair-planned';
      readonly requestId: number;
      readonly plan: RepairPlan;
      readonly then: 'choose' | 'confirm';
    }
  | { readonly type: 'journal-repaired'; readonly requestId: number; readonly plan: RepairPlan }
  /** While steps run, about every second. */
  | { readonly type: 'step-ticked'; readonly requestId: number; readonly elapsedMs: number }
  | { readonly type: 'step-reported'; readonly requestId: number; readonly event: JournalEvent }
  | { readonly type: 'steps-ended'; readonly requestId: number; readonly outcome: StepOutcome }
  | { readonly type: 'rehearsal-reported'; readonly requestId: number; readonly event: RehearsalEvent }
  | { readonly type: 'rehearsal-lasted'; readonly requestId: number; readonly elapsedMs: number }
  | { readonly type: 'rehearsal-ended'; readonly requestId: number; readonly outcome: RehearsalOutcome }
  /** No checks when it was taken back, or could not be done. */
  | {
      readonly type: 'entry-checked';
      readonly requestId: number;
      readonly kind: JournalKind;
      readonly checks: readonly EntryCheck[];
    }
  /** Null when it was taken back, a report of an error when it could not be done. */
  | {
      readonly type: 'entries-linted';
      readonly requestId: number;
      readonly kind: JournalKind;
      readonly answer: LintReport | ErrorReport | null;
    }
  | { readonly type: 'export-progressed'; readonly requestId: number; readonly progress: ExportProgress }
  | {
      readonly type: 'export-ended';
      readonly requestId: number;
      readonly path: string;
      readonly outcome: ExportOutcome;
    }
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
  | { readonly type: 'sql-history-read'; readonly history: readonly string[] }
  /** What code writes while it runs. */
  | {
      readonly type: 'code-told';
      readonly requestId: number;
      readonly screenId: number;
      readonly lines: readonly ToldLine[];
    }
  | {
      readonly type: 'code-evaluated';
      readonly requestId: number;
      readonly screenId: number;
      readonly code: string;
      readonly evaluation: Evaluation;
    }
  /** `hasSandbox` is null where the command says nothing of it; `restarts` asks for another process. */
  | {
      readonly type: 'dot-command-ran';
      readonly requestId: number;
      readonly screenId: number;
      readonly text: string;
      readonly tone: 'plain' | 'bad';
      readonly hasSandbox: boolean | null;
      readonly restarts: boolean;
    }
  | {
      readonly type: 'code-completed';
      readonly screenId: number;
      readonly text: string;
      readonly cursor: number;
      readonly completion: CodeCompletion;
    }
  /** The newest first. */
  | { readonly type: 'code-history-read'; readonly history: readonly string[] }
  | {
      readonly type: 'evaluated-rows-read';
      readonly screenId: number;
      readonly title: string;
      readonly opened: OpenedRows;
    }
  /** It was told to end, and did not. */
  | { readonly type: 'evaluation-stuck'; readonly requestId: number }
  /** `told`: what was done to them, null where they were only read. */
  | { readonly type: 'views-read'; readonly views: readonly SavedView[]; readonly told: string | null }
  | { readonly type: 'database-created'; readonly database: string }
  | { readonly type: 'text-copied'; readonly length: number }
  /** The report is null when the server answered. */
  | { readonly type: 'connection-tried'; readonly report: ErrorReport | null }
  | { readonly type: 'session-reported'; readonly event: SessionEvent }
  | { readonly type: 'request-failed'; readonly failed: Failed; readonly report: ErrorReport };
