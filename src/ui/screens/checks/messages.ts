/** What arrives for the checks screen. */
import type { CheckSummary, DoctorReport } from '../../../checks/doctor/finding.ts';
import type { DriftProgress, DriftReport } from '../../../checks/drift/drift.ts';

export type ChecksMessage =
  | {
      readonly type: 'schema-examined';
      readonly requestId: number;
      readonly screenId: number;
      readonly report: DoctorReport;
      readonly summaries: readonly CheckSummary[];
    }
  | {
      readonly type: 'sides-progressed';
      readonly requestId: number;
      readonly screenId: number;
      readonly progress: DriftProgress;
    }
  | {
      readonly type: 'sides-compared';
      readonly requestId: number;
      readonly screenId: number;
      readonly report: DriftReport;
    };
