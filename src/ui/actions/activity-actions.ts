/** Rows of the table of actions: what the server is doing. */
import type { ActionRow } from './action-row.ts';

export const activityActions = [
  {
    id: 'activity.open',
    context: 'activity',
    keys: ['enter'],
    hint: 'open',
    title: 'Show the statement whole; of a table or an index the page of the table',
  },
  {
    id: 'activity.next-tab',
    context: 'activity',
    keys: ['right', 'l'],
    hint: 'next tab',
    title: 'To the next of sessions, locks, tables, indexes and statements',
  },
  {
    id: 'activity.previous-tab',
    context: 'activity',
    keys: ['left', 'h'],
    title: 'To the tab before',
  },
  {
    id: 'activity.cancel',
    context: 'sessions',
    keys: ['c'],
    hint: 'cancel',
    title: 'Cancel what the session runs, after a question',
    inPalette: true,
  },
  {
    id: 'activity.terminate',
    context: 'sessions',
    keys: ['t'],
    hint: 'terminate',
    title: 'End the session with all it has not committed, after a question',
    inPalette: true,
  },
  {
    id: 'activity.watch',
    context: 'activity',
    keys: ['W'],
    hint: 'pause',
    title: 'Read it again every two seconds, or no longer',
    inPalette: true,
  },
  { id: 'activity.refresh', context: 'activity', keys: ['r'], title: 'Read it again', inPalette: true },
  { id: 'activity.copy', context: 'activity', keys: ['y'], title: 'Copy the statement', inPalette: true },
] as const satisfies readonly ActionRow[];
