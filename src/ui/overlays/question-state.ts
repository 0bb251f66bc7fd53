/** A question over the screen: answered with a key, or by typing a name. */
import type { Effect } from '../effects.ts';
import type { LineInput } from '../terminal/line-input.ts';

/** A line, or one with something at its right end. */
export type ConfirmLine =
  | string
  | {
      readonly text: string;
      readonly aside?: string;
      readonly tone: 'heading' | 'bad' | 'muted' | 'plain';
    };

export interface Agreement {
  readonly title: string;
  readonly lines: readonly ConfirmLine[];
  /** The verb on the key that agrees: `undo`, `create`. */
  readonly verb: string;
  readonly isDestructive: boolean;
  readonly effect: Effect;
}

/** Answered with a key. */
export interface Confirmation extends Agreement {
  readonly type: 'confirm';
}

/** Answered by typing a name. */
export interface TypedConfirmation extends Agreement {
  readonly type: 'typed-confirm';
  /** What has to be typed, letter by letter. */
  readonly wanted: string;
  readonly line: LineInput;
  /** What was wrong with what was typed last; empty before. */
  readonly problem: string;
}

export type Question = Confirmation | TypedConfirmation;
