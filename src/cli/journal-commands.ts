/** The rows of the command table that step the two journals: `db:migrate…` and `db:seed…`. */
import type { CommandRow } from './command.ts';
import { checkOption, fromGitOption, steppingOptions, stepOption } from './journal-options.ts';
import { lintCommand } from './lint-command.ts';
import { redoCommand, repairCommand } from './repair-commands.ts';
import { json } from './shared-options.ts';

export const migrationCommands: readonly CommandRow[] = [
  {
    name: 'db:migrate',
    summary: 'run pending migrations',
    group: 'Migrations',
    isDropIn: true,
    arguments: [],
    options: [
      {
        name: 'to',
        kind: 'text',
        value: 'file',
        summary: 'the last one to run',
        conflicts: ['name'],
      },
      { name: 'from', kind: 'text', value: 'file', summary: 'run those after this one', conflicts: ['name'] },
      { name: 'name', kind: 'list', value: 'prefix', summary: 'run exactly this one; repeat for several' },
      stepOption('run', ['to', 'from', 'name']),
      ...steppingOptions,
    ],
    examples: [
      { line: 'seqscope db:migrate', summary: 'everything pending' },
      { line: 'seqscope db:migrate --rehearse', summary: 'what that would do, without a trace' },
      { line: 'seqscope db:migrate --round-trip', summary: 'and whether down undoes it' },
      { line: 'seqscope db:migrate --to 20260109120002-create-users.js', summary: 'up to that one' },
    ],
    load: async () => (await import('./journal.ts')).migrate,
  },
  {
    name: 'db:migrate:status',
    summary: 'list migrations as up or down',
    group: 'Migrations',
    isDropIn: true,
    arguments: [],
    options: [json, checkOption],
    examples: [
      { line: 'seqscope db:migrate:status', summary: 'one line a migration' },
      { line: 'seqscope db:migrate:status --check --json', summary: 'states, flags and times as JSON' },
    ],
    load: async () => (await import('./list-migrations.ts')).listMigrations,
  },
  lintCommand,
  {
    name: 'db:migrate:undo',
    summary: 'revert the last migration',
    group: 'Migrations',
    isDropIn: true,
    arguments: [],
    options: [
      { name: 'name', kind: 'list', value: 'file', summary: 'revert exactly this one' },
      stepOption('revert', ['name']),
      fromGitOption,
      ...steppingOptions,
    ],
    examples: [{ line: 'seqscope db:migrate:undo', summary: 'the last by name' }],
    load: async () => (await import('./journal.ts')).undoMigration,
  },
  {
    name: 'db:migrate:undo:all',
    summary: 'revert every migration',
    group: 'Migrations',
    isDropIn: true,
    arguments: [],
    options: [
      { name: 'to', kind: 'text', value: 'file', summary: 'the last one to revert' },
      ...steppingOptions,
    ],
    examples: [
      { line: 'seqscope db:migrate:undo:all', summary: 'back to an empty schema' },
      {
        line: 'seqscope db:migrate:undo:all --to 20260109120003-create-user-permissions.js',
        summary: 'down to that one',
      },
    ],
    load: async () => (await import('./journal.ts')).undoAllMigrations,
  },
  redoCommand,
  repairCommand,
  {
    name: 'db:migrate:schema:timestamps:add',
    summary: "add times to the journal's table",
    description:
      'From then on each entry says when it was recorded. The table as it was stays, with "Backup" behind its name.',
    group: 'Migrations',
    isDropIn: true,
    arguments: [],
    options: [],
    examples: [{ line: 'seqscope db:migrate:schema:timestamps:add', summary: 'once' }],
    load: async () => (await import('./journal.ts')).addTimes,
  },
];

export const seederCommands: readonly CommandRow[] = [
  {
    name: 'db:seed',
    summary: 'run the seeders that are named',
    group: 'Seeders',
    isDropIn: true,
    arguments: [],
    options: [
      {
        name: 'seed',
        kind: 'list',
        value: 'prefix',
        summary: 'a seeder; repeat for several',
        isGreedy: true,
      },
      ...steppingOptions,
    ],
    examples: [
      { line: 'seqscope db:seed --seed 20260109120001', summary: 'one seeder, by the start of its name' },
    ],
    load: async () => (await import('./journal.ts')).seed,
  },
  {
    name: 'db:seed:all',
    summary: 'run every seeder',
    group: 'Seeders',
    isDropIn: true,
    arguments: [],
    options: [...steppingOptions],
    examples: [{ line: 'seqscope db:seed:all', summary: 'in the order of their names' }],
    load: async () => (await import('./journal.ts')).seedAll,
  },
  {
    name: 'db:seed:undo',
    summary: 'revert the last seeder',
    group: 'Seeders',
    isDropIn: true,
    arguments: [],
    options: [
      { name: 'seed', kind: 'list', value: 'file', summary: 'revert exactly this one', isGreedy: true },
      ...steppingOptions,
    ],
    examples: [{ line: 'seqscope db:seed:undo', summary: 'the last by name' }],
    load: async () => (await import('./journal.ts')).undoSeed,
  },
  {
    name: 'db:seed:undo:all',
    summary: 'revert every seeder',
    group: 'Seeders',
    isDropIn: true,
    arguments: [],
    options: [...steppingOptions],
    examples: [{ line: 'seqscope db:seed:undo:all', summary: 'in reverse order' }],
    load: async () => (await import('./journal.ts')).undoAllSeeds,
  },
];
