/**
 * The journal screen, for migrations and seeders alike: a timeline of entries with their states, and of the one under the cursor
 * what its tabs show. What is known of entries beside the journal outlives the screen: timeline.ts.
 */
import type { ExecutedStatement, JournalKind, StepResult } from '../../../journal/journal.ts';
import type { LineInput } from '../../terminal/line-input.ts';

/** What there is to see of an entry; `run` is about all that ran last, whatever entry is under the cursor. */
export type JournalTab = 'file' | 'statements' | 'effect' | 'lint' | 'run';

/** The file of the entry under the cursor, or of the one before until it is read. */
export type JournalDetail =
  | { readonly type: 'file'; readonly name: string; readonly text: string }
  | { readonly type: 'missing-file'; readonly name: string; readonly why: string };

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
  readonly tab: JournalTab;
  readonly detail: JournalDetail | null;
  /** First shown line of the tab. */
  readonly detailTop: number;
  readonly run: JournalRun | null;
  /** What a step would destroy, or a repair would do, is being looked at. */
  readonly looking: { readonly requestId: number } | null;
  /** The text looked for while it is typed, and where the cursor was. */
  readonly finding: { readonly line: LineInput; readonly origin: number } | null;
  /** What `n` looks for; empty when nothing was looked for. */
  readonly found: string;
}
