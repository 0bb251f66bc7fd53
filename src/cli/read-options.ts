/** Options and arguments that commands which read rows share. */
import type { ArgumentRow, OptionRow } from './command.ts';
import { json } from './shared-options.ts';

export const rowFormat: readonly OptionRow[] = [
  { ...json, summary: 'print JSON: short for --format json', conflicts: ['format'] },
  {
    name: 'format',
    kind: 'text',
    value: 'format',
    summary: 'table, json, jsonl or csv (default: table)',
    choices: ['table', 'json', 'jsonl', 'csv'],
  },
];

export const modelArgument: ArgumentRow = {
  name: 'model',
  summary: 'a model, or a table',
  isOptional: false,
};

/** What comes along with the rows, or is made of them. */
export const shapeOptions: readonly OptionRow[] = [
  {
    name: 'include',
    kind: 'list',
    value: 'associations',
    summary: 'read associations along: devices, role.users; repeat to combine',
  },
  {
    name: 'group-by',
    kind: 'list',
    value: 'names',
    summary: 'one row for each value of these attributes',
    conflicts: ['columns', 'include'],
  },
  {
    name: 'aggregate',
    kind: 'list',
    value: 'term',
    summary: "count, sum, avg, min or max: 'avg(age)', 'count(distinct email)'",
    conflicts: ['columns', 'include'],
  },
];

/** Which rows of a model or table, and what of them. */
export const specOptions: readonly OptionRow[] = [
  { name: 'scope', kind: 'list', value: 'scope', summary: 'apply a scope; repeat to combine' },
  { name: 'where', kind: 'text', value: 'filter', summary: 'keep the rows that match a filter' },
  { name: 'order', kind: 'list', value: 'terms', summary: 'attributes to sort by: name, createdAt:desc' },
  { name: 'limit', kind: 'integer', value: 'n', summary: 'rows to read' },
  { name: 'offset', kind: 'integer', value: 'n', summary: 'rows to skip first' },
  { name: 'columns', kind: 'list', value: 'names', summary: 'attributes to read, in this order' },
  { name: 'with-deleted', kind: 'flag', summary: 'include soft-deleted rows' },
  { name: 'unscoped', kind: 'flag', summary: "leave out the model's default scope" },
];
