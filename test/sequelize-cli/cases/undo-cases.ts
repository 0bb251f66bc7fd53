/** `db:migrate:undo` and `db:migrate:undo:all`, and entries whose file is gone or was renamed. */
import type { CaseGroup } from '../comparison-case.ts';
import { rolesFile, shop, tagsFile, usersFile } from '../projects.ts';

export const undoCases: CaseGroup = [
  {
    name: 'the last, until nothing is left',
    files: shop(),
    steps: ['db:migrate', 'db:migrate:undo', 'db:migrate:undo', 'db:migrate:undo', 'db:migrate:undo'],
  },
  {
    name: 'the last name, not the last executed',
    files: shop(),
    steps: [
      'db:migrate --name 20200103',
      'db:migrate --name 20200101',
      'db:migrate:undo',
      'db:migrate:status',
    ],
  },
  {
    name: 'one by its beginning',
    files: shop(),
    steps: ['db:migrate', 'db:migrate:undo --name 20200102', 'db:migrate:status'],
  },
  {
    name: 'one by its whole name, and again',
    files: shop(),
    steps: ['db:migrate', `db:migrate:undo --name ${usersFile}`, 'db:migrate', 'db:migrate:status'],
  },
  {
    name: 'one that was not executed',
    files: shop(),
    steps: [`db:migrate --to ${usersFile}`, `db:migrate:undo --name ${tagsFile}`],
    differences: ['error-text'],
  },
  {
    name: 'one that does not exist',
    files: shop(),
    steps: ['db:migrate', 'db:migrate:undo --name nonsense'],
    differences: ['error-text'],
  },
  {
    name: 'one by name where nothing was executed',
    files: shop(),
    steps: [`db:migrate:undo --name ${usersFile}`],
    differences: ['no-journal-yet'],
  },
  {
    name: 'a beginning that several have',
    files: shop(),
    steps: ['db:migrate', 'db:migrate:undo --name 2020'],
    differences: ['ambiguous-names'],
  },
  {
    name: 'before anything was executed',
    files: shop(),
    steps: ['db:migrate:undo', 'db:migrate:undo:all'],
    differences: ['no-journal-yet'],
  },
  {
    name: 'all, and all again',
    files: shop(),
    steps: ['db:migrate', 'db:migrate:undo:all', 'db:migrate:undo:all', 'db:migrate'],
    isShort: true,
  },
  {
    name: 'all down to one',
    files: shop(),
    steps: ['db:migrate', `db:migrate:undo:all --to ${rolesFile}`, 'db:migrate:status'],
  },
  {
    name: 'all down to the beginning of a name',
    files: shop(),
    steps: ['db:migrate', 'db:migrate:undo:all --to 20200102'],
  },
  {
    name: 'all down to one that does not exist',
    files: shop(),
    steps: ['db:migrate', 'db:migrate:undo:all --to nonsense'],
    differences: ['error-text'],
  },
  {
    name: 'all down to one that was not executed',
    files: shop(),
    steps: [`db:migrate --to ${usersFile}`, `db:migrate:undo:all --to ${tagsFile}`],
    differences: ['error-text'],
  },
  {
    name: 'up to one, undone, and up again',
    files: shop(),
    steps: [`db:migrate --to ${rolesFile}`, 'db:migrate:undo', 'db:migrate', 'db:migrate:undo:all'],
  },
  {
    name: 'the status while a file is missing',
    files: shop(),
    steps: ['db:migrate', { remove: `migrations/${tagsFile}` }, 'db:migrate:status'],
    differences: ['notes'],
  },
  {
    name: 'the last, whose file is missing',
    files: shop(),
    steps: ['db:migrate', { remove: `migrations/${tagsFile}` }, 'db:migrate:undo'],
    differences: ['orphans'],
  },
  {
    name: 'all, while a file is missing',
    files: shop(),
    steps: ['db:migrate', { remove: `migrations/${rolesFile}` }, 'db:migrate:undo:all'],
    differences: ['orphans'],
  },
  {
    name: 'one by name whose file is missing',
    files: shop(),
    steps: ['db:migrate', { remove: `migrations/${rolesFile}` }, 'db:migrate:undo --name 20200102'],
    differences: ['error-text'],
  },
  {
    name: 'up, while a file is missing',
    files: shop(),
    steps: [`db:migrate --to ${rolesFile}`, { remove: `migrations/${rolesFile}` }, 'db:migrate'],
  },
  {
    name: 'the status of a twin with another extension',
    files: shop(),
    steps: [
      'db:migrate',
      { rename: `migrations/${tagsFile}`, to: 'migrations/20200103000000-tags.cjs' },
      'db:migrate:status',
    ],
    differences: ['twins'],
  },
  {
    name: 'up with a twin of another extension',
    files: shop(),
    steps: [
      'db:migrate',
      { rename: `migrations/${tagsFile}`, to: 'migrations/20200103000000-tags.cjs' },
      'db:migrate',
    ],
    differences: ['twins'],
  },
  {
    name: 'a twin undone',
    files: shop(),
    steps: [
      'db:migrate',
      { rename: `migrations/${tagsFile}`, to: 'migrations/20200103000000-tags.cjs' },
      'db:migrate:undo',
    ],
    differences: ['twins'],
  },
];
