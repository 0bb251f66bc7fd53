/** Rows of the table of actions that read one record: its values, and its parent over the grid. */
import type { ActionRow } from './action-row.ts';

export const recordActions = [
  {
    id: 'record.open',
    context: 'record',
    keys: ['enter', 'f', 'right', 'l'],
    hint: 'read / follow',
    title: 'Read the value whole, or follow the association',
  },
  { id: 'record.next', context: 'record', keys: ['n'], hint: 'next', title: 'The next record' },
  { id: 'record.previous', context: 'record', keys: ['p'], hint: 'previous', title: 'The previous record' },
  { id: 'record.copy', context: 'record', keys: ['y'], title: 'Copy the value', inPalette: true },

  {
    id: 'record.detail',
    context: 'record',
    keys: ['d'],
    hint: 'details',
    title: 'Show or hide nullability, default and comment',
    inPalette: true,
  },
  {
    id: 'record.page',
    context: 'record',
    keys: ['|'],
    title: 'Read the value in $PAGER',
    inPalette: true,
  },

  { id: 'tree.open', context: 'tree', keys: ['enter'], hint: 'fold', title: 'Open or close; read a value' },
  { id: 'tree.unfold', context: 'tree', keys: ['right', 'l'], title: 'Open' },
  { id: 'tree.fold', context: 'tree', keys: ['left', 'h'], title: 'Close; then to what holds it' },
  { id: 'tree.deeper', context: 'tree', keys: ['+', '='], hint: 'deeper', title: 'Open one level more' },
  { id: 'tree.shallower', context: 'tree', keys: ['-'], title: 'Close one level' },
  { id: 'tree.all', context: 'tree', keys: ['E'], hint: 'all', title: 'Open everything' },
  {
    id: 'tree.copy',
    context: 'tree',
    keys: ['y'],
    hint: 'copy',
    title: 'Copy the value under the cursor',
    inPalette: true,
  },
  {
    id: 'tree.copy-path',
    context: 'tree',
    keys: ['Y'],
    hint: 'path',
    title: 'Copy its path',
    inPalette: true,
  },

  { id: 'value.copy', context: 'value', keys: ['y'], hint: 'copy', title: 'Copy the text', inPalette: true },
  {
    id: 'value.page',
    context: 'value',
    keys: ['|'],
    hint: 'pager',
    title: 'Read it in $PAGER',
    inPalette: true,
  },
] as const satisfies readonly ActionRow[];

export const peekActions = [
  { id: 'peek.follow', context: 'peek', keys: ['enter', 'f'], hint: 'follow', title: 'Go there' },
  {
    id: 'peek.close',
    context: 'peek',
    keys: ['escape', 'p', 'q', 'ctrl+c'],
    hint: 'close',
    title: 'Close, stay on the row',
  },
] as const satisfies readonly ActionRow[];
