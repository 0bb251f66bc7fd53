/** `db:migrate` and `db:migrate:status`: which ones, in what order, and with what names. */
import type { CaseGroup } from '../comparison-case.ts';
import { config, migrations, rolesFile, shop, table, tagsFile, usersFile } from '../projects.ts';

export const migrateCases: CaseGroup = [
  {
    name: 'everything pending, then nothing',
    files: shop(),
    steps: ['db:migrate', 'db:migrate'],
    isShort: true,
  },
  {
    name: 'the status before, between and after',
    files: shop(),
    steps: [
      'db:migrate:status',
      `db:migrate --to ${rolesFile}`,
      'db:migrate:status',
      'db:migrate',
      'db:migrate:status',
    ],
  },
  { name: 'the status alone', files: shop(), steps: ['db:migrate:status'], differences: ['no-journal-yet'] },
  {
    name: 'to the first',
    files: shop(),
    steps: [`db:migrate --to ${usersFile}`, `db:migrate --to=${rolesFile}`],
  },
  { name: 'to the last', files: shop(), steps: [`db:migrate --to ${tagsFile}`] },
  { name: 'to an executed one', files: shop(), steps: ['db:migrate', `db:migrate --to ${usersFile}`] },
  {
    name: 'to an executed one while others are pending',
    files: shop(),
    steps: [`db:migrate --to ${rolesFile}`, `db:migrate --to ${usersFile}`],
  },
  {
    name: 'to a name that does not exist',
    files: shop(),
    steps: ['db:migrate --to nonsense'],
    differences: ['unknown-names', 'no-journal-yet'],
  },
  {
    name: 'to the beginning of a name',
    files: shop(),
    steps: ['db:migrate --to 20200101'],
    differences: ['short-names'],
  },
  { name: 'from the first', files: shop(), steps: [`db:migrate --from ${usersFile}`] },
  {
    name: 'from the last',
    files: shop(),
    steps: [`db:migrate --from ${tagsFile}`],
    differences: ['nothing-to-do', 'no-journal-yet'],
  },
  {
    name: 'from an executed one',
    files: shop(),
    steps: [`db:migrate --to ${usersFile}`, `db:migrate --from ${usersFile}`],
  },
  {
    name: 'from a name that does not exist',
    files: shop(),
    steps: ['db:migrate --from nonsense'],
    differences: ['unknown-names', 'no-journal-yet'],
  },
  {
    name: 'from one to another',
    files: shop(),
    steps: [`db:migrate --from ${usersFile} --to ${rolesFile}`, 'db:migrate:status'],
  },
  {
    name: 'one by its beginning',
    files: shop(),
    steps: ['db:migrate --name 20200102', 'db:migrate:status'],
  },
  { name: 'one by its whole name', files: shop(), steps: [`db:migrate --name ${tagsFile}`] },
  {
    name: 'two by name',
    files: shop(),
    steps: ['db:migrate --name 20200103 --name 20200101', 'db:migrate:status'],
  },
  {
    name: 'one that was executed, while others are pending',
    files: shop(),
    steps: ['db:migrate --name 20200101', 'db:migrate --name 20200101'],
    differences: ['error-text'],
  },
  {
    name: 'one that was executed, as all were',
    files: shop(),
    steps: ['db:migrate', 'db:migrate --name 20200101'],
  },
  {
    name: 'a name that nothing begins with',
    files: shop(),
    steps: ['db:migrate --name 2031'],
    differences: ['error-text', 'no-journal-yet'],
  },
  {
    name: 'a beginning that several have',
    files: shop(),
    steps: ['db:migrate --name 2020'],
    differences: ['ambiguous-names'],
  },
  {
    name: 'a name without its extension that others begin with',
    files: {
      'config/config.json': config(),
      'migrations/1-user.js': table('users'),
      'migrations/1-user-roles.js': table('roles'),
    },
    steps: ['db:migrate --name 1-user'],
    differences: ['ambiguous-names'],
  },
  {
    name: 'a name together with another limit',
    files: shop(),
    steps: [`db:migrate --name 20200101 --to ${rolesFile}`, `db:migrate --name 20200101 --from ${rolesFile}`],
    differences: ['usage-text'],
  },
  {
    name: 'an empty folder',
    files: { 'config/config.json': config(), 'migrations/': '' },
    steps: ['db:migrate', 'db:migrate:status', 'db:migrate:undo'],
    differences: ['no-journal-yet'],
  },
  {
    name: 'no folder',
    files: { 'config/config.json': config() },
    steps: ['db:migrate', 'db:migrate:status'],
    differences: ['error-text', 'no-journal-yet'],
  },
  {
    name: 'numbers that are not padded',
    files: {
      'config/config.json': config(),
      'migrations/10-ten.js': table('ten'),
      'migrations/9-nine.js': table('nine'),
      'migrations/1-one.js': table('one'),
    },
    steps: ['db:migrate', 'db:migrate:undo'],
  },
  {
    name: 'other files among them',
    files: {
      ...shop(),
      'migrations/README.md': '# notes',
      'migrations/20200104000000-x.sql': 'select 1',
      'migrations/types.d.ts': 'export {}',
      'migrations/nested/20200105000000-deep.js': table('deep'),
      'migrations/table.mjs': 'export const up = 1',
    },
    steps: ['db:migrate', 'db:migrate:status'],
  },
  {
    name: 'a numbered .mjs file',
    files: {
      ...shop(),
      'migrations/20200106000000-x.mjs':
        "export const up = (q) => q.createTable('x', { id: 'integer' }); export const down = (q) => q.dropTable('x');",
    },
    steps: ['db:migrate', 'db:migrate:status'],
    differences: ['mjs-files'],
  },
  {
    name: 'one that was added later with an older name',
    files: shop(),
    steps: [
      'db:migrate',
      { write: 'migrations/20191231000000-late.js', text: table('late') },
      'db:migrate:status',
      'db:migrate',
      'db:migrate:undo',
    ],
  },
  {
    name: 'from a folder below the project',
    files: { ...shop(), 'src/': '' },
    directory: 'src',
    steps: ['db:migrate'],
    differences: ['found-from-below'],
  },
  {
    name: 'a database that is not there',
    files: shop(),
    withoutDatabase: true,
    steps: ['db:migrate', 'db:migrate:status'],
    differences: ['error-text'],
  },
  {
    name: 'a server that is not there',
    files: {
      'config/config.json': '{"development": {"url": "postgres://nobody@127.0.0.1:1/nothing"}}',
      ...migrations,
    },
    steps: ['db:migrate'],
    differences: ['error-text'],
  },
];
