/**
 * What the console and its host process say to each other: messages as data, sent with Node's advanced serialization, so
 * that dates, buffers, big integers and `undefined` arrive as they left.
 */
import type { ErrorReport } from '../errors.ts';
import type { DraftRequest } from '../journal/from-models/draft.ts';
import type { GenerateRequest } from '../journal/generate/generate-request.ts';
import type { JournalEvent, JournalKind, StepRequest } from '../journal/journal.ts';
import type { LintRequest } from '../journal/lint/finding.ts';
import type { RehearsalEvent, RehearsalRequest } from '../journal/rehearse/rehearsal.ts';
import type { RepairPlan, RepairRequest } from '../journal/repair/repair.ts';
import type { ExportFile, ExportProgress, ExportRequest } from '../queries/export/export-request.ts';
import type { QuerySpec } from '../queries/query-spec.ts';
import type { SearchProgress, SearchRequest } from '../queries/search/search-request.ts';
import type { SavedView } from '../queries/views/saved-view.ts';
import type { CompletionRequest, NewDatabase, Session, SessionEvent, SessionOptions } from '../session.ts';

/** One call of the session, by the method's name. */
export type HostRequest =
  | { readonly method: 'project' }
  | { readonly method: 'inspectProject' }
  | { readonly method: 'allowHost'; readonly host: string }
  | { readonly method: 'database' }
  | { readonly method: 'models' }
  | { readonly method: 'tables' }
  | { readonly method: 'describeModel'; readonly name: string }
  | { readonly method: 'describeTable'; readonly schema: string; readonly name: string }
  | { readonly method: 'page'; readonly spec: QuerySpec }
  | { readonly method: 'count'; readonly spec: QuerySpec }
  | { readonly method: 'countUpTo'; readonly spec: QuerySpec; readonly most: number }
  | { readonly method: 'estimate'; readonly spec: QuerySpec }
  | { readonly method: 'compile'; readonly spec: QuerySpec }
  | { readonly method: 'parseScope'; readonly text: string }
  | { readonly method: 'completeFilter'; readonly request: CompletionRequest }
  | { readonly method: 'run'; readonly sql: string }
  | { readonly method: 'export'; readonly request: ExportRequest & { readonly file: ExportFile } }
  | { readonly method: 'search'; readonly request: SearchRequest }
  | { readonly method: 'views' }
  | { readonly method: 'saveView'; readonly view: SavedView }
  | { readonly method: 'deleteView'; readonly view: Pick<SavedView, 'source' | 'name'> }
  | { readonly method: 'journal'; readonly kind: JournalKind }
  | { readonly method: 'journalFile'; readonly kind: JournalKind; readonly name: string }
  | {
      readonly method: 'checkEntries';
      readonly kind: JournalKind;
      readonly names?: readonly string[] | undefined;
    }
  | { readonly method: 'lint'; readonly request: LintRequest }
  | { readonly method: 'lintRules' }
  | { readonly method: 'foreseeStep'; readonly request: StepRequest }
  | { readonly method: 'step'; readonly request: StepRequest }
  | { readonly method: 'planRepair'; readonly request: RepairRequest }
  | { readonly method: 'repair'; readonly plan: RepairPlan }
  | { readonly method: 'rehearse'; readonly request: RehearsalRequest }
  | { readonly method: 'addJournalTimes' }
  | { readonly method: 'draftMigration'; readonly request: DraftRequest }
  | { readonly method: 'generate'; readonly request: GenerateRequest }
  | { readonly method: 'sequelizeVersion' }
  | { readonly method: 'createDatabase'; readonly options: NewDatabase }
  | { readonly method: 'dropDatabase' };

/** What the session answers to a request. */
export type HostAnswer<Request extends HostRequest> = Awaited<ReturnType<Session[Request['method']]>>;

/** From the console. `open` comes first and once; `close` is the last. */
export type ConsoleMessage =
  | { readonly type: 'open'; readonly options: SessionOptions }
  | { readonly type: 'call'; readonly id: number; readonly request: HostRequest }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'close' };

/** From the host. Each call gets one `answer` or one `failure`; `crashed` is the last word before an exit. */
export type HostMessage =
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failure'; readonly id: number; readonly report: ErrorReport }
  | { readonly type: 'step-event'; readonly id: number; readonly event: JournalEvent }
  | { readonly type: 'rehearsal-event'; readonly id: number; readonly event: RehearsalEvent }
  | { readonly type: 'export-progress'; readonly id: number; readonly progress: ExportProgress }
  | { readonly type: 'search-progress'; readonly id: number; readonly progress: SearchProgress }
  | { readonly type: 'session-event'; readonly event: SessionEvent }
  | { readonly type: 'crashed'; readonly report: ErrorReport };
