/** Rows of the table of actions: the SQL screen, where all other keys type. */
import type { ActionRow } from './action-row.ts';

export const sqlActions = [
  {
    id: 'sql.enter',
    context: 'sql',
    keys: ['enter'],
    hint: 'run at ;',
    title: 'Run, behind a statement that `;` ends and in the line of a command; else a new line',
  },
  {
    id: 'sql.run',
    context: 'sql',
    keys: ['f5', 'ctrl+r'],
    hint: 'run',
    title: 'Run what is selected, or the statement at the cursor',
  },
  {
    id: 'sql.run-all',
    context: 'sql',
    keys: ['f6'],
    title: 'Run all statements, one after the other',
  },
  { id: 'sql.explain', context: 'sql', keys: ['f9'], hint: 'plan', title: 'Show the plan of the statement' },
  { id: 'sql.complete', context: 'sql', keys: ['tab'], hint: 'complete', title: 'Complete what is typed' },
  {
    id: 'sql.grid',
    context: 'sql',
    keys: ['ctrl+o', 'f4'],
    hint: 'grid',
    title: 'Open the rows in the grid: page, filter, sort, copy, export',
  },
  { id: 'sql.help', context: 'sql', keys: ['f1'], hint: 'help', title: 'Show the keys that work here' },
  {
    id: 'sql.close',
    context: 'sql',
    keys: ['escape'],
    hint: 'back',
    title: 'Cancel what runs; otherwise go back, the text stays',
  },
  { id: 'sql.cancel', context: 'sql', keys: ['ctrl+c'], title: 'Cancel what runs; otherwise go back' },
  {
    id: 'sql.expanded',
    context: 'sql',
    keys: ['f2'],
    title: 'Results record by record, or as a table again, as `\\x` does',
  },
  { id: 'sql.page-down', context: 'sql', keys: ['pagedown'], title: 'Scroll the result down' },
  { id: 'sql.page-up', context: 'sql', keys: ['pageup'], title: 'Scroll the result up' },
  { id: 'sql.columns-right', context: 'sql', keys: ['alt+pagedown'], title: 'Columns further right' },
  { id: 'sql.columns-left', context: 'sql', keys: ['alt+pageup'], title: 'Columns further left' },
  {
    id: 'sql.older',
    context: 'sql',
    keys: ['ctrl+p', 'alt+up'],
    hint: 'history',
    title: 'The text that was run before',
  },
  { id: 'sql.newer', context: 'sql', keys: ['ctrl+n', 'alt+down'], title: 'The text that was run after' },
  { id: 'sql.next-tab', context: 'sql', keys: ['f8'], title: 'The next result' },
  { id: 'sql.previous-tab', context: 'sql', keys: ['f7'], title: 'The result before' },
] as const satisfies readonly ActionRow[];
