import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findRoot, findSeveral } from '../../../src/project/locate/find-root.ts';
import {
  configDirectory,
  rememberedProject,
  rememberProject,
} from '../../../src/project/locate/remembered-project.ts';
import { projectOptions } from '../support/options.ts';
import { temporaryProject } from '../support/temporary-project.ts';

const uses = '{ "dependencies": { "sequelize": "6" } }';

test.each([
  ['npm workspaces', { 'package.json': '{ "workspaces": ["packages/*"] }' }],
  ['Yarn workspaces', { 'package.json': '{ "workspaces": { "packages": ["packages/*"] } }' }],
  ['pnpm', { 'pnpm-workspace.yaml': 'packages: ["packages/*"]\n' }],
  ['Lerna', { 'lerna.json': '{}' }],
  ['git', { '.git/HEAD': 'ref: refs/heads/main\n' }],
])(
  'the only project of a repository of %s is taken, from its root and from a package beside it',
  (_, files) => {
    const root = temporaryProject({
      ...files,
      'packages/api/package.json': uses,
      'packages/web/package.json': '{}',
      'packages/web/src/index.js': '',
    });
    const expected = {
      root: join(root, 'packages/api'),
      why: `the only project below "${root}" that uses Sequelize: its package.json depends on sequelize`,
    };
    expect(findRoot(projectOptions(root))).toMatchObject(expected);
    expect(findRoot(projectOptions(join(root, 'packages/web/src')))).toMatchObject(expected);
    expect(findRoot(projectOptions(join(root, 'packages/api'))).why).toBe(
      'its package.json depends on sequelize',
    );
  },
);

test('a plain folder is looked through three levels down, node_modules and tests left out', () => {
  const root = temporaryProject({
    'apps/shop/backend/.sequelizerc': '',
    'node_modules/library/.sequelizerc': '',
    'apps/shop/tests/fixture/.sequelizerc': '',
    'a/b/c/d/.sequelizerc': '',
  });
  expect(findRoot(projectOptions(root)).root).toBe(join(root, 'apps/shop/backend'));
});

test('several projects are listed with what to type', () => {
  const root = temporaryProject({
    'package.json': '{ "workspaces": ["packages/*"], "devDependencies": { "sequelize-cli": "6" } }',
    'packages/api/package.json': uses,
    'packages/billing/.sequelizerc': '',
    'packages/web/package.json': '{}',
  });
  const refusal = {
    code: 'several-projects',
    kind: 'usage',
    message: `"${root}" holds 2 projects that use Sequelize: "packages/api", "packages/billing".`,
    remedy: 'Name one of them: `--project packages/api`, `--project packages/billing`.',
  };
  expect(() => findRoot(projectOptions(root))).toThrow(expect.objectContaining(refusal));
  expect(() => findRoot(projectOptions(join(root, 'packages/web')))).toThrow(
    expect.objectContaining({ remedy: 'Name one of them: `--project ../api`, `--project ../billing`.' }),
  );
  expect(findSeveral(projectOptions(join(root, 'packages/web')))).toMatchObject({ repository: root });
  expect(findSeveral(projectOptions(join(root, 'packages/api')))).toBeNull();
});

test("a workspace's root that is a project itself stays one", () => {
  const root = temporaryProject({
    'package.json': '{ "workspaces": ["packages/*"], "dependencies": { "sequelize": "6" } }',
    'models/user.js': '',
    'packages/api/package.json': uses,
  });
  expect(findRoot(projectOptions(root)).root).toBe(root);
});

test("a choice is remembered for its repository, in the user's configuration directory", () => {
  const home = temporaryProject({});
  const directory = configDirectory({ XDG_CONFIG_HOME: join(home, 'config') }, '/nowhere');
  expect(directory).toBe(join(home, 'config/seqscope'));
  expect(configDirectory({ XDG_CONFIG_HOME: 'relative', HOME: home }, '/nowhere')).toBe(
    join(home, '.config/seqscope'),
  );
  expect(rememberedProject(directory, '/one')).toBeNull();
  expect(rememberProject(directory, '/one', '/one/api')).toBe(true);
  expect(rememberProject(directory, '/two', '/two/app')).toBe(true);
  expect(rememberedProject(directory, '/one')).toBe('/one/api');
  expect(rememberedProject(directory, '/two')).toBe('/two/app');
});
