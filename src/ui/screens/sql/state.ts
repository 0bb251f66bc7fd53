/** The SQL screen: a text of statements, what is being run of it, and what came of what was run. */
import type { ErrorReport } from '../../../errors.ts';
import type { SqlPiece } from '../../../queries/sql/split.ts';
import type { SqlResult } from '../../../queries/sql/sql-request.ts';
import type { CandidateList } from '../../editing/candidates.ts';
import { emptyEditor, type TextEditor } from '../../editing/text-editor.ts';
import type { LineInput } from '../../terminal/line-input.ts';
import type { RowsScreen } from '../rows/state.ts';

/** What came of one statement, under a tab. `line` says it in a few words. */
export type SqlTab =
  | {
      readonly type: 'rows';
      readonly line: string;
      readonly rows: RowsScreen;
      readonly notices: readonly string[];
    }
  | { readonly type: 'done'; readonly line: string; readonly notices: readonly string[] }
  | { readonly type: 'failed'; readonly line: string; readonly report: ErrorReport };

/** Values asked for, one name after the other, before anything runs. */
export interface AskedParameters {
  /** Those that are left; the first is being typed. */
  readonly names: readonly [string, ...string[]];
  readonly line: LineInput;
  readonly pieces: readonly SqlPiece[];
}

export interface SqlScreen {
  readonly type: 'sql';
  readonly id: number;
  readonly editor: TextEditor;
  /** What could be typed next; null where nothing is offered. */
  readonly completion: CandidateList | null;
  readonly asked: AskedParameters | null;
  /** The values that names were given last. */
  readonly parameters: Readonly<Record<string, string | null>>;
  /** The text that the pieces were cut from, and those that are still to run, the one under way first. */
  readonly text: string;
  readonly queue: readonly SqlPiece[];
  /** Null where nothing is under way. */
  readonly requestId: number | null;
  readonly tabs: readonly SqlTab[];
  readonly active: number;
  /** How many texts of the history lie behind the one shown; null for one of its own. */
  readonly past: number | null;
  /** What was typed before the history was looked through. */
  readonly draft: string;
  readonly transaction: SqlResult['transaction'];
}

export function emptySql(id: number): SqlScreen {
  return {
    type: 'sql',
    id,
    editor: emptyEditor,
    completion: null,
    asked: null,
    parameters: {},
    text: '',
    queue: [],
    requestId: null,
    tabs: [],
    active: 0,
    past: null,
    draft: '',
    transaction: 'none',
  };
}

/** Lines of the editor: as many as its text has, within what leaves room for rows. */
export function editorHeight({ editor }: SqlScreen, innerHeight: number): number {
  const lines = editor.text.split('\n').length;
  return Math.max(3, Math.min(lines, Math.floor(innerHeight * 0.4)));
}
