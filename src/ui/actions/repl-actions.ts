/** Rows of the table of actions: the REPL screen, where all other keys type. */
import type { ActionRow } from './action-row.ts';

export const replActions = [
  {
    id: 'repl.run',
    context: 'repl',
    keys: ['f5'],
    hint: 'run',
    title: 'Evaluate what is typed; Enter does, too, once every bracket is closed',
  },
  { id: 'repl.complete', context: 'repl', keys: ['tab'], hint: 'complete', title: 'Complete what is typed' },
  {
    id: 'repl.open',
    context: 'repl',
    keys: ['ctrl+o', 'f4'],
    hint: 'open',
    title: 'Open the last value whole: rows in the grid',
  },
  {
    id: 'repl.view',
    context: 'repl',
    keys: ['ctrl+t'],
    hint: 'tree',
    title: 'Show records as tables, or as trees with what was included',
  },
  {
    id: 'repl.older',
    context: 'repl',
    keys: ['ctrl+p', 'alt+up'],
    title: 'The input before; ↑ does, too, in the first line',
  },
  {
    id: 'repl.newer',
    context: 'repl',
    keys: ['ctrl+n', 'alt+down'],
    title: 'The input after; ↓ does, too, in the last line',
  },
  { id: 'repl.page-up', context: 'repl', keys: ['pageup'], title: 'Scroll back through what was evaluated' },
  { id: 'repl.page-down', context: 'repl', keys: ['pagedown'], title: 'Scroll on again' },
  { id: 'repl.clear', context: 'repl', keys: ['ctrl+l'], title: 'Clear what was evaluated from the screen' },
  { id: 'repl.help', context: 'repl', keys: ['f1'], hint: 'help', title: 'Show the keys that work here' },
  {
    id: 'repl.close',
    context: 'repl',
    keys: ['escape'],
    hint: 'back',
    title: 'Interrupt what runs; otherwise go back, the text stays',
  },
  {
    id: 'repl.cancel',
    context: 'repl',
    keys: ['ctrl+c'],
    title: 'Interrupt what runs; otherwise forget what is typed; then go back',
  },
] as const satisfies readonly ActionRow[];
