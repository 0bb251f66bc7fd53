/** Rows of the table of actions: the screens beside the rows of a table. */
import type { ActionRow } from './action-row.ts';
import { graphActions } from './graph-actions.ts';
import { replActions } from './repl-actions.ts';
import { schemaActions } from './schema-actions.ts';
import { sqlActions } from './sql-actions.ts';
import { tourActions } from './tour-actions.ts';
import { timelineActions } from './timeline-actions.ts';

export const screenActions = [
  ...schemaActions,
  ...graphActions,
  ...tourActions,
  { id: 'journal.up', context: 'journal', keys: ['u'], hint: 'up', title: 'Step one up', inPalette: true },
  {
    id: 'journal.down',
    context: 'journal',
    keys: ['d'],
    hint: 'down',
    title: 'Step one down',
    inPalette: true,
  },
  {
    id: 'journal.to',
    context: 'journal',
    keys: ['t'],
    hint: 'to here',
    title: 'Step up or down to this one',
    inPalette: true,
  },
  ...timelineActions,
  {
    id: 'journal.all',
    context: 'journal',
    keys: ['U'],
    hint: 'all',
    title: 'Step all pending up',
    inPalette: true,
  },
  { id: 'journal.undo-all', context: 'journal', keys: ['D'], title: 'Step all down', inPalette: true },
  {
    id: 'journal.redo',
    context: 'journal',
    keys: ['R'],
    hint: 'redo',
    title: 'Step the last one down and up again',
    inPalette: true,
  },
  {
    id: 'journal.repair',
    context: 'journal',
    keys: ['p'],
    hint: 'repair',
    title: 'Put the journal right, or what it says of this one',
    inPalette: true,
  },
  {
    id: 'journal.read',
    context: 'journal',
    keys: ['enter'],
    hint: 'read',
    title: 'Read the file, or what the tab shows, whole',
  },
  {
    id: 'journal.detail-down',
    context: 'journal',
    keys: ['J', 'shift+down'],
    title: 'Scroll the detail down',
  },
  { id: 'journal.detail-up', context: 'journal', keys: ['K', 'shift+up'], title: 'Scroll the detail up' },
  { id: 'project.refresh', context: 'project', keys: ['r'], hint: 'look again', title: 'Look again' },
  {
    id: 'project.copy',
    context: 'project',
    keys: ['y'],
    hint: 'copy',
    title: 'Copy it as text',
    inPalette: true,
  },
  ...sqlActions,
  ...replActions,
  { id: 'log.open', context: 'log', keys: ['enter'], hint: 'read', title: 'Read the entry whole' },
  { id: 'log.copy', context: 'log', keys: ['y'], hint: 'copy', title: 'Copy the entry', inPalette: true },
  {
    id: 'welcome.retry',
    context: 'welcome',
    keys: ['r'],
    hint: 'retry',
    title: 'Try again',
    inPalette: true,
  },
  {
    id: 'welcome.create-database',
    context: 'welcome',
    keys: ['c'],
    title: 'Create the database, when it is missing',
    inPalette: true,
  },
  {
    id: 'welcome.allow-host',
    context: 'welcome',
    keys: ['a'],
    title: 'Connect to a host that has to be allowed first',
    inPalette: true,
  },
] as const satisfies readonly ActionRow[];
