/** One choice of a list that was opened over the grid. */
import type { CopyFormat, CopyPart } from './copy-job.ts';

export type RowsChoice =
  | { readonly type: 'column'; readonly name: string }
  | { readonly type: 'copy'; readonly part: CopyPart; readonly format: CopyFormat };
