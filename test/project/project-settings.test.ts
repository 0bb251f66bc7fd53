import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findProject } from '../../src/project/find-project.ts';
import type { ProjectChoice } from '../../src/project/project.ts';
import { fixture, projectOptions } from './support/options.ts';
import { temporaryProject } from './support/temporary-project.ts';

const config = (settings: object) => JSON.stringify(settings);

const packageFile = config({ name: 'sample', dependencies: { sequelize: '^6.0.0' } });

function why(choices: readonly ProjectChoice[], what: ProjectChoice['what']): string | undefined {
  return choices.find((choice) => choice.what === what)?.why;
}

test('NODE_ENV chooses the environment and --env wins over it, for the project as well', async () => {
  const root = fixture('db-object');
  const byVariable = await findProject(projectOptions(root), { NODE_ENV: 'test' });
  expect(byVariable.target).toMatchObject({ database: 'blog_test', port: 6543 });
  expect(byVariable.storage).toEqual({
    migrations: { type: 'sequelize', table: 'migrations_run', schema: 'meta' },
    seeders: { type: 'json', path: join(root, 'seeded.json') },
  });
  const byFlag = await findProject(projectOptions(root, { environment: 'test' }), {
    NODE_ENV: 'development',
  });
  expect(byFlag.target).toMatchObject({ database: 'blog_test' });
  expect(byFlag.variables.NODE_ENV).toBe('test');
});

test('use_env_variable is followed, and named when it is not set', async () => {
  const options = projectOptions(fixture('db-object'), { environment: 'production' });
  const url = 'postgresql://us%40er:p%2Fw@db.example.test:6000/blog%20live?sslmode=disable';
  const project = await findProject(options, { BLOG_DATABASE_URL: url });
  expect(project.target).toEqual({
    host: 'db.example.test',
    port: 6000,
    database: 'blog live',
    user: 'us@er',
    password: 'p/w',
    ssl: false,
  });
  const unset = await findProject(options, {});
  expect(unset).toMatchObject({
    target: null,
    targetProblem: {
      code: 'variable-unset',
      kind: 'usage',
      message:
        'The environment variable "BLOG_DATABASE_URL" is not set, and "production" in "config/config.json" takes its connection from it.',
    },
  });
  expect(why(unset.choices, 'database')).toBe(unset.targetProblem?.message);
});

test('an overridden target makes an unset variable no problem', async () => {
  const withUrl = projectOptions(fixture('db-object'), {
    environment: 'production',
    url: 'postgres://u@h/d',
  });
  expect(await findProject(withUrl, {})).toMatchObject({
    target: { host: 'h', database: 'd', user: 'u' },
    targetProblem: null,
  });
});

test('url wins over use_env_variable and over the fields beside it', async () => {
  const root = temporaryProject({
    'package.json': packageFile,
    'config/config.json': config({
      development: {
        url: 'postgres://from_url@urlhost/url_database',
        use_env_variable: 'NEVER_READ',
        host: 'fieldhost',
        password: 'kept',
        dialect: 'postgres',
      },
    }),
  });
  const { target } = await findProject(projectOptions(root), {});
  expect(target).toMatchObject({
    host: 'urlhost',
    user: 'from_url',
    password: 'kept',
    database: 'url_database',
  });
});

test('an unknown environment lists those that exist', async () => {
  const options = projectOptions(fixture('db-object'), { environment: 'prodution' });
  expect(await findProject(options, {})).toMatchObject({
    target: null,
    targetProblem: {
      code: 'unknown-environment',
      kind: 'usage',
      message:
        '"config/config.json" has no environment "prodution"; it has "development", "test", "production".',
      remedy: 'Use one that exists, as in `--env production`, or add "prodution" to "config/config.json".',
    },
  });
});

