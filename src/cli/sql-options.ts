/** Options of `sql` beside the format of its rows. */
import type { OptionRow } from './command.ts';

export const sqlOptions: readonly OptionRow[] = [
  { name: 'file', kind: 'text', short: 'f', value: 'file', summary: 'run the statements of a file' },
  {
    name: 'param',
    kind: 'list',
    value: 'name=value',
    summary: 'the value of :name; NULL is NULL',
  },
  { name: 'expanded', kind: 'flag', short: 'x', summary: 'one column a line' },
  { name: 'timing', kind: 'flag', summary: 'say how long each statement took, in every format' },
  { name: 'yes', kind: 'flag', short: 'y', summary: 'ask nothing' },
];
