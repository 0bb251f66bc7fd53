/** Rows of the table of actions: the graph of models and their associations. */
import type { ActionRow } from './action-row.ts';

export const graphActions = [
  {
    id: 'graph.open',
    context: 'graph',
    keys: ['enter'],
    hint: 'to the middle',
    title: 'Put it in the middle; open the cluster',
  },
  { id: 'graph.left', context: 'graph', keys: ['left', 'h'], title: 'To the box on the left' },
  { id: 'graph.right', context: 'graph', keys: ['right', 'l'], title: 'To the box on the right' },
  {
    id: 'graph.out',
    context: 'graph',
    keys: ['-'],
    hint: 'out',
    title: 'See more: two steps, then the clusters of the whole schema',
    inPalette: true,
  },
  {
    id: 'graph.in',
    context: 'graph',
    keys: ['+', '='],
    hint: 'in',
    title: 'See less: into the cluster, to its models, to the neighbours alone',
    inPalette: true,
  },
  {
    id: 'graph.page',
    context: 'graph',
    keys: ['i'],
    hint: 'page',
    title: 'Read all there is to know of it',
    inPalette: true,
  },
  {
    id: 'graph.rows',
    context: 'graph',
    keys: ['o'],
    hint: 'rows',
    title: 'Open its rows',
    inPalette: true,
  },
  {
    id: 'graph.query',
    context: 'graph',
    keys: ['b'],
    hint: 'query',
    title: 'Build a query of it',
    inPalette: true,
  },
  {
    id: 'graph.find',
    context: 'graph',
    keys: ['/'],
    hint: 'find',
    title: 'Find a model or table and put it in the middle',
    inPalette: true,
  },
  { id: 'graph.refresh', context: 'graph', keys: ['r'], title: 'Read the schema again' },
] as const satisfies readonly ActionRow[];
