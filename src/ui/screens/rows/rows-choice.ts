/** One choice of a list that was opened over the grid. */
import type { CopyFormat, CopyPart } from './copy-job.ts';

export type RowsChoice =
  | { readonly type: 'column'; readonly name: string }
  /** `view` is a name; null: no view. */
  | { readonly type: 'open-view'; readonly view: string | null }
  | { readonly type: 'view-menu'; readonly menu: 'save' | 'default' | 'delete' }
  | { readonly type: 'save-view'; readonly view: string }
  | { readonly type: 'default-view'; readonly view: string | null }
  | { readonly type: 'delete-view'; readonly view: string }
  | { readonly type: 'copy'; readonly part: CopyPart; readonly format: CopyFormat };
