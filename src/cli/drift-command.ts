/** The row of `drift` in the command table. */
import type { CommandRow } from './command.ts';
import { json } from './shared-options.ts';

export const driftCommand: CommandRow = {
  name: 'drift',
  summary: 'say where models, database and migrations do not say the same',
  description:
    'The models are synchronised, and the migrations replayed, in scratch databases that are dropped afterwards; of the database ' +
    'itself only the catalog is read. Each difference says which of the three stands alone, and what to do.\n' +
    'Subjects for --only: schema, table, column, type, nullability, default, enum, primary-key, unique, foreign-key, check, ' +
    'index, comment, other.',
  group: 'Check',
  isApart: true,
  arguments: [],
  options: [
    {
      name: 'only',
      kind: 'list',
      value: 'name',
      summary: 'differences of this table, model or subject alone; repeat for several',
    },
    {
      name: 'sides',
      kind: 'text',
      value: 'list',
      summary: 'compare these alone: two of models, database and migrations, with a comma',
    },
    {
      name: 'baseline',
      kind: 'text',
      value: 'file',
      summary: 'SQL to run before the first migration, where the history begins with a dump',
    },
    {
      name: 'first',
      kind: 'text',
      value: 'name',
      summary: 'replay from this migration on, where it makes what the ones before it made',
    },
    {
      name: 'migration',
      kind: 'flag',
      summary: 'write the migration that makes the database what the models say, once it was proved',
      conflicts: ['exit-code'],
    },
    {
      name: 'name',
      kind: 'text',
      value: 'name',
      summary: 'of --migration: what the file is called after its time; without one after what it does',
    },
    {
      name: 'exit-code',
      kind: 'flag',
      summary: 'exit 1 where there is a difference, or a side could not be compared whole',
    },
    json,
  ],
  examples: [
    { line: 'seqscope drift', summary: 'all three sides' },
    { line: 'seqscope drift --exit-code', summary: 'before a release' },
    { line: 'seqscope drift --only User --only type --only nullability', summary: 'one model, two subjects' },
    { line: 'seqscope drift --migration', summary: 'write what the database lacks of the models' },
    { line: 'seqscope drift --sides database,migrations --json', summary: 'what was done by hand' },
  ],
  load: async () => (await import('./drift.ts')).showDrift,
};
