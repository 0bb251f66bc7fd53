/** What can be chosen in a list about a journal. */
import type { StepRequest } from '../../../journal/journal.ts';
import type { RepairPlan, RepairRequest } from '../../../journal/repair/repair.ts';

export type JournalChoice =
  | { readonly type: 'plan'; readonly request: RepairRequest }
  | { readonly type: 'confirm'; readonly plan: RepairPlan }
  | { readonly type: 'step'; readonly request: StepRequest };
