/** The rows of `db:migrate:redo` and `db:migrate:repair` in the command table. */
import type { CommandRow } from './command.ts';
import { lockOption, stepOption } from './journal-options.ts';

export const redoCommand: CommandRow = {
  name: 'db:migrate:redo',
  summary: 'revert the last migration and run it again',
  description: 'Under one lock. When reverting fails, nothing is run again.',
  group: 'Migrations',
  arguments: [],
  options: [stepOption('redo'), lockOption],
  examples: [
    { line: 'seqscope db:migrate:redo', summary: 'while a migration is being written' },
    { line: 'seqscope db:migrate:redo --step 3', summary: 'the last three' },
  ],
  load: async () => (await import('./journal.ts')).redoMigrations,
};

export const repairCommand: CommandRow = {
  name: 'db:migrate:repair',
  summary: 'put right what the journal says; shows its plan first',
  description:
    'Writes and removes rows of the journal, never the schema, in one transaction, once you have agreed.\n' +
    'Without a name it proposes what can be told: entries whose file was renamed. Entries without a file are ' +
    'listed with where git has the file; `db:migrate:undo --from-git` reverts with the file from there.',
  group: 'Migrations',
  arguments: [],
  options: [
    { name: 'json', kind: 'flag', summary: 'print the plan as JSON', conflicts: ['yes'] },
    { name: 'drop', kind: 'list', value: 'name', summary: 'take out an entry that has no file; repeatable' },
    { name: 'drop-orphans', kind: 'flag', summary: 'take out every entry that has no file' },
    {
      name: 'mark-executed',
      kind: 'list',
      value: 'name',
      summary: 'record a pending one without running it; repeatable',
    },
    {
      name: 'mark-pending',
      kind: 'list',
      value: 'name',
      summary: 'take out an executed one without reverting it; repeatable',
    },
    {
      name: 'rename',
      kind: 'list',
      value: 'old=new',
      summary: 'record the file under its new name; repeatable',
    },
    { name: 'yes', kind: 'flag', summary: 'do not ask (for scripts)' },
    lockOption,
  ],
  examples: [
    { line: 'seqscope db:migrate:repair', summary: 'what could be put right' },
    { line: 'seqscope db:migrate:repair --mark-executed create-users --yes', summary: 'in a script' },
  ],
  load: async () => (await import('./repair.ts')).repairJournal,
};
