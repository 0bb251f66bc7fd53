/** What could be typed next in the filter bar, as a list to choose from. */
import type { CandidateList } from '../../editing/candidates.ts';
import type { LineInput } from '../../terminal/line-input.ts';

export interface CompletionList extends CandidateList {
  /** The text and cursor that it completes. */
  readonly line: LineInput;
}
