/** What may be done to the grid itself: its order, its columns. Part of the table in actions.ts. */
import type { ActionRow } from './action-row.ts';

/** Of the context `rows`. */
export const gridActions = [
  {
    id: 'rows.find',
    context: 'rows',
    keys: ['/'],
    hint: 'find',
    title: 'Find a text in the rows that are here',
    inPalette: true,
  },
  { id: 'rows.find-next', context: 'rows', keys: ['n'], title: 'To the next place where it was found' },
  { id: 'rows.find-previous', context: 'rows', keys: ['N'], title: 'To the place before' },
  {
    id: 'rows.sort-also',
    context: 'rows',
    keys: ['O'],
    title: 'Sort by this column as well: up, down, not',
    inPalette: true,
  },
  {
    id: 'rows.sort-nulls',
    context: 'rows',
    keys: ['ctrl+n'],
    title: 'Put the nulls of this sorted column first, or last',
    inPalette: true,
  },
  {
    id: 'rows.columns',
    context: 'rows',
    keys: ['C'],
    title: 'Go to a column by its name',
    inPalette: true,
  },
  { id: 'rows.hide-column', context: 'rows', keys: ['H'], title: 'Hide this column', inPalette: true },
  {
    id: 'rows.show-columns',
    context: 'rows',
    keys: ['U'],
    title: 'Show every column again, in the order they were read',
    inPalette: true,
  },
  {
    id: 'rows.column-left',
    context: 'rows',
    keys: ['shift+left', '{'],
    title: 'Move this column to the left',
  },
  {
    id: 'rows.column-right',
    context: 'rows',
    keys: ['shift+right', '}'],
    title: 'Move this column to the right',
  },
  {
    id: 'rows.freeze',
    context: 'rows',
    keys: ['z'],
    title: 'Freeze the columns up to this one, or let them go',
    inPalette: true,
  },
  { id: 'rows.narrower', context: 'rows', keys: ['<'], title: 'Make this column narrower' },
  { id: 'rows.wider', context: 'rows', keys: ['>'], title: 'Make this column wider' },
  {
    id: 'rows.fit-column',
    context: 'rows',
    keys: ['_'],
    title: 'Make this column as wide as what is here, or as it was',
    inPalette: true,
  },
  {
    id: 'rows.views',
    context: 'rows',
    keys: ['V'],
    title: 'Save or open a view of these rows',
    inPalette: true,
  },
  { id: 'rows.copy-cell', context: 'rows', keys: ['Y'], title: 'Copy the value of the cell at once' },
  { id: 'rows.mark', context: 'rows', keys: ['space'], title: 'Mark this row, or take its mark off' },
  {
    id: 'rows.mark-range',
    context: 'rows',
    keys: ['v'],
    title: 'Mark every row from the one marked last to this one',
  },
  { id: 'rows.clear-marks', context: 'rows', keys: ['u'], title: 'Take every mark off', inPalette: true },
] as const satisfies readonly ActionRow[];
