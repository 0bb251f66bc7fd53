/** What a session does with migrations and seeders: a part of session.ts. */
import type { DraftRequest, MigrationDraft } from './journal/from-models/draft.ts';
import type { GenerateEvent, GenerateRequest } from './journal/generate/generate-request.ts';
import type {
  EntryCheck,
  JournalEvent,
  JournalKind,
  JournalView,
  StepOutcome,
  StepRequest,
} from './journal/journal.ts';
import type { StepForecast } from './journal/forecast/forecast.ts';
import type { LintReport, LintRequest, LintRuleSummary } from './journal/lint/finding.ts';
import type { RehearsalEvent, RehearsalOutcome, RehearsalRequest } from './journal/rehearse/rehearsal.ts';
import type { RepairPlan, RepairRequest } from './journal/repair/repair.ts';
import type { CallOptions, JournalFile } from './session-shapes.ts';

/** Rejects as Session does. */
export interface JournalSession {
  journal(kind: JournalKind): Promise<JournalView>;
  journalFile(kind: JournalKind, name: string): Promise<JournalFile>;
  /**
   * Loads the files of entries, all of them without `names`: which cannot be loaded, which cannot be reverted. Executes their top
   * level, no `up` and no `down`.
   */
  checkEntries(kind: JournalKind, names?: readonly string[]): Promise<readonly EntryCheck[]>;
  /**
   * Says what is risky about migrations, pending ones unless the request says otherwise: by recording what they would send,
   * so that nothing is executed. Without a database every migration counts as pending; the report says so.
   */
  lint(request: LintRequest, options?: CallOptions): Promise<LintReport>;
  /** The lint's rules with the levels that this project gives them. */
  lintRules(): Promise<readonly LintRuleSummary[]>;
  /**
   * Says what a step would destroy, without running it: planned as the step is, recorded, counted read-only. Rejects where the step
   * would before it runs anything.
   */
  foreseeStep(request: StepRequest, options?: CallOptions): Promise<StepForecast>;
  /** Runs steps under an advisory lock. A failing step is an outcome, not a rejection. */
  step(
    request: StepRequest,
    options?: CallOptions & { readonly onEvent?: (event: JournalEvent) => void },
  ): Promise<StepOutcome>;
  /**
   * Runs steps, and back and again for a round trip, and keeps nothing of it: in one transaction that is rolled back, or on a copy
   * of the database. What fails, or does not lead back, is an outcome, not a rejection.
   */
  rehearse(
    request: RehearsalRequest,
    options?: CallOptions & { readonly onRehearsal?: (event: RehearsalEvent) => void },
  ): Promise<RehearsalOutcome>;
  /**
   * The migration that makes the database match the models: compared, written down, rehearsed to prove that nothing differs then.
   * Writes neither into the project (`generate` does) nor into the database; the models' schema is made in a scratch database.
   */
  draftMigration(
    request: DraftRequest,
    options?: CallOptions & { readonly onRehearsal?: (event: RehearsalEvent) => void },
  ): Promise<MigrationDraft>;
  /** What could be put right in a journal: rows, never the schema. Writes nothing. */
  planRepair(request: RepairRequest): Promise<RepairPlan>;
  /** Applies a plan under the lock, in one transaction; rejects with `journal-changed` when it is no longer the plan. */
  repair(
    plan: RepairPlan,
    options?: CallOptions & { readonly onEvent?: (event: JournalEvent) => void },
  ): Promise<void>;
  /** Gives the journal of migrations columns of times, under its lock; `added` is false when it has them. */
  addJournalTimes(
    options?: CallOptions & { readonly onEvent?: (event: JournalEvent) => void },
  ): Promise<{ readonly added: boolean }>;
  /** Makes files of a project, in the working directory where there is none yet. Events within one process only. */
  generate(
    request: GenerateRequest,
    options?: { readonly onEvent?: (event: GenerateEvent) => void },
  ): Promise<void>;
}
