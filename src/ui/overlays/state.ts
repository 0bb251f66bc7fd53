/** What floats over the screen: at most one at a time, and it takes every key until it is closed. */
import type { PageColumn, Value } from '../../queries/query-spec.ts';
import type { LineInput } from '../terminal/line-input.ts';
import type { ActionId } from '../actions.ts';
import type { JournalChoice } from '../screens/journal/journal-choice.ts';
import type { Relation } from '../screens/rows/relation.ts';
import type { QueryChoice } from '../screens/query/query-choice.ts';
import type { RowsChoice } from '../screens/rows/rows-choice.ts';
import type { ExportForm } from '../exporting/state.ts';
import type { Question } from './question-state.ts';

/** One choice of a list; choosing it does what an action, a message or an effect would. */
export type Choice =
  | { readonly type: 'action'; readonly id: ActionId; readonly title: string; readonly aside: string }
  | { readonly type: 'open-model'; readonly model: string; readonly title: string; readonly aside: string }
  | {
      readonly type: 'open-table';
      readonly schema: string;
      readonly table: string;
      readonly title: string;
      readonly aside: string;
    }
  | {
      readonly type: 'in-rows';
      readonly choice: RowsChoice;
      readonly title: string;
      readonly aside: string;
    }
  | {
      readonly type: 'in-query';
      readonly choice: QueryChoice;
      readonly title: string;
      readonly aside: string;
    }
  | {
      readonly type: 'in-journal';
      readonly choice: JournalChoice;
      readonly title: string;
      readonly aside: string;
    }
  | {
      readonly type: 'in-graph';
      readonly node: string;
      readonly title: string;
      readonly aside: string;
    }
  | {
      readonly type: 'in-tour';
      readonly stop: number;
      readonly title: string;
      readonly aside: string;
    }
  /** An input of the history, which is typed again. */
  | { readonly type: 'in-repl'; readonly entry: string; readonly title: string; readonly aside: string }
  | { readonly type: 'follow'; readonly relation: Relation; readonly title: string; readonly aside: string };

/** A parent record over the grid, read by one request. */
export interface Peek {
  readonly type: 'peek';
  readonly title: string;
  readonly relation: Relation;
  /** Null when it was answered. */
  readonly requestId: number | null;
  readonly record: {
    readonly columns: readonly PageColumn[];
    readonly values: readonly Value[];
    /** Columns of whose values this is the beginning. */
    readonly clipped: ReadonlySet<number>;
  } | null;
  /** What stands in place of the record. */
  readonly note: string;
  readonly top: number;
}

export type Overlay =
  | ExportForm
  | Peek
  | { readonly type: 'help'; readonly top: number }
  | {
      readonly type: 'list';
      readonly title: string;
      readonly line: LineInput;
      readonly choices: readonly Choice[];
      /** Where what is typed may be chosen itself: as the name of a view. */
      readonly typed?: 'view-name';
      readonly cursor: number;
    }
  | Question;
