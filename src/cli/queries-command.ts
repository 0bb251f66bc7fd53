/** The row of `queries` in the command table. */
import type { CommandRow } from './command.ts';
import { json } from './shared-options.ts';

export const queriesCommand: CommandRow = {
  name: 'queries',
  summary: 'list the saved queries with their parameters',
  description:
    "Files of the project's `queries` folder; `queries` in seqscope.config or `queries-path` in .sequelizerc names another.",
  group: 'Read',
  arguments: [],
  options: [json],
  examples: [
    { line: 'seqscope queries', summary: 'their names, and what each is given' },
    { line: "seqscope queries --json | jq -r '.[].name'", summary: 'for a script' },
  ],
  load: async () => (await import('./queries.ts')).listQueries,
};
