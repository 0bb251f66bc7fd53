/** `drift` as it is typed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { productsMigration } from './products-migration.ts';
import { projectFolder } from './project-folder.ts';
import { expectNoScratchLeft } from '../support/scratch-databases.ts';
import { runSeqscope, startSeqscope } from './run-seqscope.ts';

let database: TestDatabase;
let folder: string;

const files = {
  '.sequelizerc': `module.exports = { config: 'config.js' };`,
  'models/index.js': `
    const { Sequelize, DataTypes } = require('sequelize');
    const sequelize = new Sequelize(require('../config.js'));
    sequelize.define('Product', { name: DataTypes.STRING(80), price: DataTypes.DECIMAL(10, 2) }, { tableName: 'products', timestamps: false });
    module.exports = { sequelize };`,
  [`migrations/${productsMigration.name}`]: productsMigration.text,
  // A migration that uses the application's models, as many do.
  'migrations/20260102000000-fill-products.js': `
    const { sequelize } = require('../models');
    module.exports = {
      async up() { await sequelize.models.Product.create({ name: 'first' }); },
      async down() {},
    };`,
};

function configOf({ target: { host, port, database: name, user } }: TestDatabase): string {
  const settings = { host, port, database: name, username: user, dialect: 'postgres', logging: false };
  return `module.exports = ${JSON.stringify(settings)};`;
}

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await projectFolder({ ...files, 'config.js': configOf(database) });
  await seqscope('db:migrate');
});
afterAll(async () => {
  await database.drop();
});

const seqscope = (...words: string[]) => runSeqscope(words, { directory: folder });

describe('drift', { timeout: 120_000 }, () => {
  it('says that nothing differs, keeps the real rows, and leaves no scratch database', async () => {
    const run = await seqscope('drift', '--exit-code');
    expect(run).toEqual({
      exitCode: 0,
      stdout: 'Nothing differs (models, database, migrations: 1 table, 1 model).\n',
      stderr: '',
    });
    expect(await database.execute('SELECT name FROM products')).toEqual([{ name: 'first' }]);
    await expectNoScratchLeft();
  });

  it('shows each difference with what every side says, and exits with 1 where that is asked', async () => {
    await database.execute('ALTER TABLE products ALTER name TYPE varchar(40)');
    const run = await seqscope('drift', '--exit-code');
    expect(run).toMatchObject({ exitCode: 1, stderr: '' });
    expect(run.stdout).toBe(
      [
        'products (Product)',
        '  type name  (the database stands alone)',
        '    models     character varying(80)',
        '  > database   character varying(40)',
        '    migrations character varying(80)',
        '    → Run this in the database, or write a migration if the database is right.',
        '        ALTER TABLE "public"."products" ALTER COLUMN "name" TYPE character varying(80) USING "name"::character varying(80);',
        '',
        '1 difference (models, database, migrations: 1 table, 1 model).',
        '',
      ].join('\n'),
    );
    expect((await seqscope('drift')).exitCode).toBe(0);
  });

  it('is filtered by table, model and subject, and compares the sides that are asked for', async () => {
    const only = JSON.parse(
      (await seqscope('drift', '--only', 'Product', '--only', 'index', '--json')).stdout,
    ) as object;
    expect(only).toMatchObject({ differences: [], sides: ['models', 'database', 'migrations'] });
    const sides = JSON.parse(
      (await seqscope('drift', '--sides', 'models,database', '--only', 'products', '--json')).stdout,
    ) as object;
    expect(sides).toMatchObject({
      sides: ['models', 'database'],
      differences: [{ id: 'type:public.products.name', odd: null, remedy: { type: 'migration' } }],
    });
  });

  it.each([
    [2, ['--sides', 'models'], 'takes at least two of models, database, migrations'],
    [2, ['--only', 'prodcts'], 'Did you mean "products"'],
    [2, ['--baseline', 'nowhere.sql'], 'The file "nowhere.sql" cannot be read.'],
    [1, ['--first', 'nothing'], 'nothing'],
  ])('exits with %i for %j', async (exitCode, words, said) => {
    const run = await seqscope('drift', ...words);
    expect(run).toMatchObject({ exitCode, stdout: '' });
    expect(run.stderr).toContain(said);
  });

  it('leaves the migrations out where one fails, and says which', async () => {
    await database.execute('CREATE TABLE base (id int)');
    const again = await projectFolder({
      ...files,
      'config.js': `module.exports = require(${JSON.stringify(`${folder}/config.js`)});`,
      'migrations/20250101000000-extend-base.js': `
        module.exports = { up: (queryInterface) => queryInterface.sequelize.query('ALTER TABLE base ADD COLUMN name text'), async down() {} };`,
      'base.sql': 'CREATE TABLE base (id int);',
    });
    await runSeqscope(['db:migrate'], { directory: again });
    const run = await runSeqscope(['drift'], { directory: again });
    expect(run.exitCode).toBe(0);
    expect(run.stderr).toContain(
      'note: The migrations were left out, since "20250101000000-extend-base.js" fails in an empty database: Relation "base" does not exist.',
    );
    expect(run.stdout).toContain('1 difference (models, database: 2 tables, 1 model).');
    // A gate does not open for what could not be compared.
    const gate = await runSeqscope(['drift', '--exit-code', '--only', 'comment'], { directory: again });
    expect(gate).toMatchObject({ exitCode: 1 });
    expect(gate.stdout).toBe(
      'Nothing differs in what could be compared (models, database: 2 tables, 1 model).\n',
    );
    const sides = await runSeqscope(['drift', '--sides', 'database,migrations'], { directory: again });
    expect(sides).toMatchObject({ exitCode: 1, stdout: '' });
    expect(sides.stderr).toContain('→ Mend that, or compare other sides: `--sides models,database`');
    const based = await runSeqscope(
      ['drift', '--sides', 'database,migrations', '--baseline', 'base.sql', '--json'],
      {
        directory: again,
      },
    );
    expect(JSON.parse(based.stdout)).toMatchObject({
      remarks: [],
      differences: [{ id: 'type:public.products.name' }],
    });
  });

  it('compares the models with a read-only session, too, on the embedded server', async () => {
    const run = await seqscope('drift', '--read-only', '--sides', 'models,database');
    expect(run.stdout).toContain('models     character varying(80)');
    expect(run.stderr).not.toContain('Sequelize makes no table');
  });

  it('compares models and database for a role that may not read the journal', async () => {
    const user = `reader_${database.target.database}`;
    await database.execute(`CREATE ROLE ${user} LOGIN CREATEDB`);
    try {
      const directory = await projectFolder({
        ...files,
        'config.js': configOf({ ...database, target: { ...database.target, user } }),
      });
      const run = await runSeqscope(['drift'], { directory });
      expect(run).toMatchObject({
        exitCode: 0,
        stderr:
          'note: The migrations were left out, for their journal cannot be read: Permission denied for table SequelizeMeta.\n',
      });
      expect(run.stdout).toContain('(models, database: ');
      const gate = ['drift', '--exit-code', '--only', 'comment'];
      expect(await runSeqscope(gate, { directory })).toMatchObject({ exitCode: 1 });
      const two = await runSeqscope([...gate, '--sides', 'models,database'], { directory });
      expect(two).toMatchObject({ exitCode: 0, stderr: '' });
    } finally {
      await database.execute(`DROP ROLE ${user}`);
    }
  });

  it('says which foreign key of the models the server refuses', async () => {
    const own = await createTestDatabase();
    try {
      const odd = await projectFolder({
        'config.js': configOf(own),
        'models/index.js': `
          const { Sequelize, DataTypes } = require('sequelize');
          const sequelize = new Sequelize(require('../config.js'));
          sequelize.define('Owner', {}, { tableName: 'owners', timestamps: false });
          sequelize.define('Pet', { ownerId: { type: DataTypes.UUID, references: { model: 'owners', key: 'id' } } },
            { tableName: 'pets', timestamps: false });
          module.exports = { sequelize };`,
      });
      const said =
        'note: The foreign key of "Pet.ownerId" cannot be made, so that it is missing from what the models say: Key columns "ownerId" and "id" are of incompatible types: uuid and integer.\n';
      const compared = ['drift', '--sides', 'models,database'];
      expect((await runSeqscope(compared, { directory: odd })).stderr).toBe(said);
      const drafted = ['migration:generate', '--from-models', '--check'];
      expect((await runSeqscope(drafted, { directory: odd })).stderr).toContain(said);
    } finally {
      await own.drop();
    }
  });

  it('says what there is nothing of', async () => {
    const bare = await projectFolder({
      'models/index.js': files['models/index.js'],
      'config.js': `module.exports = require(${JSON.stringify(`${folder}/config.js`)});`,
    });
    const run = await runSeqscope(['drift'], { directory: bare });
    expect(run.stderr).toBe('note: There are no migrations: models and database were compared.\n');
    expect(run.stdout).toContain('(models, database: ');
  });

  it.each([
    ['Ctrl-C', ['SIGINT']],
    // Two signals of one kind may arrive as one.
    ['Ctrl-C and again at once', ['SIGINT', 'SIGTERM']],
  ] as const)(
    'is ended by %s in the middle of a migration that loops for ever, and leaves no scratch database',
    async (_what, signals) => {
      const looping = await projectFolder({
        ...files,
        'config.js': configOf(database),
        'migrations/20260103000000-loop.js': `
        module.exports = { async up() { console.log('it runs'); for (;;) {} }, async down() {} };`,
      });
      const { child, finished } = startSeqscope(['drift'], { directory: looping });
      child.stderr.on('data', (text: string) => {
        if (text.includes('it runs')) for (const signal of signals) child.kill(signal);
      });
      expect(await finished).toMatchObject({ exitCode: 130, stdout: '' });
      await expectNoScratchLeft();
    },
  );
});
