/** The checks screen: what the doctor finds and where models, database and migrations differ, in one list. */
import type { CheckSummary, DoctorReport } from '../../../checks/doctor/finding.ts';
import type { DriftProgress, DriftReport } from '../../../checks/drift/drift.ts';
import type { ErrorReport } from '../../../errors.ts';
import type { LineInput } from '../../terminal/line-input.ts';
import type { CheckGroup } from './items.ts';

/** Something that is asked for again and again: what it said last stays while it is. */
export interface Asked<T> {
  /** Set while it is being asked. */
  readonly requestId: number | null;
  readonly report: T | null;
  readonly error: ErrorReport | null;
}

export type ChecksTab = 'all' | CheckGroup;

export interface ChecksScreen {
  readonly type: 'checks';
  readonly id: number;
  readonly doctor: Asked<DoctorReport>;
  /** The doctor's checks, which say why each is made; [] before they are here. */
  readonly summaries: readonly CheckSummary[];
  readonly drift: Asked<DriftReport>;
  /** Of the sides that are being read, the last that was told of each. */
  readonly progress: readonly DriftProgress[];
  readonly tab: ChecksTab;
  readonly groups: 'level' | 'table';
  /** Whether what the baseline holds is listed, too. */
  readonly showsKnown: boolean;
  /** What is listed has all of its words; empty for everything. */
  readonly filter: LineInput;
  readonly isTyping: boolean;
  /** Index among the findings. */
  readonly cursor: number;
  /** First painted line of the list, and of the detail. */
  readonly top: number;
  readonly detailTop: number;
}

export const unasked: Asked<never> = { requestId: null, report: null, error: null };
