/** A line above the grid that asks for something; what is done with it is prompt.ts's. */
import type { LineInput } from '../../terminal/line-input.ts';

export interface RowsPrompt {
  readonly purpose: 'search' | 'watch';
  readonly line: LineInput;
}
