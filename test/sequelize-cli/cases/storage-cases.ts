/** The three storages of both journals, with their tables, schemas, files and columns. */
import type { CaseGroup } from '../comparison-case.ts';
import { rolesFile, shop, tagsFile } from '../projects.ts';

const walk = [
  'db:migrate:status',
  `db:migrate --to ${rolesFile}`,
  'db:migrate:status',
  'db:migrate',
  'db:migrate:undo',
  'db:migrate:undo:all',
];
const seedWalk = [
  'db:migrate',
  'db:seed --seed 20200201000000-',
  'db:seed:all',
  'db:seed:all',
  'db:seed:undo',
  'db:seed:undo:all',
  'db:seed:undo:all',
];

export const storageCases: CaseGroup = [
  { name: 'migrations in a table', files: shop({ migrationStorage: 'sequelize' }), steps: walk },
  { name: 'migrations in a file', files: shop({ migrationStorage: 'json' }), steps: walk },
  {
    name: 'migrations in a file, half of them',
    files: shop({ migrationStorage: 'json' }),
    steps: [`db:migrate --to ${rolesFile}`],
  },
  {
    name: 'migrations in a named file',
    files: shop({ migrationStorage: 'json', migrationStoragePath: 'done.json' }),
    steps: ['db:migrate', 'db:migrate:undo'],
  },
  {
    name: 'migrations in a file of a folder',
    files: { ...shop({ migrationStorage: 'json', migrationStoragePath: 'state/done.json' }), 'state/': '' },
    steps: ['db:migrate', 'db:migrate:undo'],
  },
  {
    name: 'migrations in a file that is no JSON',
    files: { ...shop({ migrationStorage: 'json' }), 'sequelize-meta.json': 'nothing' },
    steps: ['db:migrate'],
    differences: ['error-text'],
  },
  {
    name: 'migrations that are not recorded',
    files: shop({ migrationStorage: 'none' }),
    steps: [
      'db:migrate:status',
      'db:migrate',
      'db:migrate:status',
      'db:migrate:undo',
      'db:migrate:undo:all',
      `db:migrate:undo --name ${tagsFile}`,
    ],
  },
  {
    name: 'migrations in a named table',
    files: shop({ migrationStorageTableName: 'migrations_done' }),
    steps: walk,
  },
  {
    name: 'migrations in a schema',
    files: shop({ migrationStorageTableSchema: 'bookkeeping' }),
    steps: walk,
  },
  {
    name: 'migrations in a named table of a schema',
    files: shop({ migrationStorageTableName: 'done', migrationStorageTableSchema: 'book keeping' }),
    steps: walk,
  },
  {
    name: 'migrations in the schema of the models',
    files: shop({ define: { schema: 'app' } }),
    steps: [{ sql: 'CREATE SCHEMA app' }, 'db:migrate', 'db:migrate:undo'],
  },
  { name: 'migrations with times', files: shop({ migrationTimestamps: true }), steps: walk },
  {
    name: 'migrations in a storage of their own',
    files: {
      ...shop({ migrationStorage: '$PROJECT/storage.js' }),
      'storage.js':
        'module.exports = class { async logMigration() {} async unlogMigration() {} async executed() { return []; } };',
    },
    steps: ['db:migrate'],
    differences: ['own-storage'],
  },
  {
    name: 'migrations in a storage nobody knows',
    files: shop({ migrationStorage: 'paper' }),
    steps: ['db:migrate'],
    differences: ['error-text'],
  },
  {
    name: 'seeders that are not recorded',
    files: shop(),
    steps: ['db:migrate', 'db:seed:all', 'db:seed:undo', 'db:seed:undo:all'],
  },
  {
    name: 'seeders that are not recorded, twice',
    files: shop(),
    steps: ['db:migrate', 'db:seed:all', 'db:seed:all'],
    differences: ['error-text'],
  },
  { name: 'seeders in a table', files: shop({ seederStorage: 'sequelize' }), steps: seedWalk },
  {
    name: 'seeders in a named table',
    files: shop({ seederStorage: 'sequelize', seederStorageTableName: 'seeds_done' }),
    steps: seedWalk,
  },
  {
    name: 'seeders in a schema that is there',
    files: shop({ seederStorage: 'sequelize', seederStorageTableSchema: 'bookkeeping' }),
    steps: [{ sql: 'CREATE SCHEMA bookkeeping' }, ...seedWalk],
  },
  {
    name: 'seeders in a schema that is not there',
    files: shop({ seederStorage: 'sequelize', seederStorageTableSchema: 'bookkeeping' }),
    steps: ['db:migrate', 'db:seed:all'],
    differences: ['seeder-schema'],
  },
  {
    name: 'both journals in one schema',
    files: shop({
      seederStorage: 'sequelize',
      seederStorageTableSchema: 'bookkeeping',
      migrationStorageTableSchema: 'bookkeeping',
    }),
    steps: seedWalk,
  },
  {
    name: 'both journals in one table',
    files: shop({ seederStorage: 'sequelize', seederStorageTableName: 'SequelizeMeta' }),
    steps: ['db:migrate', 'db:seed:all'],
  },
  { name: 'seeders in a file', files: shop({ seederStorage: 'json' }), steps: seedWalk },
  {
    name: 'seeders in a file, some of them',
    files: shop({ seederStorage: 'json' }),
    steps: ['db:migrate', 'db:seed --seed 20200202000000-'],
  },
  {
    name: 'seeders in a named file',
    files: shop({ seederStorage: 'json', seederStoragePath: 'seeded.json' }),
    steps: ['db:migrate', 'db:seed:all'],
  },
  {
    name: 'both journals in files',
    files: shop({ migrationStorage: 'json', seederStorage: 'json' }),
    steps: ['db:migrate', 'db:seed:all', 'db:seed:undo:all', 'db:migrate:undo:all'],
  },
  {
    name: 'seeders with times',
    files: shop({ seederStorage: 'sequelize', seederTimestamps: true }),
    steps: seedWalk,
  },
  {
    name: 'times added to the journal',
    files: shop(),
    steps: [
      `db:migrate --to ${rolesFile}`,
      'db:migrate:schema:timestamps:add',
      'db:migrate:schema:timestamps:add',
      'db:migrate:status',
    ],
    isShort: true,
  },
  {
    name: 'times added to a named table',
    files: shop({ migrationStorageTableName: 'done' }),
    steps: ['db:migrate', 'db:migrate:schema:timestamps:add', 'db:migrate:status'],
  },
  {
    name: 'times added to a journal without rows',
    files: shop(),
    steps: ['db:migrate', 'db:migrate:undo:all', 'db:migrate:schema:timestamps:add'],
  },
  {
    name: 'times added where there is no journal',
    files: shop(),
    steps: ['db:migrate:schema:timestamps:add'],
    differences: ['error-text'],
  },
  {
    name: 'times added to a journal in a file',
    files: shop({ migrationStorage: 'json' }),
    steps: ['db:migrate', 'db:migrate:schema:timestamps:add'],
    differences: ['error-text'],
  },
  {
    name: 'times added to a journal in a schema',
    files: shop({ migrationStorageTableSchema: 'bookkeeping' }),
    steps: ['db:migrate', 'db:migrate:schema:timestamps:add'],
    differences: ['times-in-a-schema'],
  },
  {
    name: 'a migration after times were added',
    files: shop(),
    steps: [
      `db:migrate --to ${rolesFile}`,
      'db:migrate:schema:timestamps:add',
      'db:migrate',
      'db:migrate:status',
    ],
    differences: ['recorded-with-times'],
  },
  {
    name: 'a migration undone after times were added',
    files: shop(),
    steps: ['db:migrate', 'db:migrate:schema:timestamps:add', 'db:migrate:undo', 'db:migrate:status'],
  },
];
