/** What the mouse tells a screen: where it points, and how to do what a key would. */
import type { ActionId } from '../actions.ts';
import type { State } from '../state.ts';
import type { Step } from '../step.ts';

/** A cell of the main pane. */
export interface Place {
  /** From the left edge of the pane's inside. */
  readonly x: number;
  /** From its first line. */
  readonly y: number;
}

/** Runs an action as its key would. */
export type Act = (state: State, action: ActionId) => Step;
