/** What could be typed next in the filter bar, as a list to choose from. */
import type { FilterCandidate } from '../../../queries/filter/complete-filter.ts';
import type { LineInput } from '../../terminal/line-input.ts';

export interface CompletionList {
  /** The text and cursor that it completes. */
  readonly line: LineInput;
  /** A candidate takes the place of the text between. */
  readonly from: number;
  readonly to: number;
  /** At least one. */
  readonly candidates: readonly FilterCandidate[];
  readonly chosen: number;
}
