/** Where the settings come from: configuration files of every shape, environments and URLs. */
import type { CaseGroup } from '../comparison-case.ts';
import { config, migrations, moved, shop } from '../projects.ts';

const settings = "{ url: '$URL' }";
const step = ['db:migrate --to 20200101000000-users.js', 'db:migrate:status'];
const parts =
  "{ username: 'postgres', password: 'opensesame', database: '$DATABASE', host: '127.0.0.1', port: $PORT, dialect: 'postgres' }";

export const configCases: CaseGroup = [
  {
    name: 'config.json in parts',
    files: {
      ...migrations,
      'config/config.json':
        '{ "development": { "username": "postgres", "password": "opensesame", "database": "$DATABASE", "host": "127.0.0.1", "port": $PORT, "dialect": "postgres" } }',
    },
    steps: step,
  },
  {
    name: 'config.js in parts',
    files: { ...migrations, 'config/config.js': `module.exports = { development: ${parts} };` },
    steps: step,
  },
  {
    name: 'config.js before config.json',
    files: {
      ...migrations,
      'config/config.js': `module.exports = { development: ${settings} };`,
      'config/config.json': '{"development": {"url": "mysql://x@y/z"}}',
    },
    steps: step,
  },
  {
    name: 'settings without environments',
    files: { ...migrations, 'config/config.js': `module.exports = ${settings};` },
    steps: step,
  },
  {
    name: 'a promise',
    files: {
      ...migrations,
      'config/config.js': `module.exports = Promise.resolve({ development: ${settings} });`,
    },
    steps: step,
  },
  {
    name: 'a function',
    files: { ...migrations, 'config/config.js': `module.exports = () => ({ development: ${settings} });` },
    steps: step,
  },
  {
    name: 'an async function',
    files: {
      ...migrations,
      'config/config.js': `module.exports = async () => ({ development: ${settings} });`,
    },
    steps: step,
  },
  {
    name: 'a function that takes a callback',
    files: {
      ...migrations,
      'config/config.js': `module.exports = (done) => { done(null, { development: ${settings} }); };`,
    },
    steps: step,
  },
  {
    name: 'an ES module',
    files: {
      ...moved(migrations, '.js', '.cjs'),
      'package.json': '{"name": "shop", "type": "module", "dependencies": {"sequelize": "6"}}',
      'config/config.js': `export default { development: ${settings} };`,
    },
    steps: ['db:migrate'],
  },
  {
    name: 'a .cjs file, named',
    files: { ...migrations, 'settings.cjs': `module.exports = { development: ${settings} };` },
    steps: ['db:migrate --config settings.cjs'],
  },
  {
    name: 'a .mjs file, named',
    files: { ...migrations, 'settings.mjs': `export default { development: ${settings} };` },
    steps: ['db:migrate --config settings.mjs'],
  },
  {
    name: 'a file of another name and folder',
    files: { ...migrations, 'deep/er/database.json': config() },
    steps: ['db:migrate --config deep/er/database.json', 'db:migrate:undo --config=./deep/er/database.json'],
  },
  {
    name: 'a file by its absolute path',
    files: { ...migrations, 'database.json': config() },
    steps: ['db:migrate --config $PROJECT/database.json'],
  },
  {
    name: 'a file that is not there',
    files: migrations,
    steps: ['db:migrate --config nowhere.json'],
    differences: ['error-text'],
  },
  {
    name: 'no file',
    files: migrations,
    steps: ['db:migrate', 'db:migrate:status'],
    differences: ['error-text'],
  },
  {
    name: 'a file that is no JSON',
    files: { ...migrations, 'config/config.json': '{ "development": ' },
    steps: ['db:migrate'],
    differences: ['error-text'],
  },
  {
    name: 'a file that throws',
    files: { ...migrations, 'config/config.js': "throw new Error('not today');" },
    steps: ['db:migrate'],
    differences: ['error-text'],
  },
  {
    name: 'a function that rejects',
    files: {
      ...migrations,
      'config/config.js': "module.exports = async () => { throw new Error('not today'); };",
    },
    steps: ['db:migrate'],
    differences: ['error-text'],
  },
  {
    name: 'a file that holds text',
    files: { ...migrations, 'config/config.js': "module.exports = 'postgres';" },
    steps: ['db:migrate'],
    differences: ['error-text'],
  },
  {
    name: 'an environment by flag',
    files: {
      ...migrations,
      'config/config.json': '{"development": {"url": "mysql://x@y/z"}, "staging": {"url": "$URL"}}',
    },
    steps: ['db:migrate --env staging', 'db:migrate:status --env=staging'],
  },
  {
    name: 'an environment by NODE_ENV',
    files: {
      ...migrations,
      'config/config.json': '{"development": {"url": "mysql://x@y/z"}, "test": {"url": "$URL"}}',
    },
    variables: { NODE_ENV: 'test' },
    steps: ['db:migrate'],
  },
  {
    name: 'the flag over NODE_ENV',
    files: {
      ...migrations,
      'config/config.json': '{"test": {"url": "mysql://x@y/z"}, "staging": {"url": "$URL"}}',
    },
    variables: { NODE_ENV: 'test' },
    steps: ['db:migrate --env staging'],
  },
  {
    name: 'the flag before the command',
    files: { ...migrations, 'config/config.json': '{"staging": {"url": "$URL"}}' },
    steps: ['--env staging db:migrate'],
  },
  {
    name: 'an environment that is not there',
    files: shop(),
    steps: ['db:migrate --env nowhere'],
    differences: ['error-text'],
  },
  {
    name: 'a variable that holds the URL',
    files: {
      ...migrations,
      'config/config.json': '{"development": {"use_env_variable": "SHOP_URL", "dialect": "postgres"}}',
    },
    variables: { SHOP_URL: '$URL' },
    steps: step,
  },
  {
    name: 'a variable that is not set',
    files: {
      ...migrations,
      'config/config.json': '{"development": {"use_env_variable": "SHOP_URL", "dialect": "postgres"}}',
    },
    steps: ['db:migrate'],
    differences: ['error-text'],
  },
  {
    name: 'a URL over the parts',
    files: {
      ...migrations,
      'config/config.json':
        '{"development": {"url": "$URL", "host": "nowhere.invalid", "database": "nothing"}}',
    },
    steps: step,
  },
  {
    name: 'a URL over the variable',
    files: {
      ...migrations,
      'config/config.json': '{"development": {"url": "$URL", "use_env_variable": "SHOP_URL"}}',
    },
    steps: ['db:migrate'],
  },
  {
    name: 'a URL by flag, no file',
    files: migrations,
    steps: ['db:migrate --url $URL', 'db:migrate:status --url=$URL'],
    isShort: true,
  },
  {
    name: 'a URL by flag over a file',
    files: {
      ...migrations,
      'config/config.json': '{"development": {"url": "postgres://nobody@127.0.0.1:1/nothing"}}',
    },
    steps: ['db:migrate --url $URL'],
  },
  {
    name: 'a URL by flag, without a password',
    files: migrations,
    steps: ['db:migrate --url postgres://postgres@127.0.0.1:$PORT/$DATABASE'],
  },
  {
    name: 'a URL by flag, its password in percent',
    files: migrations,
    steps: ['db:migrate --url postgres://postgres:open%21sesame@127.0.0.1:$PORT/$DATABASE'],
    differences: ['hidden-password'],
  },
  {
    name: 'a URL by flag that is none',
    files: migrations,
    steps: ['db:migrate --url nonsense'],
    differences: ['error-text'],
  },
  {
    name: 'no package of Sequelize',
    files: { 'package.json': '{"name": "shop"}', ...shop() },
    steps: ['db:migrate'],
  },
  {
    name: 'another dialect',
    files: {
      ...migrations,
      'config/config.json': '{"development": {"dialect": "nosql", "host": "x", "database": "y"}}',
    },
    steps: ['db:migrate'],
    differences: ['error-text'],
  },
];
