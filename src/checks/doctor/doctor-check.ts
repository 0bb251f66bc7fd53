/** What a check is, and what it gets to see. Checks are pure: everything was read before they are asked. */
import type { BackendSession } from '../../database/activity/activity.ts';
import type { ModelFacts } from './facts/model-facts.ts';
import type { SequenceFacts, TableFacts } from './facts/table-facts.ts';
import type { CheckFinding, CheckFix, CheckLevel, CheckSummary } from './finding.ts';

/** From where on something is worth telling. */
export interface DoctorLimits {
  /** Statistics of smaller tables say little, and little depends on them. */
  readonly leastRows: number;
  /** How often a table was read without its index once. */
  readonly leastReads: number;
  /** Share of dead rows, 0 to 1. */
  readonly deadShare: number;
  /** Share of a key's values that is used up: to be told, and to be an error. */
  readonly keyShare: { readonly warning: number; readonly error: number };
  readonly longRunningMs: number;
  readonly idleInTransactionMs: number;
  /** How long somebody has waited for a lock. */
  readonly blockedMs: number;
}

export const doctorLimits: DoctorLimits = {
  leastRows: 1_000,
  leastReads: 1_000,
  deadShare: 0.2,
  keyShare: { warning: 0.5, error: 0.8 },
  longRunningMs: 60_000,
  idleInTransactionMs: 60_000,
  blockedMs: 1_000,
};

/** A migration that is pending, or orphaned. */
export interface OpenMigration {
  readonly name: string;
  readonly state: 'pending' | 'orphaned';
}

/** What was gathered; empty for what could not be asked, and then no check that needs it is made. */
export interface DoctorFacts {
  readonly tables: readonly TableFacts[];
  readonly sequences: readonly SequenceFacts[];
  readonly sessions: readonly BackendSession[];
  readonly models: readonly ModelFacts[];
  readonly migrations: readonly OpenMigration[];
  readonly limits: DoctorLimits;
}

export type CheckNeed = CheckSummary['needs'][number];

/** One thing that a check saw. */
export interface Symptom {
  /** What tells it from others of the check, the same on every machine: `public.orders.user_id`. */
  readonly key: string;
  readonly place: Partial<Pick<CheckFinding, 'schema' | 'table' | 'column' | 'model' | 'attribute'>>;
  /** One sentence. */
  readonly title: string;
  readonly evidence: readonly string[];
  readonly fix: CheckFix | null;
  /** Where it is not the check's own. */
  readonly level?: CheckLevel | undefined;
}

export interface DoctorCheck {
  readonly id: string;
  readonly level: CheckLevel;
  /** What it looks for, in a few words. */
  readonly title: string;
  /** One or two sentences. */
  readonly why: string;
  readonly source: { readonly title: string; readonly url: string };
  readonly needs: readonly CheckNeed[];
  /** True for one that needs no models, and knows a better fix with them. */
  readonly usesModels?: boolean;
  /** True where a model or association that did not load would be taken for one that is not there. */
  readonly needsAllModels?: boolean;
  /** True for what is so at this moment only, and stands in no baseline. */
  readonly isMomentary?: boolean;
  readonly check: (facts: DoctorFacts) => readonly Symptom[];
}

/** A section of PostgreSQL's manual. */
export function manual(title: string, page: string): DoctorCheck['source'] {
  return { title: `PostgreSQL manual, ${title}`, url: `https://www.postgresql.org/docs/current/${page}` };
}

/** A page of Sequelize's documentation. */
export function sequelizePage(title: string, page: string): DoctorCheck['source'] {
  return { title: `Sequelize, ${title}`, url: `https://sequelize.org/docs/v6/${page}` };
}
