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
  /** Entries to run, those of a redo twice. */
  readonly total: number;
  readonly elapsedMs: number;
  readonly current: { readonly name: string; readonly direction: 'up' | 'down' } | null;
  /** The statement whose answer is waited for. */
  readonly sent: string | null;
  /** Why the current one runs outside a transaction. */
  readonly outside: string | null;
  /** Of the current one. */
  readonly statements: readonly ExecutedStatement[];
  readonly results: readonly StepResult[];
  readonly isWaiting: boolean;
  /** Who is waited for, and how long. */
  readonly waitingFor: string | null;
  /** What the steps changed is being read; more has changed meanwhile. */
  readonly isRereading: boolean;
  readonly hasMoreToReread: boolean;
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
  /** What a step would destroy, or a repair would do, is being looked at. */
  readonly looking: { readonly requestId: number } | null;
}
