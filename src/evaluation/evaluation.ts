/**
 * What typed code came to, as plain data: nothing of the project's own crosses to a face. Values of the project stay in the
 * process that made them, under the names by which the next line can take them up.
 */
import type { ErrorReport } from '../errors.ts';
import type { PageColumn, Value } from '../queries/query-spec.ts';

/** How a piece of a value is told from its neighbours, by what it is (the names of `util.inspect.styles`). */
export type PartStyle =
  | 'plain'
  | 'number'
  | 'string'
  | 'boolean'
  | 'null'
  | 'undefined'
  | 'date'
  | 'symbol'
  | 'regexp'
  | 'special'
  | 'name';

export interface TextPart {
  readonly text: string;
  readonly style: PartStyle;
}

/** One record with the records that came along with it. */
export interface RecordNode {
  readonly model: string;
  readonly fields: readonly RecordField[];
  readonly included: readonly IncludedNodes[];
}

export interface RecordField {
  readonly name: string;
  readonly kind: PageColumn['kind'];
  readonly value: Value;
}

export interface IncludedNodes {
  readonly association: string;
  readonly isMany: boolean;
  readonly records: readonly RecordNode[];
}

export type ShownValue =
  /** Rows under columns: instances, or plain objects of one shape. */
  | {
      readonly type: 'table';
      /** `User[]`, or `rows` for what is of no model. */
      readonly title: string;
      /** A single record rather than a list of one. */
      readonly isSingle: boolean;
      readonly columns: readonly PageColumn[];
      /** The first of them where there are very many. */
      readonly rows: readonly (readonly Value[])[];
      readonly rowCount: number;
      /** The same rows with what was included below each; null where nothing was. */
      readonly tree: readonly RecordNode[] | null;
    }
  | { readonly type: 'text'; readonly parts: readonly TextPart[]; readonly isUndefined: boolean };

export type ShownTable = Extract<ShownValue, { readonly type: 'table' }>;

export interface ExecutedStatement {
  readonly sql: string;
  readonly durationMs: number;
  /** Rows read or changed; null where it is not known. */
  readonly rowCount: number | null;
  /** What was bound to `$1` and so on; left out where nothing was, null where it is too much to hand on. */
  readonly values?: readonly Value[] | null | undefined;
}

/** What the code wrote with `console`, in order. */
export interface ToldLine {
  readonly stream: 'out' | 'error';
  readonly parts: readonly TextPart[];
}

interface EvaluationBase {
  readonly statements: readonly ExecutedStatement[];
  /** What the statements show that should be otherwise, in words: N+1 reads. */
  readonly notices: readonly string[];
  readonly told: readonly ToldLine[];
  readonly durationMs: number;
}

export type Evaluation =
  | (EvaluationBase & {
      readonly status: 'done';
      readonly value: ShownValue;
      /** The name that the value has from now on, `$3`; null for undefined. */
      readonly name: string | null;
      /** The value as JSON writes it, when it was asked for. */
      readonly json?: string | undefined;
    })
  | (EvaluationBase & { readonly status: 'failed'; readonly report: ErrorReport })
  | (EvaluationBase & { readonly status: 'interrupted' })
  /** Nothing ran: the text wants more lines. */
  | { readonly status: 'incomplete' };

export interface EvaluationRequest {
  readonly code: string;
  /** Given by the asker, above all former ones: what an interruption names. */
  readonly id: number;
  /** Absolute path of a script: imports are relative to it, and errors name it. */
  readonly file?: string | undefined;
  /** Words that the script finds in `argv`. */
  readonly argv?: readonly string[] | undefined;
  readonly withJson?: boolean | undefined;
}
