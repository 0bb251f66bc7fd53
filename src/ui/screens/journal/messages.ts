/** What happens to migrations and seeders: read, foreseen, stepped, rehearsed, repaired. */
import type { ErrorReport } from '../../../errors.ts';
import type {
  EntryCheck,
  JournalEvent,
  JournalKind,
  JournalView,
  StepOutcome,
  StepRequest,
} from '../../../journal/journal.ts';
import type { StepForecast } from '../../../journal/forecast/forecast.ts';
import type { RepairPlan } from '../../../journal/repair/repair.ts';
import type { LintReport } from '../../../journal/lint/finding.ts';
import type { RehearsalEvent, RehearsalOutcome } from '../../../journal/rehearse/rehearsal.ts';
import type { JournalFile } from '../../../session-shapes.ts';

export type JournalMessage =
  | { readonly type: 'journal-read'; readonly kind: JournalKind; readonly view: JournalView }
  | { readonly type: 'file-read'; readonly kind: JournalKind; readonly file: JournalFile }
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
    };
