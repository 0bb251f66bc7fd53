/**
 * The one table of actions. Keys, hints, help, palette and docs/keys.md all derive from these rows: an action that is not
 * here cannot be reached, and a key that is not here does nothing.
 */
import type { ActionRow } from './actions/action-row.ts';
import { gridActions } from './actions/grid-actions.ts';
import { overlayActions } from './actions/overlay-actions.ts';
import { queryActions } from './actions/query-actions.ts';
import { planActions } from './actions/plan-actions.ts';
import { peekActions, recordActions } from './actions/record-actions.ts';
import { screenActions } from './actions/screen-actions.ts';

/** The whole console, the sidebar, and the rows. */
const browsing = [
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
  { id: 'app.sql', context: 'global', keys: ['D'], title: 'Open the SQL screen', inPalette: true },
  {
    id: 'app.repl',
    context: 'global',
    keys: ['J'],
    title: 'Open the REPL: JavaScript with the models in scope',
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
  {
    id: 'app.time-zone',
    context: 'global',
    keys: ['Z'],
    title: 'Show times in UTC, or as they are here',
    inPalette: true,
  },
  { id: 'app.mouse', context: 'global', keys: ['m'], title: 'Switch the mouse on or off', inPalette: true },
  { id: 'app.back', context: 'global', keys: ['escape', 'backspace', '['], hint: 'back', title: 'Go back' },
  { id: 'app.forward', context: 'global', keys: [']'], title: 'Go forward to where you came back from' },
  { id: 'app.cancel', context: 'global', keys: ['ctrl+c'], title: 'Cancel what is running; otherwise quit' },
  { id: 'app.suspend', context: 'global', keys: ['ctrl+z'], title: 'Suspend to the shell' },
  { id: 'app.redraw', context: 'global', keys: ['ctrl+l'], title: 'Draw the screen again' },
  { id: 'app.quit', context: 'global', keys: ['q'], hint: 'quit', title: 'Quit', inPalette: true },
  { id: 'move.up', context: 'move', keys: ['up', 'k'], title: 'Up' },
  { id: 'move.down', context: 'move', keys: ['down', 'j'], title: 'Down' },
  { id: 'move.page-up', context: 'move', keys: ['pageup', 'ctrl+b'], title: 'A page up' },
  { id: 'move.page-down', context: 'move', keys: ['pagedown', 'space'], title: 'A page down' },
  { id: 'move.half-up', context: 'move', keys: ['ctrl+u'], title: 'Half a page up' },
  { id: 'move.half-down', context: 'move', keys: ['ctrl+d'], title: 'Half a page down' },
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
    id: 'sidebar.query',
    context: 'sidebar',
    keys: ['b'],
    hint: 'query',
    title: 'Build a query of this model or table',
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
    keys: ['F'],
    hint: 'filter',
    title: 'Filter the rows',
    inPalette: true,
  },
  {
    id: 'rows.filter-equal',
    context: 'rows',
    keys: ['+'],
    title: "Keep only rows with the cell's value",
    inPalette: true,
  },
  {
    id: 'rows.filter-other',
    context: 'rows',
    keys: ['-'],
    title: "Leave rows with the cell's value out",
    inPalette: true,
  },
  { id: 'rows.filter-clear', context: 'rows', keys: ['*'], title: 'Take the filter off', inPalette: true },
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
    title: 'Sort by this column alone: up, down, not',
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
    id: 'rows.query',
    context: 'rows',
    keys: ['b'],
    hint: 'query',
    title: 'Build on these rows: their query, its code and its SQL',
    inPalette: true,
  },
  {
    id: 'rows.statement',
    context: 'rows',
    keys: ['Q'],
    title: 'Show the SQL of these rows',
    inPalette: true,
  },
  {
    id: 'rows.explain',
    context: 'rows',
    keys: ['X'],
    title: 'Show how the server reads these rows: the plan',
    inPalette: true,
  },
  { id: 'rows.refresh', context: 'rows', keys: ['r'], title: 'Read the rows again', inPalette: true },
  {
    id: 'rows.export',
    context: 'rows',
    keys: ['E'],
    title: 'Export all these rows to a file',
    inPalette: true,
  },
  {
    id: 'rows.copy',
    context: 'rows',
    keys: ['y'],
    title: 'Copy cell, rows or column, as what you choose',
    inPalette: true,
  },
  ...gridActions,
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
] as const satisfies readonly ActionRow[];

/** In the order in which help and documentation list them. */
const rows = [
  ...browsing,
  ...queryActions,
  ...recordActions,
  ...screenActions,
  ...planActions,
  ...peekActions,
  ...overlayActions,
] as const;

export type ActionId = (typeof rows)[number]['id'];

export interface Action extends ActionRow {
  readonly id: ActionId;
}

/** Every action, in the order in which help lists them. */
export const actions: readonly Action[] = rows;
