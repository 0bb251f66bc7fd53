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
  readonly tab: JournalTab;
  readonly detail: JournalDetail | null;
  /** First shown line of the tab. */
  readonly detailTop: number;
  readonly run: JournalRun | null;
  /** The text looked for while it is typed, and where the cursor was. */
  readonly finding: { readonly line: LineInput; readonly origin: number } | null;
  /** What `n` looks for; empty when nothing was looked for. */
  readonly found: string;
}
