/** What can be put right in a journal, as data: rows written and removed, never the schema. */
import type { GitFinding, JournalKind } from '../journal.ts';

/** With nothing named, the renames that can be told are proposed; with anything named, that alone is done. */
export interface RepairRequest {
  readonly kind: JournalKind;
  /** Entries without a file, to be taken out; names as `findEntry` reads them, like the others. */
  readonly drop?: readonly string[] | undefined;
  /** Takes out every entry without a file. */
  readonly dropsOrphans?: boolean | undefined;
  /** Pending entries to be recorded without running them. */
  readonly markExecuted?: readonly string[] | undefined;
  /** Executed entries to be taken out without reverting them. */
  readonly markPending?: readonly string[] | undefined;
  /** `OLD=NEW`: an entry without a file that is the pending one. */
  readonly rename?: readonly string[] | undefined;
  /** As in a step. */
  readonly lockTimeout?: string | null | undefined;
}

export type RepairAction =
  | { readonly type: 'rename'; readonly from: string; readonly to: string; readonly why: string }
  | { readonly type: 'drop'; readonly name: string }
  | { readonly type: 'mark-executed'; readonly name: string }
  | { readonly type: 'mark-pending'; readonly name: string };

/** An entry without a file that nothing is proposed for; `inGit` says where git has the file, null where it has not. */
export interface LeftOrphan {
  readonly name: string;
  readonly inGit: GitFinding | null;
}

export interface RepairPlan {
  readonly request: RepairRequest;
  /** The journal in words: its table or file. */
  readonly journal: string;
  readonly actions: readonly RepairAction[];
  /** The rows that go, and those that come, by name. */
  readonly removed: readonly string[];
  readonly written: readonly string[];
  readonly left: readonly LeftOrphan[];
}
