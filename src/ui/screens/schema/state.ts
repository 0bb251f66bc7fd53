/** The search over the whole schema: models, tables, attributes, columns, enum values, comments, associations, scopes. */
import type { LineInput } from '../../terminal/line-input.ts';

export interface SchemaScreen {
  readonly type: 'schema';
  readonly id: number;
  readonly line: LineInput;
  readonly isTyping: boolean;
  /** Index among what was found. */
  readonly cursor: number;
  /** First painted line. */
  readonly top: number;
}
