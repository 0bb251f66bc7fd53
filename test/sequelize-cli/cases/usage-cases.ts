/** What is typed wrongly, and what is asked of the tool itself. */
import type { CaseGroup } from '../comparison-case.ts';
import { shop } from '../projects.ts';

export const usageCases: CaseGroup = [
  {
    name: 'an unknown command',
    files: shop(),
    steps: ['db:migarte', 'nonsense'],
    differences: ['unknown-command', 'usage-text'],
  },
  {
    name: 'an unknown flag',
    files: shop(),
    steps: ['db:migrate --nonsense', 'db:seed:all --bogus 1', 'init --bogus'],
    differences: ['usage-text'],
  },
  {
    name: 'a word too many',
    files: shop(),
    steps: ['db:migrate now', 'db:create now'],
    differences: ['usage-text'],
  },
  {
    name: 'a flag of another command',
    files: shop(),
    steps: ['db:migrate:undo --to x', 'db:seed --name x'],
    differences: ['usage-text'],
  },
  { name: 'no command', files: shop(), steps: [''], differences: ['no-command', 'usage-text'] },
  {
    name: 'help',
    files: shop(),
    steps: ['--help', 'db:migrate --help', 'model:generate --help'],
    differences: ['help'],
  },
  { name: 'the version', files: shop(), steps: ['--version'], differences: ['version'] },
];
