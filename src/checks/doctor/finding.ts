/** What the doctor finds, and how it is mended. Plain data. */

export type CheckLevel = 'error' | 'warning' | 'info';

export interface CheckFix {
  readonly type: 'sql' | 'migration' | 'model' | 'command';
  /** One sentence, imperative. */
  readonly text: string;
  /** What can be run as it stands; for `model` and `migration` the code to write. */
  readonly code: string;
}

export interface CheckFinding {
  /** The check's id, kebab-case. */
  readonly check: string;
  readonly level: CheckLevel;
  /** Stable over runs and machines: check and place, for a baseline. */
  readonly id: string;
  readonly schema: string | null;
  readonly table: string | null;
  readonly column: string | null;
  readonly model: string | null;
  readonly attribute: string | null;
  /** What is wrong, one sentence. */
  readonly title: string;
  /** Figures and definitions that show it, a line each. */
  readonly evidence: readonly string[];
  readonly fix: CheckFix | null;
  /** True for what the baseline holds already. */
  readonly isKnown: boolean;
}

export interface CheckSummary {
  readonly id: string;
  /** As this project has it. */
  readonly level: CheckLevel | 'off';
  readonly title: string;
  readonly why: string;
  /** Address of the page that gives the rule. */
  readonly source: string;
  /** What it has to ask. */
  readonly needs: readonly ('models' | 'database' | 'migrations')[];
}

export interface DoctorRequest {
  /** Only these checks; [] for all. */
  readonly only: readonly string[];
  readonly except: readonly string[];
  /** The file of known findings; null for the one at the project's root, where there is one. */
  readonly baseline: string | null;
}

/** Writes the findings of a report into a baseline; entries of checks that were not made stay. */
export interface BaselineRequest {
  /** Below the project's root, or absolute; null for the usual one. */
  readonly path: string | null;
  readonly report: Pick<DoctorReport, 'findings' | 'checks'>;
}

export interface DoctorReport {
  /** By level, then check, then place. */
  readonly findings: readonly CheckFinding[];
  /** The checks that were made. */
  readonly checks: readonly string[];
  /** What could not be looked at, a sentence each. */
  readonly remarks: readonly string[];
  /** The baseline that was read, and its entries that nothing was found of any more; null without one. */
  readonly baseline: { readonly path: string; readonly stale: readonly string[] } | null;
}
