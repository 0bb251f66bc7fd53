/** Where passes run: inside one transaction of the real database, or on a copy of it. Either way nothing is kept. */
import type { Snapshot } from '../../database/snapshot/snapshot.ts';
import type { Project } from '../../project/project.ts';
import type { JournalKind } from '../journal.ts';
import type { PlannedEntry } from '../plan.ts';
import type { PassRecord } from './record-pass.ts';

export interface PassRun {
  readonly status: 'done' | 'failed';
  readonly isAtomic: boolean;
  readonly error: unknown;
  readonly durationMs: number;
  readonly record: PassRecord;
  /** False when a failed pass left something behind, so that nothing more can be learnt here. */
  readonly canGoOn: boolean;
}

export interface Stage {
  /** Rejects with NeedsCopy when the entry cannot run in a transaction and this stage is one. */
  readonly run: (entry: PlannedEntry, direction: 'up' | 'down') => Promise<PassRun>;
  readonly snapshot: () => Promise<Snapshot>;
  /** Remembers how things are now; what it returns brings that back, or says false where it cannot. */
  readonly mark: () => Promise<() => Promise<boolean>>;
}

export interface StageContext {
  readonly project: Project;
  readonly kind: JournalKind;
  readonly signal: AbortSignal | undefined;
}

/** The rehearsal starts over on a copy. */
export class NeedsCopy extends Error {
  /** `why` is the second half of a sentence, as in the event `transaction-left`. */
  constructor(
    readonly entry: string,
    readonly why: string,
  ) {
    super(`"${entry}" runs outside a transaction: ${why}`);
  }
}
