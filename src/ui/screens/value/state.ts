/** The value screen: one value or text read whole, scrolled by line; a structured one folds. */
import type { Value, ValueKind } from '../../../queries/query-spec.ts';
import type { Tree } from './tree.ts';

export interface ValueScreen {
  readonly type: 'value';
  readonly id: number;
  readonly title: string;
  readonly text: string;
  readonly language: 'json' | 'sql' | 'javascript' | 'text';
  readonly top: number;
  /** A value with instants, of which `text` tells them in one zone. */
  readonly timed?: { readonly kind: ValueKind; readonly value: Value } | undefined;
  /** A structured value and what of it is open; `top` counts its lines then. Left out for text. */
  readonly tree?: Tree;
  /** Set while `text` is only the beginning of a value of that record. */
  readonly part?: { readonly recordId: number; readonly column: number; readonly isAwaited: boolean };
}
