/** `drift --migration` as it is typed. */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { productsMigration } from './products-migration.ts';
import { projectFolder } from './project-folder.ts';
import { expectNoScratchLeft } from '../support/scratch-databases.ts';
import { runSeqscope } from './run-seqscope.ts';

let database: TestDatabase;
let folder: string;

const models = (attributes: string) => `
  const { Sequelize, DataTypes } = require('sequelize');
  const sequelize = new Sequelize(require('../config.js'));
  sequelize.define('Product', { ${attributes} }, { tableName: 'products', timestamps: false });
  module.exports = { sequelize };`;
const first = 'name: DataTypes.STRING(80), price: DataTypes.DECIMAL(10, 2)';

beforeAll(async () => {
  database = await createTestDatabase();
  const { host, port, database: name, user } = database.target;
  const settings = { host, port, database: name, username: user, dialect: 'postgres', logging: false };
  folder = await projectFolder({
    '.sequelizerc': `module.exports = { config: 'config.js' };`,
    'config.js': `module.exports = ${JSON.stringify(settings)};`,
    'models/index.js': models(first),
    [`migrations/${productsMigration.name}`]: productsMigration.text,
  });
  await seqscope('db:migrate');
});
afterAll(async () => {
  await database.drop();
});

const seqscope = (...words: string[]) => runSeqscope(words, { directory: folder });
const migrations = () => readdir(join(folder, 'migrations')).then((names) => names.sort());

describe('drift --migration', { timeout: 120_000 }, () => {
  it('writes nothing where nothing differs', async () => {
    const run = await seqscope('drift', '--migration');
    expect(run).toEqual({
      exitCode: 0,
      stdout: 'Nothing differs: there is no migration to write.\n',
      stderr: '',
    });
    expect(await migrations()).toHaveLength(1);
  });

  it('refuses where only the database is not what its migrations made, and says what mends that', async () => {
    await database.execute('ALTER TABLE products ALTER name TYPE varchar(40)');
    const run = await seqscope('drift', '--migration');
    expect(run).toMatchObject({ exitCode: 1, stdout: '' });
    expect(run.stderr).toBe(
      [
        'error: No migration from the models mends what differs: only the database is not what its migrations made it.',
        '  → Repair the database: `seqscope drift` shows the SQL for each.',
        '',
      ].join('\n'),
    );
    expect(await migrations()).toHaveLength(1);
  });

  it('writes what is asked for, proved, without a terminal; once it has run the drift is empty', async () => {
    await writeFile(
      join(folder, 'models/index.js'),
      models(`name: DataTypes.STRING(80), price: DataTypes.DECIMAL(12, 2), code: DataTypes.UUID`),
    );
    await database.execute('CREATE VIEW prices AS SELECT price FROM products');
    const run = await seqscope('drift', '--migration', '--name', 'more of products');
    expect(run.exitCode).toBe(0);
    const [, written = ''] = await migrations();
    expect(written).toMatch(/^\d{14}-more of products\.js$/);
    expect(run.stdout).toBe(
      [
        `To make the database "${database.target.database}" match the models:`,
        '  + column products.code uuid',
        '  ~ column products.price: numeric(10,2) → numeric(12,2)',
        '  ~ view prices: dropped and made anew around this',
        '',
        'Rehearsed: `up` leaves no difference to the models, `down` restores the schema. The database is as it was.',
        `New migration was created at ${join(folder, 'migrations', written)} .`,
        '',
      ].join('\n'),
    );
    expect(run.stderr).toContain('2 differences left out, which the database alone has');
    expect(run.stderr).toContain('Run it with `seqscope db:migrate`.');
    expect(await readFile(join(folder, 'migrations', written), 'utf8')).toContain("'code'");
    const pending = await seqscope('drift', '--migration');
    expect(pending).toMatchObject({ exitCode: 1, stdout: '' });
    expect(pending.stderr).toContain(
      `error: The migration "${written}" is pending, and may change what differs.`,
    );
    expect((await seqscope('db:migrate')).exitCode).toBe(0);
    await database.execute('ALTER TABLE products ALTER name TYPE varchar(80)');
    expect((await seqscope('drift', '--exit-code')).exitCode).toBe(0);
    await expectNoScratchLeft();
  });

  it('writes nothing that its rehearsal did not prove, and prints all of it as JSON', async () => {
    await database.execute(`INSERT INTO products (name) VALUES ('first')`);
    await writeFile(
      join(folder, 'models/index.js'),
      models(
        `name: DataTypes.STRING(80), price: { type: DataTypes.DECIMAL(12, 2), allowNull: false }, code: DataTypes.UUID`,
      ),
    );
    const before = await migrations();
    const refused = await seqscope('drift', '--migration', '--json');
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toMatch(
      /error: The migration "\d{14}-change-products\.js" was not proved, and not written\./,
    );
    expect(JSON.parse(refused.stdout)).toMatchObject({
      differences: [{ id: 'nullability:public.products.price' }],
      migration: { proof: { verdict: 'failed', error: { details: { sqlState: '23502' } } } },
    });
    expect(await migrations()).toEqual(before);
    await database.execute('DELETE FROM products');
    const written = await seqscope('drift', '--migration', '--json');
    expect(JSON.parse(written.stdout)).toMatchObject({ migration: { proof: { verdict: 'proved' } } });
    const [name = ''] = (await migrations()).filter((one) => !before.includes(one));
    expect(written.stderr).toContain(`New migration was created at ${join(folder, 'migrations', name)} .`);
    await rm(join(folder, 'migrations', name));
  });

  it.each([
    [['--name', 'x'], '`--name` is the name of a migration.'],
    [
      ['--migration', '--sides', 'database,migrations'],
      '`--migration` makes the database what the models say',
    ],
    [['--migration', '--exit-code'], '--exit-code'],
  ])('refuses %j', async (words, said) => {
    const run = await seqscope('drift', ...words);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain(said);
  });
});
