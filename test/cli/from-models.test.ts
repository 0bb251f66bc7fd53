/** `migration:generate --from-models` as it is typed. */
import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { projectFolder } from './project-folder.ts';
import { packageRoot, runSeqscope } from './run-seqscope.ts';

let database: TestDatabase;
let folder: string;

const index = (attributes: string) => `
  const { Sequelize, DataTypes } = require('sequelize');
  const sequelize = new Sequelize(require('../config.js'));
  sequelize.define('Product', { ${attributes} }, { tableName: 'products', timestamps: false });
  module.exports = { sequelize };`;

/** sequelize-cli knows a socket only as a host. */
function settings(): object {
  const { host, port, database: name, user } = database.target;
  return { host, port, database: name, username: user, dialect: 'postgres', logging: false };
}

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await projectFolder({
    '.sequelizerc': `module.exports = { config: 'config.js' };`,
    'config.js': `module.exports = ${JSON.stringify(settings())};`,
    'models/index.js': index('name: DataTypes.STRING, kind: DataTypes.ENUM("a", "b")'),
    'migrations/20200101000000-nothing.js': `module.exports = { async up() {}, async down() {} };`,
  });
});
afterAll(async () => {
  await database.drop();
});

const seqscope = (...words: string[]) => runSeqscope(words, { directory: folder });

async function drafted(): Promise<readonly string[]> {
  const names = await readdir(join(folder, 'migrations'));
  return names.filter((name) => !name.endsWith('-nothing.js')).sort();
}

describe('migration:generate --from-models', { timeout: 120_000 }, () => {
  it('tells CI what differs, and writes nothing', async () => {
    const run = await seqscope('migration:generate', '--from-models', '--check');
    expect(run).toMatchObject({ exitCode: 1, stderr: '' });
    expect(run.stdout).toBe(
      [
        `To make the database "${database.target.database}" match the models:`,
        '  + enum enum_products_kind (a, b)',
        '  + table products (id, name, kind)',
        '',
      ].join('\n'),
    );
    expect(await drafted()).toEqual([]);
  });

  it('shows the file and its proof, and writes nothing without a terminal', async () => {
    const run = await seqscope('migration:generate', '--from-models');
    expect(run).toMatchObject({
      exitCode: 0,
      stderr: 'Nothing was written: add `--yes` to write this file.\n',
    });
    expect(run.stdout).toContain(`await queryInterface.createTable(`);
    expect(run.stdout).toContain(
      'Rehearsed: `up` leaves no difference to the models, `down` restores the schema. The database is as it was.\n',
    );
    expect(await drafted()).toEqual([]);
  });

  it('writes it with --yes; sequelize-cli runs it, up, down and up, and then the models match', async () => {
    const written = await seqscope('migration:generate', '--from-models', '--yes', '--name', 'products');
    expect(written).toMatchObject({ exitCode: 0, stderr: '' });
    const [name = ''] = await drafted();
    expect(name).toMatch(/^\d{14}-products\.js$/);
    expect(written.stdout).toContain(`New migration was created at ${join(folder, 'migrations', name)} .\n`);
    const cli = join(packageRoot, 'node_modules/.bin/sequelize-cli');
    const environment = { ...process.env, NODE_ENV: 'development' };
    for (const command of ['db:migrate', 'db:migrate:undo', 'db:migrate'])
      await promisify(execFile)(cli, [command], { cwd: folder, env: environment });
    const matches = await seqscope('migration:generate', '--from-models', '--check');
    expect(matches).toMatchObject({ exitCode: 0, stdout: 'The database matches the models.\n' });
  });

  it('counts what is destroyed, hints at a rename, and writes only what was proved', async () => {
    await database.execute(`INSERT INTO products (name) VALUES ('Tea'), ('Salt')`);
    await writeFile(
      join(folder, 'models/index.js'),
      index(
        'label: DataTypes.STRING, kind: DataTypes.ENUM("a", "b"), price: { type: DataTypes.INTEGER, allowNull: false }',
      ),
    );
    const refused = await seqscope('migration:generate', '--from-models', '--yes');
    expect(refused.exitCode).toBe(1);
    expect(refused.stdout).toContain('- column products.name character varying(255)  (DESTROYS 2 values)');
    expect(refused.stdout).toContain('The rehearsal failed in `up`:');
    expect(refused.stderr).toContain('add "--rename products.name:label"');
    expect(refused.stderr).toContain('Nothing was written, for it was not proved');
    expect(await drafted()).toHaveLength(1);
    const json = await seqscope(
      'migration:generate',
      '--from-models',
      '--json',
      '--dry-run',
      '--rename',
      'products.name:label',
    );
    expect(JSON.parse(json.stdout)).toMatchObject({
      effects: [{ text: 'column products.name → label' }, { text: 'column products.price integer not null' }],
      proof: { verdict: 'failed' },
    });
    const forced = await seqscope('migration:generate', '--from-models', '--force', '--name', 'anyway');
    expect(forced.exitCode).toBe(0);
    const [, name = ''] = await drafted();
    expect(await readFile(join(folder, 'migrations', name), 'utf8')).toContain('removeColumn');
  });

  it.each([
    [['--check'], '`--check` is for a migration from models.'],
    [
      ['--from-models', '--keep', 'rows'],
      '`--keep` takes columns, indexes, constraints, defaults, not-null or all, not "rows".',
    ],
  ])('refuses %j', async (words, message) => {
    const run = await seqscope('migration:generate', '--name', 'x', ...words);
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain(message);
  });
});

it('finds the Rituality database, migrated, as its models say it', async () => {
  const rituality = await createTestDatabase();
  await runSeqscope(['db:migrate', '--url', rituality.url]);
  const run = await runSeqscope(['migration:generate', '--from-models', '--check', '--url', rituality.url]);
  expect(run.exitCode).toBe(0);
  expect(run.stdout).toContain('The database matches the models.\n');
  await rituality.drop();
});
