/**
 * The one table of actions. Keys, hints, help, palette and docs/keys.md all derive from these rows: an action that is not
 * here cannot be reached, and a key that is not here does nothing.
 */

import { peekActions, recordActions } from './record-actions.ts';

/** Where an action applies. `move` is shared by everything with a cursor; `global` by everything but overlays. */
export type ActionContext =
  | 'global'
  | 'move'
  | 'sidebar'
  | 'rows'
  | 'scopes'
  | 'record'
  | 'value'
  | 'tree'
  | 'associations'
  | 'journal'
  | 'project'
  | 'log'
  | 'welcome'
  | 'help'
  | 'peek'
  | 'list'
  | 'confirm'
  | 'input';

interface ActionRow {
  readonly id: string;
  readonly context: ActionContext;
  /** Key names as ui/terminal/keys.ts gives them. */
  readonly keys: readonly string[];
  /** One or two words for the hint bar; rows without one are found in the help. */
  readonly hint?: string;
  readonly title: string;
  /** True when the palette offers it. */
  readonly inPalette?: boolean;
}

const rows = [
  {
    id: 'app.help',
    context: 'global',
    keys: ['?', 'f1'],
    hint: 'help',
    title: 'Show the keys that work here',
  },
  {
    id: 'app.palette',
    context: 'global',
    keys: [':', 'ctrl+p'],
    hint: 'palette',
    title: 'Find an action, model or table',
  },
  {
    id: 'app.switch-focus',
    context: 'global',
    keys: ['tab', 'shift+tab'],
    title: 'Move between sidebar and screen',
  },
  {
    id: 'app.search',
    context: 'global',
    keys: ['ctrl+f'],
    title: 'Search models and tables',
    inPalette: true,
  },
  { id: 'app.migrations', context: 'global', keys: ['M'], title: 'Open the migrations', inPalette: true },
  { id: 'app.seeders', context: 'global', keys: ['S'], title: 'Open the seeders', inPalette: true },
  {
    id: 'app.log',
    context: 'global',
    keys: ['L'],
    title: 'Open the log of statements and prints',
    inPalette: true,
  },
  {
    id: 'app.project',
    context: 'global',
    keys: ['P'],
    title: 'Open the project: what was chosen, why, and what is wrong',
    inPalette: true,
  },
  {
    id: 'app.reload',
    context: 'global',
    keys: ['R'],
    title: 'Reload the project and connect again',
    inPalette: true,
  },
  { id: 'app.back', context: 'global', keys: ['escape', 'backspace', '['], hint: 'back', title: 'Go back' },
  { id: 'app.forward', context: 'global', keys: [']'], title: 'Go forward to where you came back from' },
  { id: 'app.cancel', context: 'global', keys: ['ctrl+c'], title: 'Cancel what is running; otherwise quit' },
  { id: 'app.suspend', context: 'global', keys: ['ctrl+z'], title: 'Suspend to the shell' },
  { id: 'app.redraw', context: 'global', keys: ['ctrl+l'], title: 'Draw the screen again' },
  { id: 'app.quit', context: 'global', keys: ['q'], hint: 'quit', title: 'Quit', inPalette: true },

  { id: 'move.up', context: 'move', keys: ['up', 'k'], title: 'Up' },
  { id: 'move.down', context: 'move', keys: ['down', 'j'], title: 'Down' },
  { id: 'move.page-up', context: 'move', keys: ['pageup', 'ctrl+b'], title: 'A page up' },
  { id: 'move.page-down', context: 'move', keys: ['pagedown', 'ctrl+d', 'space'], title: 'A page down' },
  { id: 'move.first', context: 'move', keys: ['home', 'g'], title: 'To the first' },
  { id: 'move.last', context: 'move', keys: ['end', 'G'], title: 'To the last' },

  { id: 'sidebar.open', context: 'sidebar', keys: ['enter', 'right', 'l'], hint: 'open', title: 'Open' },
  {
    id: 'sidebar.search',
    context: 'sidebar',
    keys: ['/'],
    hint: 'search',
    title: 'Search models and tables',
  },

  {
    id: 'rows.open',
    context: 'rows',
    keys: ['enter'],
    hint: 'record',
    title: 'Open the record',
    inPalette: true,
  },
  { id: 'rows.left', context: 'rows', keys: ['left', 'h'], title: 'A column left' },
  { id: 'rows.right', context: 'rows', keys: ['right', 'l'], title: 'A column right' },
  { id: 'rows.first-column', context: 'rows', keys: ['0', '^'], title: 'To the first column' },
  { id: 'rows.last-column', context: 'rows', keys: ['$'], title: 'To the last column' },
  {
    id: 'rows.filter',
    context: 'rows',
    keys: ['/'],
    hint: 'filter',
    title: 'Filter the rows',
    inPalette: true,
  },
  { id: 'rows.scopes', context: 'rows', keys: ['s'], hint: 'scopes', title: 'Pick scopes', inPalette: true },
  {
    id: 'rows.follow',
    context: 'rows',
    keys: ['f'],
    hint: 'follow',
    title: 'Follow an association of this record',
    inPalette: true,
  },
  {
    id: 'rows.peek',
    context: 'rows',
    keys: ['p'],
    hint: 'peek',
    title: 'Show the record that this key refers to, over the grid',
    inPalette: true,
  },
  {
    id: 'rows.associations',
    context: 'rows',
    keys: ['a'],
    title: "Show the model's associations",
    inPalette: true,
  },
  {
    id: 'rows.sort',
    context: 'rows',
    keys: ['o'],
    hint: 'sort',
    title: 'Sort by this column: up, down, not',
    inPalette: true,
  },
  {
    id: 'rows.count',
    context: 'rows',
    keys: ['c'],
    hint: 'count',
    title: 'Count the rows exactly',
    inPalette: true,
  },
  {
    id: 'rows.soft-deleted',
    context: 'rows',
    keys: ['x'],
    title: 'Show or hide soft-deleted rows',
    inPalette: true,
  },
  {
    id: 'rows.statement',
    context: 'rows',
    keys: ['Q'],
    title: 'Show the SQL of these rows',
    inPalette: true,
  },
  { id: 'rows.refresh', context: 'rows', keys: ['r'], title: 'Read the rows again', inPalette: true },
  { id: 'rows.copy', context: 'rows', keys: ['y'], title: 'Copy the value of the cell', inPalette: true },

  {
    id: 'scopes.toggle',
    context: 'scopes',
    keys: ['space', 'enter'],
    hint: 'toggle',
    title: 'Use or leave the scope',
  },
  { id: 'scopes.clear', context: 'scopes', keys: ['c'], hint: 'clear', title: 'Leave every named scope' },
  {
    id: 'scopes.close',
    context: 'scopes',
    keys: ['escape', 's'],
    hint: 'done',
    title: 'Close the scopes, keep the choice',
  },

  ...recordActions,

  {
    id: 'associations.open',
    context: 'associations',
    keys: ['enter', 'right', 'l'],
    hint: 'open',
    title: 'Open the target model',
  },

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
  {
    id: 'journal.all',
    context: 'journal',
    keys: ['U'],
    hint: 'all',
    title: 'Step all pending up',
    inPalette: true,
  },
  { id: 'journal.undo-all', context: 'journal', keys: ['D'], title: 'Step all down', inPalette: true },
  { id: 'journal.read', context: 'journal', keys: ['enter'], hint: 'read', title: 'Read the file whole' },
  {
    id: 'journal.detail-down',
    context: 'journal',
    keys: ['J', 'shift+down'],
    title: 'Scroll the lower half down',
  },
  { id: 'journal.detail-up', context: 'journal', keys: ['K', 'shift+up'], title: 'Scroll the lower half up' },
  {
    id: 'journal.refresh',
    context: 'journal',
    keys: ['r'],
    title: 'Read the journal again',
    inPalette: true,
  },

  { id: 'project.refresh', context: 'project', keys: ['r'], hint: 'look again', title: 'Look again' },
  {
    id: 'project.copy',
    context: 'project',
    keys: ['y'],
    hint: 'copy',
    title: 'Copy it as text',
    inPalette: true,
  },

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

  {
    id: 'help.close',
    context: 'help',
    keys: ['escape', '?', 'q', 'enter', 'f1', 'ctrl+c'],
    hint: 'close',
    title: 'Close',
  },
  ...peekActions,
  { id: 'list.up', context: 'list', keys: ['up', 'ctrl+k', 'shift+tab'], title: 'Up' },
  { id: 'list.down', context: 'list', keys: ['down', 'ctrl+j', 'tab'], title: 'Down' },
  { id: 'list.choose', context: 'list', keys: ['enter'], hint: 'choose', title: 'Choose' },
  { id: 'list.close', context: 'list', keys: ['escape', 'ctrl+c'], hint: 'close', title: 'Close' },
  { id: 'confirm.accept', context: 'confirm', keys: ['y', 'Y'], hint: 'yes', title: 'Do it' },
  {
    id: 'confirm.refuse',
    context: 'confirm',
    keys: ['n', 'N', 'escape', 'q', 'enter', 'ctrl+c'],
    hint: 'no',
    title: 'Leave it',
  },
  { id: 'input.accept', context: 'input', keys: ['enter'], hint: 'accept', title: 'Accept what is typed' },
  {
    id: 'input.close',
    context: 'input',
    keys: ['escape', 'ctrl+c'],
    hint: 'leave',
    title: 'Leave it as it was',
  },
  { id: 'input.up', context: 'input', keys: ['up'], title: 'Up' },
  { id: 'input.down', context: 'input', keys: ['down'], title: 'Down' },
] as const satisfies readonly ActionRow[];

export type ActionId = (typeof rows)[number]['id'];

export interface Action extends ActionRow {
  readonly id: ActionId;
}

/** Every action, in the order in which help lists them. */
export const actions: readonly Action[] = rows;
