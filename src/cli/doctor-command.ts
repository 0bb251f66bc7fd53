/** The row of `doctor` in the command table. */
import type { CommandRow } from './command.ts';
import { json } from './shared-options.ts';

export const doctorCommand: CommandRow = {
  name: 'doctor',
  summary: 'examine models, database and migrations: what is worth mending, and how',
  description:
    'Reads only. What a baseline has is known: it is counted, not told, and fails nothing. Without a database the models are ' +
    'examined alone, and without models the database.',
  group: 'Check',
  arguments: [],
  options: [
    {
      name: 'only',
      kind: 'list',
      value: 'ids',
      summary: 'make only these checks, separated by commas; repeatable',
    },
    { name: 'except', kind: 'list', value: 'ids', summary: 'make all but these checks' },
    {
      name: 'level',
      kind: 'text',
      value: 'level',
      summary: 'tell and count from this level on: error, warning or info (default: info)',
      choices: ['error', 'warning', 'info'],
    },
    {
      name: 'exit-code',
      kind: 'flag',
      summary:
        'exit 1 when there are findings that no baseline has, or models or database could not be looked at',
    },
    {
      name: 'baseline',
      kind: 'text',
      value: 'file',
      summary:
        "known findings (default: seqscope-doctor-baseline.json at the project's root, where there is one)",
    },
    {
      name: 'write-baseline',
      kind: 'flag',
      summary: 'write what is found into the baseline',
      conflicts: ['level'],
    },
    {
      name: 'migration',
      kind: 'flag',
      summary: 'write a migration that mends what is found, as far as that changes the schema',
      conflicts: ['write-baseline', 'exit-code'],
    },
    {
      name: 'name',
      kind: 'text',
      value: 'name',
      summary: 'of --migration: what the file is called after its time; without one after what it mends',
    },
    { name: 'list', kind: 'flag', summary: 'print the checks, look at nothing' },
    json,
  ],
  examples: [
    { line: 'seqscope doctor', summary: 'everything' },
    { line: 'seqscope doctor --only foreign-key-without-index,unused-index', summary: 'two checks' },
    {
      line: 'seqscope doctor --only foreign-key-without-index --migration',
      summary: 'a migration of the fixes',
    },
    { line: 'seqscope doctor --write-baseline', summary: 'agree to what there is' },
    { line: 'seqscope doctor --exit-code --level warning', summary: 'for CI: fails on what is new' },
  ],
  load: async () => (await import('./doctor.ts')).runDoctor,
};
