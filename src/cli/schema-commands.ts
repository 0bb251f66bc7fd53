/** The rows of the commands that draw and explain the schema. */
import type { ArgumentRow, CommandRow } from './command.ts';
import { json } from './shared-options.ts';

const end = (name: string): ArgumentRow => ({ name, summary: 'a model or table', isOptional: false });

export const schemaCommands: readonly CommandRow[] = [
  {
    name: 'path',
    summary: 'show how one model leads to another',
    description:
      'The shortest paths of associations, each as Sequelize code and as SQL, with how many rows it leads to for each\n' +
      "row, by the planner's statistics, and the indexes it lacks. Where no association leads there, foreign keys do.\n" +
      'Exits 1 when there is no path.',
    group: 'Read',
    arguments: [end('from'), end('to')],
    options: [
      {
        name: 'number',
        short: 'n',
        kind: 'integer',
        least: 1,
        value: 'count',
        summary: 'so many paths, longer ones too (default: all of the shortest)',
        conflicts: ['all'],
      },
      { name: 'all', kind: 'flag', summary: 'every path without a loop, a thousand at most' },
      json,
    ],
    examples: [
      { line: 'seqscope path User Role', summary: 'how a user leads to its role' },
      { line: 'seqscope path Role UserDevice -n 3 --json', summary: 'the three shortest paths' },
    ],
    load: async () => (await import('./path.ts')).showPaths,
  },
];
