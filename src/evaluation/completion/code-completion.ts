/** What could be typed at the cursor of a line of code, as plain data. */

export interface CodeCompletionRequest {
  /** All lines of the input. */
  readonly text: string;
  /** UTF-16 offset of `text`. */
  readonly cursor: number;
}

export type CompletionKind =
  | 'model'
  | 'attribute'
  | 'association'
  | 'scope'
  | 'value'
  | 'option'
  | 'method'
  | 'property'
  | 'name'
  | 'keyword'
  | 'command'
  | 'file';

export interface CompletionOption {
  readonly text: string;
  readonly kind: CompletionKind;
  /** The type of an attribute, the target of an association; empty for nothing to say. */
  readonly detail: string;
}

export interface CodeCompletion {
  /** UTF-16 offsets: what an option takes the place of. */
  readonly from: number;
  readonly to: number;
  /** Best first. */
  readonly options: readonly CompletionOption[];
}
