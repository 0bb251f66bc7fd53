/** Rows of the table of actions: what lies over a screen, and wherever text is typed. */
import type { ActionRow } from './action-row.ts';

export const overlayActions = [
  {
    id: 'help.close',
    context: 'help',
    keys: ['escape', '?', 'q', 'enter', 'f1', 'ctrl+c'],
    hint: 'close',
    title: 'Close',
  },
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
  {
    id: 'filter.complete',
    context: 'filter',
    keys: ['tab'],
    hint: 'complete',
    title: 'Complete what is typed',
  },
  { id: 'export.begin', context: 'export', keys: ['enter'], hint: 'export', title: 'Write the file' },
  {
    id: 'export.next-format',
    context: 'export',
    keys: ['tab', 'down'],
    hint: 'format',
    title: 'The next format',
  },
  {
    id: 'export.previous-format',
    context: 'export',
    keys: ['shift+tab', 'up'],
    title: 'The format before',
  },
  {
    id: 'export.raw',
    context: 'export',
    keys: ['ctrl+r'],
    hint: 'values',
    title: 'Values as the database has them, or as the application reads them',
  },
  {
    id: 'export.close',
    context: 'export',
    keys: ['escape', 'ctrl+c'],
    hint: 'leave',
    title: 'Leave without a file',
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
