/** One thing the doctor is to find, and how it comes about in the clean fixture. */
import type { ConnectionTarget } from '../../../../src/database/target.ts';
import { type ClinicDraft, type ModelDraft, reached } from '../clinic-fixture.ts';

export interface Seed {
  readonly title: string;
  /** The ids of the findings, in the order of the report. */
  readonly finds: readonly string[];
  /** Statements that run one by one, each ended by a semicolon at the end of a line. */
  readonly sql?: string;
  readonly models?: (draft: ClinicDraft) => void;
  readonly files?: (files: readonly string[]) => readonly string[];
  /** Connects, and leaves something going on until `end` is called. */
  readonly live?: (target: ConnectionTarget) => Promise<{ readonly end: () => Promise<void> }>;
}

/** Throws where the clean fixture has none of that name. */
export function model({ models }: ClinicDraft, name: string): ModelDraft {
  return reached(models[name]);
}
