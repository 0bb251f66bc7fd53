/** What `.sequelizerc` says, in every format and place, and the flags that say the same. */
import type { CaseGroup } from '../comparison-case.ts';
import { config, migrations, moved, shop } from '../projects.ts';

const step = ['db:migrate --to 20200101000000-users.js', 'db:migrate:status'];
const rcPaths =
  "const { resolve } = require('path');\nmodule.exports = {\n  'config': resolve('db', 'config.json'),\n  'models-path': resolve('db', 'models'),\n  'seeders-path': resolve('db', 'seeders'),\n  'migrations-path': resolve('db', 'migrations'),\n};\n";
const inDb = { 'db/config.json': config(), ...moved(migrations, 'migrations', 'db/migrations') };

export const rcCases: CaseGroup = [
  { name: 'absolute paths', files: { ...inDb, '.sequelizerc': rcPaths }, steps: step },
  {
    name: 'relative paths',
    files: {
      ...inDb,
      '.sequelizerc': "module.exports = { config: 'db/config.json', 'migrations-path': 'db/migrations' };",
    },
    steps: step,
  },
  {
    name: 'camel case',
    files: {
      ...inDb,
      '.sequelizerc': "module.exports = { config: 'db/config.json', migrationsPath: './db/migrations' };",
    },
    steps: step,
  },
  {
    name: 'an environment',
    files: {
      ...migrations,
      'config/config.json': '{"staging": {"url": "$URL"}}',
      '.sequelizerc': "module.exports = { env: 'staging' };",
    },
    steps: step,
  },
  {
    name: 'a URL',
    files: { ...migrations, '.sequelizerc': "module.exports = { url: '$URL' };" },
    steps: step,
  },
  {
    name: 'a flag over it',
    files: {
      ...inDb,
      '.sequelizerc': "module.exports = { config: 'db/config.json', 'migrations-path': 'nowhere' };",
    },
    steps: ['db:migrate --migrations-path db/migrations'],
  },
  {
    name: 'elsewhere',
    files: { ...inDb, 'db/rc.js': rcPaths },
    steps: ['db:migrate --options-path db/rc.js', 'db:migrate:status --options-path=./db/rc.js'],
  },
  {
    name: 'elsewhere, .cjs in a package of ES modules',
    files: {
      ...moved(inDb, '.js', '.cjs'),
      'db/config.json': config(),
      'package.json': '{"name": "shop", "type": "module", "dependencies": {"sequelize": "6"}}',
      '.sequelizerc.cjs': rcPaths,
    },
    steps: ['db:migrate --options-path .sequelizerc.cjs'],
  },
  {
    name: 'elsewhere over the usual one',
    files: {
      ...inDb,
      '.sequelizerc': "module.exports = { 'migrations-path': 'nowhere' };",
      'rc.js': rcPaths,
    },
    steps: ['db:migrate --options-path rc.js'],
  },
  {
    name: 'elsewhere, and not there',
    files: shop(),
    steps: ['db:migrate --options-path nowhere.js'],
    differences: ['missing-rc-file'],
  },
  {
    name: 'JSON',
    files: { ...inDb, '.sequelizerc': '{ "config": "db/config.json", "migrations-path": "db/migrations" }' },
    steps: ['db:migrate'],
    differences: ['rc-formats'],
  },
  {
    name: 'JSON in a .json file',
    files: { ...inDb, 'rc.json': '{ "config": "db/config.json", "migrations-path": "db/migrations" }' },
    steps: ['db:migrate --options-path rc.json'],
  },
  {
    name: 'ES module',
    files: {
      ...inDb,
      '.sequelizerc': "export default { config: 'db/config.json', 'migrations-path': 'db/migrations' };",
    },
    steps: ['db:migrate'],
    differences: ['rc-formats'],
  },
  {
    name: 'CommonJS in a package of ES modules',
    files: {
      ...moved(inDb, '.js', '.cjs'),
      'db/config.json': config(),
      'package.json': '{"name": "shop", "type": "module", "dependencies": {"sequelize": "6"}}',
      '.sequelizerc': rcPaths,
    },
    steps: ['db:migrate'],
  },
  {
    name: 'throws',
    files: { ...shop(), '.sequelizerc': "throw new Error('not today');" },
    steps: ['db:migrate'],
    differences: ['rc-error'],
  },
  {
    name: 'flags in camel case',
    files: inDb,
    steps: ['db:migrate --config db/config.json --migrationsPath db/migrations'],
  },
  {
    name: 'a migrations folder by flag',
    files: { 'config/config.json': config(), ...moved(migrations, 'migrations', 'changes') },
    steps: ['db:migrate --migrations-path changes', 'db:migrate:undo:all --migrations-path ./changes/'],
  },
  {
    name: 'a migrations folder by flag, absolute',
    files: { 'config/config.json': config(), ...moved(migrations, 'migrations', 'changes') },
    steps: ['db:migrate --migrations-path $PROJECT/changes'],
  },
  {
    name: 'a migrations folder by flag, not there',
    files: shop(),
    steps: ['db:migrate --migrations-path nowhere'],
    differences: ['error-text'],
  },
];
