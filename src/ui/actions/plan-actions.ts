/** Rows of the table of actions: the plan of a statement. */
import type { ActionRow } from './action-row.ts';

export const planActions = [
  {
    id: 'plan.toggle',
    context: 'plan',
    keys: ['enter'],
    hint: 'fold',
    title: 'Fold what is below away, or show it',
  },
  { id: 'plan.unfold', context: 'plan', keys: ['right', 'l'], title: 'Show what is below' },
  {
    id: 'plan.fold',
    context: 'plan',
    keys: ['left', 'h'],
    title: 'Fold what is below away; then to what is above',
  },
  {
    id: 'plan.analyze',
    context: 'plan',
    keys: ['a'],
    hint: 'analyze',
    title: 'Run it and measure each node; what it writes is rolled back',
    inPalette: true,
  },
  {
    id: 'plan.next-mark',
    context: 'plan',
    keys: ['n'],
    hint: 'next mark',
    title: 'To the next node that is marked',
  },
  { id: 'plan.refresh', context: 'plan', keys: ['r'], title: 'Ask for the plan again', inPalette: true },
  { id: 'plan.statement', context: 'plan', keys: ['Q'], title: 'Show the SQL of this plan', inPalette: true },
  {
    id: 'plan.copy',
    context: 'plan',
    keys: ['y'],
    hint: 'copy',
    title: 'Copy the plan as text',
    inPalette: true,
  },
  { id: 'plan.copy-json', context: 'plan', keys: ['Y'], title: 'Copy the plan as JSON', inPalette: true },
] as const satisfies readonly ActionRow[];
