/** What is asked of the session under an id, by which it can be cancelled. */
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
import type { RanEvaluation } from './screens/repl/state.ts';
import type { CodeLanguage } from './screens/query/state.ts';
import type { CatalogCommand } from '../queries/sql/commands/command.ts';
import type { SqlRun } from '../queries/sql/sql-request.ts';

/** Each is answered by one message, or fails; some are told of before. */
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
  | { readonly type: 'examine-schema'; readonly requestId: number; readonly screenId: number }
  | { readonly type: 'compare-sides'; readonly requestId: number; readonly screenId: number }
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

/** The one of that type. */
export type RequestOf<Type extends SessionRequest['type']> = Extract<SessionRequest, { readonly type: Type }>;
