/** Everything that can happen to the state, as past-tense facts. */
import type { Explanation } from '../queries/explain/plan.ts';
import type { ErrorReport } from '../errors.ts';
import type { JournalKind } from '../journal/journal.ts';
import type {
  ExportFile,
  ExportOutcome,
  ExportProgress,
  ExportRequest,
} from '../queries/export/export-request.ts';
import type { Page, QuerySpec } from '../queries/query-spec.ts';
import type { SchemaDescription, TableDescription, TableSummary } from '../schema/description.ts';
import type {
  DatabaseStatus,
  ModelsView,
  ProjectInspection,
  ProjectSummary,
  SessionEvent,
} from '../session-shapes.ts';
import type { ActionId } from './actions.ts';
import type { MouseUse } from './mouse-use.ts';
import type { Size } from './state.ts';
import type { Keystroke, Paste } from './terminal/key.ts';
import type { ActivityMessage } from './screens/activity/messages.ts';
import type { Beside } from './screens/page/beside.ts';
import type { JournalMessage } from './screens/journal/messages.ts';
import type { RowsMessage } from './screens/rows/messages.ts';
import type { QueryMessage } from './screens/query/messages.ts';
import type { SqlMessage } from './screens/sql/messages.ts';
import type { ReplMessage } from './screens/repl/messages.ts';

/** What was being done when something failed: it decides where the report is shown. */
export type Failed =
  | { readonly part: 'project' | 'inspection' | 'models' | 'database' | 'tables' | 'schema' }
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
  | { readonly part: 'other'; readonly requestId?: number };

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
  | { readonly type: 'beside-read'; readonly screenId: number; readonly beside: Beside }
  | { readonly type: 'schema-read'; readonly schema: SchemaDescription }
  | { readonly type: 'table-described'; readonly table: TableDescription }
  | {
      readonly type: 'plan-arrived';
      readonly requestId: number;
      readonly explanation: Explanation;
    }
  | { readonly type: 'export-progressed'; readonly requestId: number; readonly progress: ExportProgress }
  | {
      readonly type: 'export-ended';
      readonly requestId: number;
      readonly path: string;
      readonly outcome: ExportOutcome;
    }
  /** It was told to end, and did not. */
  | { readonly type: 'evaluation-stuck'; readonly requestId: number }
  | { readonly type: 'database-created'; readonly database: string }
  | { readonly type: 'text-copied'; readonly length: number }
  /** The report is null when the server answered. */
  | { readonly type: 'connection-tried'; readonly report: ErrorReport | null }
  | { readonly type: 'session-reported'; readonly event: SessionEvent }
  | { readonly type: 'request-failed'; readonly failed: Failed; readonly report: ErrorReport }
  | ActivityMessage
  | JournalMessage
  | RowsMessage
  | QueryMessage
  | SqlMessage
  | ReplMessage;
