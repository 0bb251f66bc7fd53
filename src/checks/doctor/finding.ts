/** What the doctor finds, and how it is mended. Plain data. */

export type CheckLevel = 'error' | 'warning' | 'info';

export interface CheckFix {
  readonly type: 'sql' | 'model' | 'command';
  /** One sentence, imperative. */
  readonly text: string;
  /** What can be run as it stands; for `model` the code to write. */
  readonly code: string;
  /** The same as what a migration does, statements without semicolons; null for what changes no schema. */
  readonly migration: {
    readonly up: readonly string[];
    readonly down: readonly string[];
    /** Indexes that have to stay for it, qualified and quoted: they serve instead of what it drops. */
    readonly reliesOn: readonly string[];
  } | null;
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
  /** Of its table, estimated; null where there is none or nobody knows. */
  readonly rowEstimate: number | null;
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
  /** What was to be looked at and could not be had whole: no server answers, models did not load. */
  readonly incomplete: readonly ('models' | 'database')[];
  /** What could not be looked at, a sentence each. */
  readonly remarks: readonly string[];
  /** The baseline that was read, and its entries that nothing was found of any more; null without one. */
  readonly baseline: { readonly path: string; readonly stale: readonly string[] } | null;
}

/** The migration that mends the findings of a report, as far as they can be mended so. Known ones stay. */
export interface MendingRequest {
  readonly findings: readonly CheckFinding[];
  /** What the file is called after the time; null for a name after what it mends. */
  readonly name: string | null;
}

/** Findings of one check that a migration cannot mend. */
export interface LeftOut {
  readonly check: string;
  readonly count: number;
  /** A clause. */
  readonly why: string;
}

export interface MendingDraft {
  /** Null where no finding has a fix that changes the schema. Not written yet: `generate` does that. */
  readonly file: { readonly name: string; readonly folder: string; readonly text: string } | null;
  /** The ids of the findings it mends. */
  readonly mended: readonly string[];
  readonly leftOut: readonly LeftOut[];
  /** True where statements of it refuse a transaction: those are run by themselves. */
  readonly isSplit: boolean;
}
