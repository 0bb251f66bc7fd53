/** The SQL screen: a text of statements, what is being run of it, and what came of what was run. */
import type { ErrorReport } from '../../../errors.ts';
import type { SqlPiece } from '../../../queries/sql/split.ts';
import type { SqlResult, SqlRun } from '../../../queries/sql/sql-request.ts';
import type { CandidateList } from '../../editing/candidates.ts';
import { emptyEditor, type TextEditor } from '../../editing/text-editor.ts';
import type { LineInput } from '../../terminal/line-input.ts';
import type { RowsScreen } from '../rows/state.ts';

/** What came of one statement, under a tab. */
export type SqlTab = {
  /** It in a few words: `SELECT 3 rows`. */
  readonly line: string;
  /** How long the server took; null for what it was not asked. */
  readonly durationMs: number | null;
  /** Lines scrolled away at the top. */
  readonly top: number;
} & (
  | { readonly type: 'rows'; readonly rows: RowsScreen; readonly notices: readonly string[] }
  | { readonly type: 'done'; readonly notices: readonly string[] }
  | { readonly type: 'failed'; readonly report: ErrorReport }
);

/** Values asked for, one name after the other, before anything runs. */
export interface AskedParameters {
  /** Those that are left; the first is being typed. */
  readonly names: readonly [string, ...string[]];
  readonly line: LineInput;
  readonly pieces: readonly SqlPiece[];
  readonly purpose: SqlPurpose;
}

/** What the pieces of a text are chosen for. */
export type SqlPurpose = 'run' | 'plan';

/** A statement that is run again and again. */
export interface SqlWatch {
  readonly seconds: number;
  /** Runs so far, the one before `\watch` among them, and when the last of them ended: milliseconds since 1970, null for none. */
  readonly count: number;
  readonly ranAt: number | null;
}

export interface SqlScreen {
  readonly type: 'sql';
  readonly id: number;
  readonly editor: TextEditor;
  /** What could be typed next; null where nothing is offered. */
  readonly completion: CandidateList | null;
  /** True once a key went through what is offered: then Enter takes it. */
  readonly isChoosing: boolean;
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
  /** The statement that ran last, which `\watch` takes, and when it ended; null before there was one. */
  readonly lastRun: SqlRun | null;
  readonly lastRanAt: number | null;
  readonly watch: SqlWatch | null;
  /** Rows stand one under the other, a column a line (`\x`). */
  readonly isExpanded: boolean;
  /** Tabs say how long it took (`\timing`). */
  readonly hasTiming: boolean;
}

export function emptySql(id: number): SqlScreen {
  return {
    type: 'sql',
    id,
    editor: emptyEditor,
    completion: null,
    isChoosing: false,
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
    lastRun: null,
    lastRanAt: null,
    watch: null,
    isExpanded: false,
    hasTiming: true,
  };
}

/** With all that it has, and nothing under way. */
export function sqlAtRest(screen: SqlScreen): SqlScreen {
  return { ...screen, requestId: null, queue: [], watch: null };
}

/** Lines of the editor: as many as its text has, within what leaves room for rows. */
export function editorHeight({ editor }: Pick<SqlScreen, 'editor'>, innerHeight: number): number {
  const lines = editor.text.split('\n').length;
  return Math.max(3, Math.min(lines, Math.floor(innerHeight * 0.4)));
}

/** Lines under the rule: of a pane of `innerHeight`. */
export function resultHeight(screen: Pick<SqlScreen, 'editor'>, innerHeight: number): number {
  return Math.max(1, innerHeight - editorHeight(screen, innerHeight) - 1);
}