test.each([
  ['--url', { url: 'postgres://u@h/d' }, {}],
  ['DATABASE_URL', {}, { DATABASE_URL: 'postgres://u@h/d' }],
])(
  'an environment that the config lacks is no problem where %s names the database',
  async (_by, options, variables) => {
    const asked = projectOptions(fixture('db-object'), { environment: 'staging', ...options });
    const project = await findProject(asked, variables);
    expect(project).toMatchObject({
      target: { host: 'h', database: 'd' },
      targetProblem: null,
      settings: {},
    });
    expect(why(project.choices, 'config')).toBe('named by the rc file, without settings for "staging"');
  },
);

test('config.js wins over config.json, and a flat config needs no environment', async () => {
  const root = temporaryProject({
    'package.json': packageFile,
    'config/config.js': "module.exports = { dialect: 'postgres', database: 'from_js', username: 'a' };",
    'config/config.json': config({ development: { dialect: 'postgres', database: 'from_json' } }),
  });
  const project = await findProject(projectOptions(root), { NODE_ENV: 'anything' });
  expect(project.target).toMatchObject({ database: 'from_js' });
  expect(project.paths.config).toBe(join(root, 'config/config.js'));
  const named = await findProject(projectOptions(root, { configPath: 'config/config.json' }), {});
  expect(named.target).toMatchObject({ database: 'from_json' });
  expect(why(named.choices, 'config')).toBe('named by --config');
});

test.each([
  ['an object', "module.exports = { test: { dialect: 'postgres', database: 'it' } };"],
  ['a promise', "module.exports = Promise.resolve({ test: { dialect: 'postgres', database: 'it' } });"],
  ['a function', "module.exports = () => ({ dialect: 'postgres', database: 'it' });"],
  ['an async function', "module.exports = async () => ({ test: { dialect: 'postgres', database: 'it' } });"],
  [
    'a function with a callback',
    "module.exports = (done) => setTimeout(done, 1, null, { dialect: 'postgres', database: 'it' });",
  ],
  ['named exports', "exports.test = { dialect: 'postgres', database: 'it' };"],
  [
    'a compiled default export',
    "exports.__esModule = true; exports.default = { test: { dialect: 'postgres', database: 'it' } };",
  ],
  ['an ES module in a CommonJS package', "export default { test: { dialect: 'postgres', database: 'it' } };"],
])('a config file may hold %s', async (_what, text) => {
  const root = temporaryProject({ 'package.json': packageFile, 'config/config.js': text });
  const project = await findProject(projectOptions(root, { environment: 'test' }), {});
  expect(project.target).toMatchObject({ database: 'it' });
});

test.each([
  ['CommonJS', "module.exports = { 'models-path': require('path').resolve('orm') };"],
  ['camelCase keys', "module.exports = { modelsPath: 'orm' };"],
  ['JSON', '{ "models-path": "orm" }'],
  ['an ES module', "import { resolve } from 'node:path';\nexport default { 'models-path': resolve('orm') };"],
])('the rc file may be written as %s', async (_what, text) => {
  for (const type of ['commonjs', 'module']) {
    const root = temporaryProject({
      'package.json': config({ name: 'sample', type }),
      '.sequelizerc': text,
      'orm/index.js': '',
    });
    const project = await findProject(projectOptions(root), {});
    expect(project.paths.models).toBe(join(root, 'orm'));
  }
});

test('.env files are laid under what is set, the nearest to the environment first', async () => {
  const root = temporaryProject({
    'package.json': packageFile,
    '.env': 'A=env\nB=env\nC=env\nD=env\nNODE_ENV=staging\n',
    '.env.local': 'B=local\nC=local\n',
    '.env.staging': "C='stage # d'\n",
    'config/config.js':
      "module.exports = { staging: { dialect: 'postgres', database: [process.env.A, process.env.B, process.env.C].join(), username: 'u' } };",
  });
  const seen: string[] = [];
  const before = { A: process.env.A, B: process.env.B, C: process.env.C };
  const project = await findProject(projectOptions(root), { A: 'set', D: '' }, (variables) => {
    seen.push(`${variables.A} ${variables.B} ${variables.C}`);
    Object.assign(process.env, { A: variables.A, B: variables.B, C: variables.C });
  });
  for (const [key, value] of Object.entries(before)) {
    if (value === undefined) Reflect.deleteProperty(process.env, key);
  }
  expect(seen).toEqual(['set local stage # d']);
  expect(project.environment).toBe('staging');
  expect(why(project.choices, 'environment')).toBe('NODE_ENV in .env');
  expect(project.variables).toMatchObject({ A: 'set', B: 'local', C: 'stage # d', D: '' });
  expect(project.target).toMatchObject({ database: 'set,local,stage # d' });
});

