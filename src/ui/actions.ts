/**
 * The one table of actions. Keys, hints, help, palette and docs/keys.md all derive from these rows: an action that is not
 * here cannot be reached, and a key that is not here does nothing.
 */
import type { ActionRow } from './actions/action-row.ts';
import { activityActions } from './actions/activity-actions.ts';
import { appActions } from './actions/app-actions.ts';
import { overlayActions } from './actions/overlay-actions.ts';
import { queryActions } from './actions/query-actions.ts';
import { planActions } from './actions/plan-actions.ts';
import { rowsActions } from './actions/rows-actions.ts';
import { peekActions, recordActions } from './actions/record-actions.ts';
import { screenActions } from './actions/screen-actions.ts';

/** In the order in which help and documentation list them. */
const rows = [
  ...appActions,
  ...rowsActions,
  ...queryActions,
  ...recordActions,
  ...screenActions,
  ...planActions,
  ...activityActions,
  ...peekActions,
  ...overlayActions,
] as const;

export type ActionId = (typeof rows)[number]['id'];

export interface Action extends ActionRow {
  readonly id: ActionId;
}

/** Every action, in the order in which help lists them. */
export const actions: readonly Action[] = rows;
