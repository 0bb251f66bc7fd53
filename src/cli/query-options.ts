/** The options of `query` beside those that say which rows: where the query comes from, and what becomes of it. */
import type { OptionRow } from './command.ts';

/** What a query says by itself when it is saved, or code. */
const rows = [
  ...['scope', 'unscoped', 'where', 'search', 'related', 'columns', 'order', 'with-deleted'],
  ...['include', 'group-by', 'aggregate'],
];

export const rowsOfOptions: readonly OptionRow[] = [
  { name: 'search', kind: 'text', value: 'text', summary: 'keep the rows that hold a text' },
  {
    name: 'related',
    kind: 'text',
    value: 'record',
    summary: 'the rows that an association leads to: \'Role.users("…")\'',
  },
  { name: 'saved', kind: 'text', value: 'name', summary: 'run a saved query', conflicts: rows },
  { name: 'param', kind: 'list', value: 'name=value', summary: 'a parameter of it; repeat for more' },
  {
    name: 'from-code',
    kind: 'text',
    value: 'code',
    summary: 'read what Sequelize code says, without running it; - is standard input',
    conflicts: [...rows, 'saved'],
  },
];

export const formOptions: readonly OptionRow[] = [
  {
    name: 'scopes',
    kind: 'flag',
    summary: 'print what each scope adds to the SQL, and how many rows it hides',
    conflicts: ['sql', 'count', 'format', 'limit', 'offset', 'order', 'columns', 'group-by', 'aggregate'],
  },
  {
    name: 'count',
    kind: 'flag',
    summary: 'print how many rows there are, instead of the rows',
    conflicts: ['sql', 'limit', 'offset', 'order', 'columns'],
  },
  { name: 'sql', kind: 'flag', summary: 'print the statement, run nothing', conflicts: ['json', 'format'] },
  {
    name: 'code',
    kind: 'flag',
    summary: 'print the query as Sequelize code, run nothing',
    conflicts: ['json', 'format', 'sql', 'count'],
  },
  {
    name: 'cli',
    kind: 'flag',
    summary: 'print the query as a command line, run nothing',
    conflicts: ['json', 'format', 'sql', 'count', 'code'],
  },
  {
    name: 'save',
    kind: 'text',
    value: 'name',
    summary: 'save the query under a name, run nothing',
    conflicts: ['json', 'format', 'sql', 'count', 'code', 'cli'],
  },
  { name: 'force', kind: 'flag', summary: 'replace the saved query of that name' },
];