test('--env-file names the only file that is read', async () => {
  const root = temporaryProject({ 'package.json': packageFile, '.env': 'A=env\n', 'other.env': 'B=other\n' });
  const project = await findProject(projectOptions(root, { envFile: 'other.env' }), {});
  expect(project.variables).toEqual({ B: 'other' });
  await expect(findProject(projectOptions(root, { envFile: 'none.env' }), {})).rejects.toMatchObject({
    code: 'env-file-missing',
  });
});

test('a configuration for another dialect is refused by name', async () => {
  const root = temporaryProject({
    'package.json': packageFile,
    'config/config.json': config({ development: { dialect: 'mysql', database: 'd' } }),
  });
  expect((await findProject(projectOptions(root), {})).targetProblem).toMatchObject({
    code: 'dialect-unsupported',
    kind: 'usage',
    message:
      '"development" in "config/config.json" asks for the dialect "mysql"; seqscope works with PostgreSQL.',
  });
  expect((await findProject(projectOptions(root, { url: 'postgres:///d' }), {})).target).toMatchObject({
    database: 'd',
  });
});

test('JSON that is none is placed by line and column', async () => {
  const root = temporaryProject({
    'package.json': packageFile,
    'config/config.json': '{\n  "development": {\n    "database": "d",\n  }\n}\n',
  });
  await expect(findProject(projectOptions(root), {})).rejects.toMatchObject({
    code: 'config-failed',
    message:
      '"config/config.json" could not be loaded: it is not JSON. Expected a key in double quotes, found "}".',
    details: { line: 4, column: 3 },
  });
});

test('a config file that needs a missing package names it', async () => {
  const root = temporaryProject({
    'package.json': packageFile,
    'config/config.js': "\nconst yaml = require('no-such-package/load');\n",
  });
  await expect(findProject(projectOptions(root), {})).rejects.toMatchObject({
    code: 'package-missing',
    kind: 'usage',
    message: '"config/config.js" needs the package "no-such-package", which is not installed.',
    details: { line: 2 },
  });
});

test('a database whose variable is not set is an error that names the variable', async () => {
  const root = temporaryProject({
    'package.json': packageFile,
    'config/config.js':
      "module.exports = { dialect: 'postgres', database: process.env.SAMPLE_DB_NAME, username: 'u' };",
  });
  expect((await findProject(projectOptions(root), {})).targetProblem).toMatchObject({
    code: 'variable-unset',
    message:
      'The environment variable "SAMPLE_DB_NAME" is not set, and "database" of "config/config.js" takes its connection from it.',
  });
});

test('a guessed file that makes an instance or holds no settings is not taken for the configuration', async () => {
  const root = temporaryProject({
    'package.json': packageFile,
    'config/database.js': "throw new Error('run'); new Sequelize('postgres://x/y');",
    'src/config/config.js': "module.exports = { port: 3000, log: { level: 'info' } };",
  });
  const project = await findProject(projectOptions(root), {});
  expect(project).toMatchObject({ settings: {}, target: null, paths: { config: null } });
  expect(why(project.choices, 'config')).toBe('"src/config/config.js" holds no settings of Sequelize');
});

test('a config that was mended is read anew', async () => {
  const root = temporaryProject({
    'package.json': packageFile,
    'config/config.js': 'module.exports = null;',
  });
  await expect(findProject(projectOptions(root), {})).rejects.toMatchObject({ code: 'config-invalid' });
  writeFileSync(
    join(root, 'config/config.js'),
    "module.exports = { dialect: 'postgres', database: 'mended' };",
  );
  expect((await findProject(projectOptions(root), {})).target).toMatchObject({ database: 'mended' });
});
