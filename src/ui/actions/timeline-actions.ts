/** Rows of the table of actions: looking into an entry of the timeline, and rehearsing it. */
import type { ActionRow } from './action-row.ts';

export const timelineActions = [
  {
    id: 'journal.rehearse',
    context: 'journal',
    keys: ['r'],
    hint: 'rehearse',
    title: 'Rehearse stepping to this one, there and back, and keep nothing of it',
    inPalette: true,
  },
  { id: 'journal.next-tab', context: 'journal', keys: ['right', 'l'], hint: 'tab', title: 'The next tab' },
  { id: 'journal.previous-tab', context: 'journal', keys: ['left', 'h'], title: 'The tab before' },
  { id: 'journal.tab-file', context: 'journal', keys: ['1'], title: 'The file' },
  { id: 'journal.tab-statements', context: 'journal', keys: ['2'], title: 'Statements and locks' },
  { id: 'journal.tab-effect', context: 'journal', keys: ['3'], title: 'The effect on the schema' },
  { id: 'journal.tab-lint', context: 'journal', keys: ['4'], title: 'What the lint says' },
  { id: 'journal.tab-run', context: 'journal', keys: ['5'], title: 'What ran last' },
  {
    id: 'journal.find',
    context: 'journal',
    keys: ['/'],
    hint: 'find',
    title: 'Find an entry by a piece of its name',
    inPalette: true,
  },
  { id: 'journal.find-next', context: 'journal', keys: ['n'], title: 'To the next one that was found' },
  { id: 'journal.find-previous', context: 'journal', keys: ['N'], title: 'To the one before' },
  {
    id: 'journal.refresh',
    context: 'journal',
    keys: ['ctrl+r'],
    title: 'Read the journal and the files again',
    inPalette: true,
  },
] as const satisfies readonly ActionRow[];
