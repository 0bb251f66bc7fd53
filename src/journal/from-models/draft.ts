/** A migration drafted from models, as plain data: what it does, its text, what it destroys, and how far it was proved. */
import type { SchemaDifference } from '../../database/snapshot/difference.ts';
import type { ErrorReport } from '../../errors.ts';
import type { LintedEntry } from '../lint/finding.ts';
import type { Kept, KeptKind } from './comparison.ts';
import type { SyncProblem, UnmadeKey } from './sync-models.ts';

export interface DraftRequest {
  /** What the file is called after the time; null for a name after what it does. */
  readonly name: string | null;
  readonly keeps: readonly KeptKind[];
  readonly dropsTables: boolean;
  /** `users:people` for a table, `users.name:full_name` for a column; a schema before the table where it is not "public". */
  readonly renames: readonly string[];
  /** Those that `drift` reported, by their ids, and no others; null for all that there are. */
  readonly differences: readonly string[] | null;
  /** False where nobody is going to read the text: the differences are enough. */
  readonly isRehearsed: boolean;
}

/** One change in words. */
export interface Effect {
  readonly sign: '+' | '-' | '~';
  readonly text: string;
  readonly loss: Loss | null;
}

/** Data that is gone after the migration. */
export interface Loss {
  /** Rows, or values of a column; null when counting took too long. */
  readonly count: number | null;
  readonly of: 'rows' | 'values';
}

/**
 * `proved`: after `up` nothing differs from the models, and `down` restores the schema. `left`: something still differs.
 * `not-restored`: `down` does not lead back. `failed`: a statement failed.
 */
export interface Proof {
  readonly verdict: 'proved' | 'left' | 'not-restored' | 'failed';
  /** What still differs after `up`, in words. */
  readonly left: readonly Effect[];
  /** What `down` leaves of it, and `up` again makes otherwise. */
  readonly afterBack: SchemaDifference | null;
  readonly afterAgain: SchemaDifference | null;
  readonly failedDirection: 'up' | 'down' | null;
  readonly error: ErrorReport | null;
  /** Of the real database's schema before and after: nothing of a rehearsal stays. */
  readonly catalogHash: { readonly before: string; readonly after: string };
}

export interface MigrationDraft {
  /** Null where nothing has to change. */
  readonly file: { readonly name: string; readonly folder: string; readonly text: string } | null;
  readonly database: string;
  readonly effects: readonly Effect[];
  readonly kept: readonly Kept[];
  /** `users.name:full_name` where a column goes and one of its type comes in the same table. */
  readonly possibleRenames: readonly string[];
  /** Models left out of it, since Sequelize itself makes no table of them. */
  readonly problems: readonly SyncProblem[];
  /** Foreign keys left out of it, since the server refuses what the models say. */
  readonly unmadeKeys: readonly UnmadeKey[];
  readonly proof: Proof | null;
  readonly lint: LintedEntry | null;
  /** True when the models' schema was made on the embedded server: this one let us create no database. */
  readonly isElsewhere: boolean;
}
