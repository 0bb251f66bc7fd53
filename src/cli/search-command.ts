/** The row of `search` in the command table. */
import type { CommandRow } from './command.ts';
import { modelArgument, rowFormat, specOptions } from './read-options.ts';

export const searchCommand: CommandRow = {
  name: 'search',
  summary: 'find the rows of a model or table that hold a text',
  description:
    'Looks in every text column that is read: text, enums, uuids, JSON and arrays of them, in letters of either case.\n' +
    'Stops after --time-limit, and says how far it was. Exits 0 when rows were found, 1 when none was.',
  group: 'Read',
  arguments: [
    modelArgument,
    { name: 'text', summary: 'what to look for, taken literally', isOptional: false },
  ],
  options: [
    ...specOptions.filter(({ name }) => name !== 'offset'),
    {
      name: 'time-limit',
      kind: 'text',
      value: 'time',
      summary: 'how long to search: 30s, 2min (default: 5s)',
    },
    ...rowFormat,
  ],
  examples: [
    { line: 'seqscope search User example.com', summary: 'wherever it stands in a user' },
    {
      line: "seqscope search User 100% --where 'createdAt > 30d' --columns id,email --time-limit 1min",
      summary: 'among some rows, in some columns',
    },
  ],
  load: async () => (await import('./search.ts')).searchRows,
};
