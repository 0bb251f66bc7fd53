import { expect, onTestFinished, test } from 'vitest';
import { findProject } from '../../../src/project/find-project.ts';
import { type Application, loadApplication } from '../../../src/project/load-application.ts';
import type { ProjectOptions } from '../../../src/project/project.ts';
import { asTheProjectSays, fixture, projectOptions } from '../support/options.ts';
import { temporaryProject } from '../support/temporary-project.ts';

async function load(root: string, options: Partial<ProjectOptions> = {}): Promise<Application> {
  const project = await findProject(projectOptions(root, options), {});
  const application = await loadApplication(project, asTheProjectSays);
  onTestFinished(() => application.sequelize.close());
  return application;
}

const files = {
  'package.json': '{ "name": "sample", "dependencies": { "sequelize": "^6.0.0" } }',
  'db/audit.js': `
    const { Sequelize } = require('sequelize');
    module.exports = new Sequelize('postgres://auditor@localhost/audit_log');`,
  'models/index.js': `
    const { Sequelize } = require('sequelize');
    const audit = require('../db/audit');
    audit.define('Event', {});
    const main = new Sequelize('postgres://clerk@localhost/shop');
    main.define('Order', {});
    main.define('Buyer', {});
    module.exports = { main };`,
};

test('the instance with the most models is taken, and the others are listed with their models', async () => {
  const { why, instances } = await load(fixture('two-instances'));
  expect(why).toBe('the one with the most models of the 2 Sequelize instances the project makes');
  expect(instances).toEqual([
    { name: 'shop', file: 'models/index.js', database: 'shop', models: 2, isChosen: true },
    { name: 'warehouse', file: 'models/index.js', database: 'warehouse', models: 1, isChosen: false },
  ]);
});

test('an instance that nothing exports by name is called after the file that makes it', async () => {
  const { instances } = await load(temporaryProject(files, ['sequelize', 'pg']));
  expect(instances.map(({ name, models }) => [name, models])).toEqual([
    ['main', 2],
    ['db/audit.js', 1],
  ]);
});

test.each(['db/audit.js', 'audit.js', 'Audit', 'audit_log'])(
  '--instance %s chooses by file or database',
  async (instance) => {
    const { sequelize, why, target } = await load(temporaryProject(files, ['sequelize', 'pg']), { instance });
    expect(Object.keys(sequelize.models)).toEqual(['Event']);
    expect(why).toBe('named by --instance');
    expect(target).toMatchObject({ database: 'audit_log', user: 'auditor' });
  },
);

test('seqscope.config chooses by the exported name, and the flag wins over it', async () => {
  const own = { ...files, 'seqscope.config.json': '{ "instance": "db/audit.js" }' };
  const root = temporaryProject(own, ['sequelize', 'pg']);
  const byConfig = await load(root);
  expect(Object.keys(byConfig.sequelize.models)).toEqual(['Event']);
  expect(byConfig.why).toBe('named by "instance" in "seqscope.config.json"');
  const byFlag = await load(root, { instance: 'main' });
  expect(Object.keys(byFlag.sequelize.models)).toEqual(['Order', 'Buyer']);
});

test('what was laid over the instances does not change what they are called', async () => {
  const root = temporaryProject(files, ['sequelize', 'pg']);
  const { instances } = await load(root, { url: 'postgres://u@localhost/other', instance: 'shop' });
  expect(instances[0]).toMatchObject({ name: 'main', database: 'shop', isChosen: true });
});

test('an instance that is not there is an error that lists those that are', async () => {
  const root = temporaryProject(files, ['sequelize', 'pg']);
  await expect(load(root, { instance: 'mian' })).rejects.toMatchObject({
    code: 'unknown-instance',
    kind: 'usage',
    message:
      'The project makes no Sequelize instance "mian", which --instance names; it makes "db/audit.js", "main".',
    remedy: 'Name one that exists, as in `--instance main`.',
  });
});
