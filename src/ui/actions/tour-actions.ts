/** Rows of the table of actions: the tour of the schema. */
import type { ActionRow } from './action-row.ts';

export const tourActions = [
  { id: 'tour.next', context: 'tour', keys: ['right', 'l', 'n'], hint: 'next', title: 'On to the next stop' },
  {
    id: 'tour.previous',
    context: 'tour',
    keys: ['left', 'h', 'p'],
    hint: 'previous',
    title: 'Back to the stop before',
  },
  {
    id: 'tour.open',
    context: 'tour',
    keys: ['enter', 'i'],
    hint: 'page',
    title: 'Read all there is to know of it',
  },
  { id: 'tour.next-chapter', context: 'tour', keys: ['}'], title: 'To the next chapter' },
  { id: 'tour.previous-chapter', context: 'tour', keys: ['{'], title: 'To the chapter before' },
  {
    id: 'tour.graph',
    context: 'tour',
    keys: ['a'],
    hint: 'graph',
    title: 'Show it among its neighbours',
    inPalette: true,
  },
  { id: 'tour.rows', context: 'tour', keys: ['o'], hint: 'rows', title: 'Open its rows', inPalette: true },
  {
    id: 'tour.find',
    context: 'tour',
    keys: ['/'],
    hint: 'find',
    title: 'Go to a stop by its name',
    inPalette: true,
  },
  { id: 'tour.refresh', context: 'tour', keys: ['r'], title: 'Read the schema again' },
] as const satisfies readonly ActionRow[];
