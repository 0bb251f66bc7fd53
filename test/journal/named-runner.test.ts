/** A project whose own runner is named in seqscope.config: listed, counted and stepped as the runner would, which is never executed. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findProject } from '../../src/project/find-project.ts';
import { fixture, projectOptions } from '../project/support/options.ts';
import { linkPackages, temporaryProject } from '../project/support/temporary-project.ts';
import { testSession } from '../session/test-session.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { all, states, step, view } from './fixture-project.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await database.drop();
});

const project = () => findProject(projectOptions(fixture('own-runner'), { url: database.url }), {});
const recorded = () => database.execute('SELECT step FROM steps_done ORDER BY 1');

describe('"runner" in seqscope.config', () => {
  test('says folder, nested files, journal and context', async () => {
    const found = await project();
    const root = fixture('own-runner');
    expect(found.paths.migrations).toBe(join(root, 'steps'));
    expect(found.runner).toEqual({
      recursive: ['migrations'],
      context: { tables: 'queryInterface', kinds: 'DataTypes' },
    });
    expect(found.storage.migrations).toMatchObject({ table: 'steps_done', schema: null, column: 'step' });
    expect(found.choices).toContainEqual({
      what: 'runner',
      value: 'tools/migrate.js',
      why: 'named by "seqscope.config.json"',
    });
    expect(found.choices.find(({ what }) => what === 'migrations')?.why).toBe(
      'named by the runner, "runner" in "seqscope.config.json"',
    );
  });

  test('steps its migrations with its context, recorded in its journal', async () => {
    const found = await project();
    const { results } = await step(found, database.target, 'up', all);
    expect(results.map(({ name, error }) => [name, error])).toEqual([
      ['1-houses.js', null],
      ['2-doors.js', null],
      ['3-keys.js', null],
    ]);
    expect(await recorded()).toEqual([
      { step: '1-houses.js' },
      { step: '2-doors.js' },
      { step: '3-keys.js' },
    ]);
    expect(states(await view(found, database.target))).toEqual([
      '1-houses.js: executed',
      '2-doors.js: executed',
      '3-keys.js: executed',
    ]);
    await step(found, database.target, 'down', all);
    expect(await recorded()).toEqual([]);
  });

  test('that says nothing plainly is refused with what to write instead', async () => {
    const root = temporaryProject({
      'seqscope.config.json': '{ "runner": "migrate.js" }',
      'migrate.js': 'require("./others").migrate(process.argv);',
    });
    await expect(findProject(projectOptions(root), {})).rejects.toMatchObject({
      code: 'runner-unreadable',
      kind: 'usage',
      details: { file: join(root, 'migrate.js') },
    });
  });
});

describe('"journal" in seqscope.config', () => {
  const rootWith = (journal: unknown) =>
    temporaryProject({
      'seqscope.config.json': JSON.stringify({ journal, migrations: 'steps' }),
      'steps/1-a.js': 'exports.up = exports.down = async () => {};',
    });

  test('names table, schema and column, which are made when they are not there', async () => {
    const root = rootWith({ table: 'done', schema: 'ops', column: 'file' });
    linkPackages(root, ['sequelize', 'pg']);
    const found = await findProject(projectOptions(root, { url: database.url }), {});
    await step(found, database.target, 'up', all);
    expect(await database.execute('SELECT file FROM ops.done')).toEqual([{ file: '1-a.js' }]);
  });

  test('may be a table’s name alone, and no other table is looked for', async () => {
    await database.execute(`CREATE TABLE applied (name text); INSERT INTO applied VALUES ('1-a.js')`);
    const found = await findProject(projectOptions(rootWith('done'), { url: database.url }), {});
    expect(states(await view(found, database.target))).toEqual(['1-a.js: pending']);
  });

  test.each([{ table: '' }, { schema: 'ops' }, { table: 'done', name: 'file' }, ['done'], 3])(
    'is refused as %j',
    async (journal) => {
      await expect(findProject(projectOptions(rootWith(journal)), {})).rejects.toMatchObject({
        code: 'console-config-invalid',
        message:
          '"journal" in "seqscope.config.json" is not a table or an object of "table", "schema" and "column".',
      });
    },
  );
});

test('seeders of a folder still to be made are none, until they are to be run', async () => {
  const root = temporaryProject({ '.sequelizerc': "module.exports = { 'seeders-path': 'seeders' };" });
  const found = await findProject(projectOptions(root, { url: database.url }), {});
  expect(found.paths.seeders).toBe(join(root, 'seeders'));
  expect(states(await view(found, database.target, 'seeders'))).toEqual([]);
  await expect(step(found, database.target, 'up', all, { kind: 'seeders' })).rejects.toMatchObject({
    code: 'seeders-folder-missing',
    kind: 'usage',
  });
});

describe('counts of a project', () => {
  test.each([
    ['folders of nothing but folders', ['2024/1-a.js', '2025/2-b.ts', '2025/helper.js']],
    ['files beside folders', ['1-a.js', 'later/2-b.js']],
    ['folders that are named like files', ['1-a.js', '2-b.js/3-c.js']],
  ])('are those of the journal, and no file is executed: %s', async (_title, names) => {
    const root = temporaryProject({ 'package.json': '{ "dependencies": { "sequelize": "6" } }' });
    for (const name of names) {
      mkdirSync(join(root, 'migrations', name, '..'), { recursive: true });
      writeFileSync(join(root, 'migrations', name), `require('fs').writeFileSync('${root}/executed', '');`);
    }
    const { session } = testSession({ directory: root, url: database.url });
    const { counts } = await session.inspectProject();
    const journal = await session.journal('migrations');
    expect(counts.migrations).toBe(journal.entries.length);
    expect(journal.entries.every(({ state }) => state === 'pending')).toBe(true);
    expect(existsSync(join(root, 'executed'))).toBe(false);
  });
});
