/** What the lint says, as plain data: findings with their places, and what could not be looked at. */

export type LintLevel = 'error' | 'warning' | 'notice';

export interface LintFinding {
  /** The rule's id. */
  readonly rule: string;
  readonly level: LintLevel;
  /** One sentence that names the table and column. */
  readonly message: string;
  /** Why the rule exists, one or two sentences. */
  readonly why: string;
  /** Code to write instead, with the very names; null where there is none to give. */
  readonly rewrite: string | null;
  /** Page of the manual or of Sequelize's documentation. */
  readonly source: string;
  /** 1-based; null for what concerns the file as a whole. */
  readonly line: number | null;
  readonly column: number | null;
  /** The lines around the place with a caret, null without a place. */
  readonly excerpt: string | null;
}

export interface LintedEntry {
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly state: 'pending' | 'executed';
  /** Sorted by place. */
  readonly findings: readonly LintFinding[];
  /** Findings that an ignore comment silenced. */
  readonly ignored: number;
}

export interface LintReport {
  /** Every migration that was looked at, in the order of execution, those without findings among them. */
  readonly entries: readonly LintedEntry[];
  /** What the findings could not take into account, one sentence each: no database, no models. */
  readonly remarks: readonly string[];
}

/** Which migrations to look at. */
export interface LintRequest {
  /** Names or unambiguous beginnings; [] for all pending ones. */
  readonly names: readonly string[];
  /** Executed ones too. */
  readonly includesExecuted: boolean;
  /** Only these rules; [] for all. */
  readonly rules: readonly string[];
}

/** A rule as it is listed. */
export interface LintRuleSummary {
  readonly id: string;
  readonly level: LintLevel | 'off';
  readonly title: string;
  readonly why: string;
  readonly source: string;
}

/** What a project says of the rules, under `lint` in seqscope.config. */
export interface LintSettings {
  readonly rules: Readonly<Record<string, LintLevel | 'off'>>;
  /** From how many rows on, by the planner's estimate, a table is big. */
  readonly bigTableRows: number;
}

export const defaultLintSettings: LintSettings = { rules: {}, bigTableRows: 100_000 };
