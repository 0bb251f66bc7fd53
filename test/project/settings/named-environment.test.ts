import { expect, test } from 'vitest';
import { findProject } from '../../../src/project/find-project.ts';
import { projectOptions } from '../support/options.ts';
import { temporaryProject } from '../support/temporary-project.ts';

const settings = (host: string) => ({ dialect: 'postgres', host, database: 'shop', username: 'u' });
const keyed = {
  'config/config.json': JSON.stringify({
    development: settings('db.shared.test'),
    production: settings('db.prod.test'),
  }),
};
const flat = { 'config/config.json': JSON.stringify(settings('db.prod.test')) };
const script = (host: string) => ({
  'config/config.js': `module.exports = { production: { dialect: 'postgres', host: ${host}, database: 'shop' } };`,
});
const rc = { '.sequelizerc': "module.exports = { env: 'production' };" };
const dotEnv = { '.env': 'NODE_ENV=production\n' };

const production = { environment: 'production' };

test.each([
  ['under the default environment is a guess', keyed, {}, {}, false],
  ['under the environment of --env is named', keyed, production, {}, true],
  ['under --env development is named as well', keyed, { environment: 'development' }, {}, true],
  ['under the environment of NODE_ENV is named', keyed, {}, { NODE_ENV: 'production' }, true],
  [
    'under NODE_ENV=development, which is everywhere, is a guess',
    keyed,
    {},
    { NODE_ENV: 'development' },
    false,
  ],
  ['under the environment of the rc file is named', { ...keyed, ...rc }, {}, {}, true],
  ['under the environment of a .env file is a guess', { ...keyed, ...dotEnv }, {}, {}, false],
  ['of a file without environments is a guess whatever --env says', flat, production, {}, false],
  ['spelt out in a script is named', script("'db.prod.test'"), production, {}, true],
  [
    'that a script falls back to is a guess',
    script("process.env.DB_HOST || 'db.prod.test'"),
    production,
    {},
    false,
  ],
])('a remote host %s', async (_what, files, options, variables, expected) => {
  const packageFile = '{ "name": "shop", "dependencies": { "sequelize": "6" } }';
  const root = temporaryProject({ 'package.json': packageFile, ...files });
  expect((await findProject(projectOptions(root, options), variables)).isTargetNamed).toBe(expected);
});
