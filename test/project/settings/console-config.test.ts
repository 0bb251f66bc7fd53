import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findProject } from '../../../src/project/find-project.ts';
import { loadApplication } from '../../../src/project/load-application.ts';
import { asTheProjectSays, fixture, projectOptions } from '../support/options.ts';
import { temporaryProject } from '../support/temporary-project.ts';

test('seqscope.config names models in several places, configuration, migrations, variables', async () => {
  const root = fixture('console-config');
  const project = await findProject(projectOptions(join(root, 'billing')), {});
  expect(project).toMatchObject({
    root,
    environment: 'staging',
    paths: {
      config: join(root, 'settings/databases.json'),
      models: root,
      migrations: join(root, 'billing/steps'),
    },
    modelPlaces: [join(root, 'billing/tables'), join(root, 'people/person.js')],
    target: { host: 'localhost', database: 'billing_staging', user: 'biller' },
  });
  expect(project.choices.slice(0, 2)).toEqual([
    { what: 'root', value: root, why: 'it holds a seqscope.config.json' },
    { what: 'seqscope.config', value: 'seqscope.config.json', why: 'found in the root' },
  ]);
  expect(project.choices).toContainEqual({
    what: 'environment',
    value: 'staging',
    why: 'named by "seqscope.config.json"',
  });
  expect(project.variables).toMatchObject({ BILLING_KEY: 'from the file', NODE_ENV: 'staging' });
  const { sequelize, problems } = await loadApplication(project, asTheProjectSays);
  expect(problems).toEqual([]);
  expect(Object.keys(sequelize.models).sort()).toEqual(['Invoice', 'Person']);
  await sequelize.close();
});

test.each([
  ['js', "module.exports = { url: 'postgres://u@h/from_it' };"],
  ['cjs', "module.exports = async () => ({ url: 'postgres://u@h/from_it' });"],
  ['mjs', "export default { url: 'postgres://u@h/from_it' };"],
  ['ts', "export default { url: 'postgres://u@h/from_it' as string };"],
  ['json', '{ "url": "postgres://u@h/from_it" }'],
])(
  'seqscope.config.%s is read, and its words stand below the flags and above the rc file',
  async (type, text) => {
    const root = temporaryProject({
      [`seqscope.config.${type}`]: text,
      '.sequelizerc': "module.exports = { url: 'postgres://u@h/from_rc' };",
    });
    const project = await findProject(projectOptions(root), {});
    expect(project.target).toMatchObject({ database: 'from_it' });
    expect(project.isTargetNamed).toBe(true);
    const flagged = await findProject(projectOptions(root, { url: 'postgres://u@h/from_flag' }), {});
    expect(flagged.target).toMatchObject({ database: 'from_flag' });
  },
);

test('a seqscope.config above the project names its folder', async () => {
  const root = temporaryProject({
    'seqscope.config.json': '{ "project": "packages/api" }',
    'packages/api/package.json': '{ "name": "api" }',
    'packages/api/models/a.js': '',
  });
  const project = await findProject(projectOptions(root), {});
  expect(project).toMatchObject({
    root: join(root, 'packages/api'),
    name: 'api',
    paths: { models: join(root, 'packages/api/models') },
  });
});

test('variables that seqscope.config requires are named when they are not set', async () => {
  const root = temporaryProject({ 'seqscope.config.json': '{ "requiredEnv": ["A_KEY", "B_KEY", "C_KEY"] }' });
  await expect(findProject(projectOptions(root), { B_KEY: 'set', C_KEY: '' })).rejects.toMatchObject({
    code: 'required-env-missing',
    kind: 'usage',
    message: '"seqscope.config.json" requires the environment variables "A_KEY", "C_KEY", not set here.',
    details: { file: join(root, 'seqscope.config.json') },
  });
  await expect(
    findProject(projectOptions(root), { A_KEY: '1', B_KEY: '1', C_KEY: '1' }),
  ).resolves.toBeDefined();
});

test.each([
  ['{ "modles": "src" }', '"seqscope.config.json" has the key "modles", which is not known.'],
  ['{ "models": [3] }', '"models" in "seqscope.config.json" is not a path or a list of paths.'],
  ['[]', '"seqscope.config.json" exports no object of options.'],
])('%s is refused', async (text, message) => {
  const root = temporaryProject({ 'seqscope.config.json': text });
  await expect(findProject(projectOptions(root), {})).rejects.toMatchObject({
    code: 'console-config-invalid',
    kind: 'usage',
    message,
  });
});

test('a path of seqscope.config that is not there is an error that names the key', async () => {
  const root = temporaryProject({ 'seqscope.config.json': '{ "models": ["src/nowhere"] }' });
  await expect(findProject(projectOptions(root), {})).rejects.toMatchObject({
    code: 'path-missing',
    message: `There is no "${join(root, 'src/nowhere')}", which "models" in "seqscope.config.json" names.`,
    remedy: 'Correct "models" in "seqscope.config.json"; paths there are relative to that file.',
  });
});
