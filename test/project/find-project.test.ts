import { mkdirSync, symlinkSync } from 'node:fs';
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

test('a project is found from a folder deep inside it, with the reason for every choice', async () => {
  const root = fixture('db-object');
  const project = await findProject(projectOptions(join(root, 'nested/deep')), {});
  expect(project).toMatchObject({
    root,
    name: 'blog',
    environment: 'development',
    paths: {
      rc: join(root, '.sequelizerc'),
      config: join(root, 'config/config.json'),
      models: join(root, 'models'),
      migrations: join(root, 'migrations'),
      seeders: join(root, 'seeders'),
    },
    target: {
      host: '127.0.0.1',
      port: 5432,
      database: 'blog_development',
      user: 'blogger',
      password: 'p@ss word',
    },
    storage: {
      migrations: { type: 'sequelize', table: 'SequelizeMeta', schema: null },
      seeders: { type: 'sequelize', table: 'SequelizeData', schema: null },
    },
  });
  expect(project.choices).toEqual([
    { what: 'root', value: root, why: 'it holds a .sequelizerc' },
    { what: 'rc', value: '.sequelizerc', why: 'found in the root' },
    { what: 'environment', value: 'development', why: 'the default, NODE_ENV is not set' },
    { what: 'config', value: 'config/config.json', why: 'named by the rc file' },
    { what: 'models', value: 'models', why: 'named by the rc file' },
    { what: 'migrations', value: 'migrations', why: 'named by the rc file' },
    { what: 'seeders', value: 'seeders', why: 'named by the rc file' },
    {
      what: 'database',
      value: 'blogger@127.0.0.1:5432/blog_development',
      why: '"development" in "config/config.json"',
    },
  ]);
  expect(JSON.stringify(project.choices)).not.toContain('p@ss');
});

test('--options-path names another rc file', async () => {
  const root = temporaryProject({
    'package.json': packageFile,
    'tools/rc.js': "module.exports = { 'migrations-path': 'tools/steps', url: 'postgres://rc@rchost/rcdb' };",
    'tools/steps/1.js': '',
  });
  const project = await findProject(projectOptions(root, { optionsPath: 'tools/rc.js' }), {});
  expect(project.paths.migrations).toBe(join(root, 'tools/steps'));
  expect(project.target).toMatchObject({ host: 'rchost', database: 'rcdb' });
  await expect(findProject(projectOptions(root, { optionsPath: 'nowhere' }), {})).rejects.toMatchObject({
    code: 'rc-missing',
  });
});

test('what the rc file names but a build has not made yields to the convention that is there', async () => {
  const root = temporaryProject({
    '.sequelizerc':
      "module.exports = { 'models-path': 'dist/models', config: 'dist/config.js', 'migrations-path': 'dist/migrations' };",
    'src/models/a.ts': '',
    'config/config.json': config({ development: { dialect: 'postgres', database: 'd' } }),
  });
  const project = await findProject(projectOptions(root), {});
  expect(project.paths).toMatchObject({
    models: join(root, 'src/models'),
    config: join(root, 'config/config.json'),
    migrations: join(root, 'dist/migrations'),
  });
  expect(why(project.choices, 'models')).toBe(
    'the sources of a build; the rc file\'s "dist/models" is not there',
  );
});

test('paths named by flags are relative to the working directory and must exist', async () => {
  const root = temporaryProject({ 'package.json': packageFile, 'a/b/models/x.js': '' });
  const project = await findProject(projectOptions(join(root, 'a'), { modelsPath: 'b/models' }), {});
  expect(project.root).toBe(root);
  expect(project.paths.models).toBe(join(root, 'a/b/models'));
  await expect(findProject(projectOptions(root, { modelsPath: 'b/models' }), {})).rejects.toMatchObject({
    code: 'path-missing',
    kind: 'usage',
  });
});

test('what cannot be looked at on the way is as if it were not there', async () => {
  const root = temporaryProject({});
  const folder = join(root, 'lost');
  mkdirSync(folder);
  // Reading through a link that leads to itself fails for everyone, a folder without permission only for some.
  symlinkSync('.sequelizerc', join(folder, '.sequelizerc'));
  await expect(findProject(projectOptions(root), {})).rejects.toMatchObject({ code: 'no-project' });
});

test('without a project the remedy names the demo', async () => {
  const empty = temporaryProject({ 'notes.txt': '' });
  await expect(findProject(projectOptions(empty), {})).rejects.toMatchObject({
    code: 'no-project',
    kind: 'usage',
    remedy:
      "Change to a project's folder, name it with `seqscope --project DIR`, or look around with `seqscope demo`.",
  });
});

test('--project is the root itself: nothing above it is considered', async () => {
  const root = temporaryProject({ 'package.json': packageFile, 'inner/file.txt': '' });
  const inner = projectOptions(join(root, 'inner'), { isExplicit: true });
  await expect(findProject(inner, {})).rejects.toMatchObject({ code: 'no-project' });
  await expect(findProject({ ...inner, directory: join(root, 'gone') }, {})).rejects.toMatchObject({
    code: 'no-such-directory',
  });
  expect((await findProject(projectOptions(root, { isExplicit: true }), {})).root).toBe(root);
});

test('folders laid out like a project do not hide the project they are part of', async () => {
  const root = temporaryProject({
    '.sequelizerc': 'module.exports = {};',
    'src/config/database.js': 'module.exports = {};',
    'src/models/a.js': '',
    'packages/api/package.json': '{}',
    'packages/api/config/config.json': '{ "dialect": "postgres", "database": "api" }',
    'packages/api/models/a.js': '',
  });
  expect((await findProject(projectOptions(join(root, 'src/models')), {})).root).toBe(root);
  expect((await findProject(projectOptions(join(root, 'packages/api/models')), {})).root).toBe(
    join(root, 'packages/api'),
  );
});

test('an rc file that throws is placed by file, line and column', async () => {
  const root = temporaryProject({ '.sequelizerc': '\nconst x = null;\nmodule.exports = x.config;\n' });
  await expect(findProject(projectOptions(root), {})).rejects.toMatchObject({
    code: 'rc-failed',
    kind: 'usage',
    message:
      '".sequelizerc" could not be loaded: TypeError: Cannot read properties of null (reading \'config\').',
    remedy: 'Mend ".sequelizerc" at line 3, then try again.',
    details: {
      file: join(root, '.sequelizerc'),
      line: 3,
      column: 20,
      excerpt:
        '  1 |\n  2 | const x = null;\n> 3 | module.exports = x.config;\n    |                    ^\n  4 |',
    },
  });
});

test('the working directory is the root while project files run, and put back', async () => {
  const before = process.cwd();
  const root = temporaryProject({
    '.sequelizerc': "module.exports = { 'migrations-path': process.cwd() + '/steps' };",
  });
  mkdirSync(join(root, 'steps'));
  const project = await findProject(projectOptions(root), {});
  expect(project.paths.migrations).toBe(join(root, 'steps'));
  expect(process.cwd()).toBe(before);
});
