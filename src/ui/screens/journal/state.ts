/**
 * The journal screen, for migrations and seeders alike: every entry with its state above, and below it the file under the
 * cursor or what the last steps did.
 */
import type { ExecutedStatement, JournalKind, StepResult } from '../../../journal/journal.ts';

/** What the lower half shows. */
export type JournalDetail =
  | { readonly type: 'file'; readonly name: string; readonly text: string }
  | { readonly type: 'missing-file'; readonly name: string; readonly why: string }
  | { readonly type: 'run'; readonly results: readonly StepResult[] };

/** A step under way. */
export interface JournalRun {
  readonly requestId: number;
  readonly title: string;
  readonly statements: readonly ExecutedStatement[];
  readonly results: readonly StepResult[];
  readonly isWaiting: boolean;
}

export interface JournalScreen {
  readonly type: 'journal';
  readonly id: number;
  readonly kind: JournalKind;
  readonly cursor: number;
  readonly top: number;
  readonly detail: JournalDetail | null;
  readonly detailTop: number;
  readonly run: JournalRun | null;
}
