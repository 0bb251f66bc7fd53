/** `db:seed` and its companions. */
import type { CaseGroup } from '../comparison-case.ts';
import { adminSeed, config, guestSeed, migrations, moved, rolesSeed, seeders, shop } from '../projects.ts';

const recorded = { seederStorage: 'sequelize' };

export const seedCases: CaseGroup = [
  {
    name: 'one by a number',
    files: shop(),
    steps: ['db:migrate', 'db:seed --seed 20200202'],
    differences: ['numbers-as-names'],
  },

  { name: 'one by its beginning', files: shop(), steps: ['db:migrate', 'db:seed --seed 20200202000000-'] },
  { name: 'one by its whole name', files: shop(), steps: ['db:migrate', `db:seed --seed ${adminSeed}`] },
  { name: 'one by its path', files: shop(), steps: ['db:migrate', `db:seed --seed seeders/${adminSeed}`] },
  {
    name: 'several, the flag repeated',
    files: shop(),
    steps: ['db:migrate', 'db:seed --seed 20200201000000- --seed 20200203000000-'],
  },
  {
    name: 'several behind one flag',
    files: shop(),
    steps: ['db:migrate', `db:seed --seed ${adminSeed} ${guestSeed}`],
    isShort: true,
  },
  {
    name: 'the command after its flags',
    files: shop(),
    steps: ['db:migrate', `--seeders-path seeders --seed ${adminSeed} db:seed`],
  },
  { name: 'none', files: shop(), steps: ['db:migrate', 'db:seed'], differences: ['notes'] },
  {
    name: 'one that does not exist',
    files: shop(),
    steps: ['db:migrate', 'db:seed --seed nonsense'],
    differences: ['error-text'],
  },
  {
    name: 'one that was executed',
    files: shop(recorded),
    steps: ['db:migrate', `db:seed --seed ${adminSeed}`, `db:seed --seed ${adminSeed}`],
    differences: ['error-text'],
  },
  {
    name: 'one before its table is there',
    files: shop(),
    steps: ['db:seed:all'],
    differences: ['error-text'],
  },
  {
    name: 'undone, the last',
    files: shop(recorded),
    steps: ['db:migrate', 'db:seed:all', 'db:seed:undo', 'db:seed:undo'],
  },
  {
    name: 'undone, one by name',
    files: shop(recorded),
    steps: ['db:migrate', 'db:seed:all', `db:seed:undo --seed ${adminSeed}`],
  },
  {
    name: 'undone, two by name',
    files: shop(recorded),
    steps: ['db:migrate', 'db:seed:all', `db:seed:undo --seed ${adminSeed} --seed ${rolesSeed}`],
  },
  {
    name: 'undone, two behind one flag',
    files: shop(recorded),
    steps: ['db:migrate', 'db:seed:all', `db:seed:undo --seed ${adminSeed} ${rolesSeed}`],
  },
  {
    name: 'undone, one without a record',
    files: shop(),
    steps: ['db:migrate', 'db:seed:all', `db:seed:undo --seed ${guestSeed}`],
  },
  {
    name: 'undone, by the beginning of a name',
    files: shop(recorded),
    steps: ['db:migrate', 'db:seed:all', 'db:seed:undo --seed 20200202000000-'],
    differences: ['short-names'],
  },
  {
    name: 'undone, one that does not exist',
    files: shop(recorded),
    steps: ['db:migrate', 'db:seed:all', 'db:seed:undo --seed nonsense'],
    differences: ['unknown-names'],
  },
  {
    name: 'undone, one that was not executed',
    files: shop(recorded),
    steps: ['db:migrate', `db:seed --seed ${adminSeed}`, `db:seed:undo --seed ${guestSeed}`],
  },
  {
    name: 'undone, nothing',
    files: shop(recorded),
    steps: ['db:migrate', 'db:seed:undo', 'db:seed:undo:all'],
    differences: ['no-journal-yet'],
  },
  {
    name: 'all undone twice',
    files: shop(recorded),
    steps: ['db:migrate', 'db:seed:all', 'db:seed:undo:all', 'db:seed:undo:all', 'db:seed:all'],
  },
  {
    name: 'all, from another folder',
    files: { 'config/config.json': config(), ...migrations, ...moved(seeders, 'seeders', 'db/seeds') },
    steps: ['db:migrate', 'db:seed:all --seeders-path db/seeds', 'db:seed:undo --seeders-path db/seeds'],
  },
  {
    name: 'an empty folder',
    files: { 'config/config.json': config(), 'seeders/': '' },
    steps: ['db:seed:all', 'db:seed:undo', 'db:seed:undo:all'],
  },
  {
    name: 'no folder',
    files: { 'config/config.json': config(), ...migrations },
    steps: ['db:seed:all'],
    differences: ['error-text'],
  },
  {
    name: 'a failure',
    files: {
      ...shop(recorded),
      'seeders/20200202000000-guest.js':
        "module.exports = { async up(q) { await q.bulkInsert('users', [{ id: 9, name: 'x' }]); throw new Error('not today'); }, async down() {} };",
    },
    steps: ['db:migrate', 'db:seed:all', 'db:seed:undo:all'],
    differences: ['error-text', 'atomic-steps'],
  },
  {
    name: 'a seeder whose file is missing, undone',
    files: shop(recorded),
    steps: ['db:migrate', 'db:seed:all', { remove: `seeders/${rolesSeed}` }, 'db:seed:undo'],
    differences: ['orphans'],
  },
];
