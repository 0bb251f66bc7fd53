/** The row of `db:migrate:lint` in the command table. */
import type { CommandRow } from './command.ts';

export const lintCommand: CommandRow = {
  name: 'db:migrate:lint',
  summary: 'say what is risky about migrations before they run',
  description:
    'Looks at pending migrations, or at those that are named. Nothing is executed: what a migration would send is recorded, ' +
    'and the live catalog says how big its tables are. Exits 1 on errors; `--fail-on warning` is stricter.\n' +
    'A comment silences a rule: // seqscope-ignore rule-id',
  group: 'Migrations',
  arguments: [],
  options: [
    {
      name: 'name',
      kind: 'list',
      value: 'prefix',
      summary: 'look at exactly this one; repeat for several',
    },
    { name: 'all', kind: 'flag', summary: 'executed ones too', conflicts: ['name'] },
    { name: 'rule', kind: 'list', value: 'id', summary: 'only this rule; repeat for several' },
    {
      name: 'level',
      kind: 'text',
      value: 'level',
      summary: 'show from this level on: error, warning or notice (default: notice)',
      choices: ['error', 'warning', 'notice'],
    },
    {
      name: 'fail-on',
      kind: 'text',
      value: 'level',
      summary: 'exit 1 from this level on: error, warning, notice or never (default: error)',
      choices: ['error', 'warning', 'notice', 'never'],
    },
    {
      name: 'format',
      kind: 'text',
      value: 'format',
      summary: 'human, json or github (default: human)',
      choices: ['human', 'json', 'github'],
    },
    { name: 'json', kind: 'flag', summary: 'print JSON: short for --format json', conflicts: ['format'] },
    { name: 'list-rules', kind: 'flag', summary: 'print the rules, look at nothing' },
  ],
  examples: [
    { line: 'seqscope db:migrate:lint', summary: 'what is pending' },
    {
      line: 'seqscope db:migrate:lint --all --level warning',
      summary: 'the whole history, notices left out',
    },
    { line: 'seqscope db:migrate:lint --format github --fail-on warning', summary: 'in a pull request' },
  ],
  load: async () => (await import('./lint.ts')).lintMigrations,
};
