/** Rows of the table of actions: what doctor and drift find. */
import type { ActionRow } from './action-row.ts';

export const checksActions = [
  {
    id: 'checks.open',
    context: 'checks',
    keys: ['enter'],
    hint: 'page',
    title: 'Read all there is to know of the model or table',
  },
  {
    id: 'checks.copy',
    context: 'checks',
    keys: ['y'],
    hint: 'copy fix',
    title: 'Copy the fix',
    inPalette: true,
  },
  {
    id: 'checks.compare',
    context: 'checks',
    keys: ['d'],
    hint: 'drift',
    title: 'Compare models, database and migrations, in scratch databases',
    inPalette: true,
  },
  {
    id: 'checks.group',
    context: 'checks',
    keys: ['s'],
    hint: 'group',
    title: 'Group by level, or by table',
    inPalette: true,
  },
  {
    id: 'checks.graph',
    context: 'checks',
    keys: ['a'],
    title: 'Show the model among its neighbours',
    inPalette: true,
  },
  {
    id: 'checks.refresh',
    context: 'checks',
    keys: ['r'],
    hint: 'again',
    title: 'Look again',
    inPalette: true,
  },
  { id: 'checks.detail-down', context: 'checks', keys: ['J', 'shift+down'], title: 'Scroll the detail down' },
  { id: 'checks.detail-up', context: 'checks', keys: ['K', 'shift+up'], title: 'Scroll the detail up' },
] as const satisfies readonly ActionRow[];
