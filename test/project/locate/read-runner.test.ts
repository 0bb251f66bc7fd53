/** What the source of a migration runner says: texts as people write them, never executed. */
import { describe, expect, test } from 'vitest';
import { readRunner } from '../../../src/project/locate/read-runner.ts';

const folderOf = (text: string) => readRunner(text, '/app/tools/migrate.js', '/app').folder('migration');

describe('the folder', () => {
  test.each([
    [`glob: 'db/steps/*.js'`, '/app/db/steps', false],
    [`glob: ['steps/*.js', { cwd: __dirname, ignore: 'x' }]`, '/app/tools/steps', false],
    [`glob: path.join(__dirname, '..', 'db', '*.{js,ts}')`, '/app/db', false],
    ['glob: `${__dirname}/steps/**/*.js`,', '/app/tools/steps', true],
    [`glob: path.resolve(process.cwd(), 'db/*/*.js')`, '/app/db', true],
    [`path: './db/migrations', pattern: /\\.js$/`, '/app/db/migrations', false],
    [
      `glob: join(folder, '*.cjs') }; const folder = join(import.meta.dirname, 'steps');`,
      '/app/tools/steps',
      false,
    ],
    [
      `glob: join(here, 'a/*.js') } }); const here = dirname(fileURLToPath(import.meta.url));`,
      '/app/tools/a',
      false,
    ],
  ])('%s is read', (text, path, isRecursive) => {
    expect(folderOf(`new Umzug({ migrations: { ${text} } })`)).toEqual({ path, isRecursive });
  });

  test.each([
    `glob: isSeed ? 'a/*.js' : 'b/*.js'`,
    'glob: globOf(env)',
    `glob: base + '/*.js'`,
    `resolve: ({ name, path: file }) => file`,
    `glob: path.join(base, '*.js') }; const base = base;`,
  ])('%s says nothing', (text) => {
    expect(folderOf(`new Umzug({ migrations: { ${text} } })`)).toBeNull();
  });

  test('the one that speaks of seeds is the seeders’', () => {
    const runner = readRunner(`glob: 'db/seeds/*.js', glob: 'db/steps/*.js'`, '/app/migrate.js', '/app');
    expect(runner.folder('seeder')?.path).toBe('/app/db/seeds');
    expect(runner.folder('migration')?.path).toBe('/app/db/steps');
  });
});

describe('the journal', () => {
  const storageOf = (text: string) => readRunner(text, '/app/migrate.js', '/app').storage('migration');

  test('is umzug’s own when the source leaves it to umzug', () => {
    expect(storageOf('new SequelizeStorage({ sequelize })')).toEqual({
      type: 'sequelize',
      table: 'SequelizeMeta',
      schema: null,
    });
  });

  test.each(['tableName: table', 'modelName: "Steps"', 'model: Steps', '...options'])(
    'is not known of { %s }',
    (options) => {
      expect(storageOf(`new SequelizeStorage({ sequelize, ${options} })`)).toBeNull();
    },
  );
});

describe('the context', () => {
  const contextOf = (text: string) => readRunner(text, '/app/migrate.js', '/app').context;

  test('has the properties that are plainly parts of Sequelize', () => {
    expect(
      contextOf(`new Umzug({ context: {
        qi: sequelize.getQueryInterface(), // the interface, of the instance
        sequelize, Ctor: sequelize.constructor as typeof Sequelize, types: Sequelize.DataTypes, logger,
      } })`),
    ).toEqual({ qi: 'queryInterface', sequelize: 'sequelize', Ctor: 'Sequelize', types: 'DataTypes' });
    expect(contextOf('context: async () => ({ steps: queryInterface })')).toEqual({
      steps: 'queryInterface',
    });
  });

  test('has none when it is no object', () => {
    expect(contextOf('context: sequelize.getQueryInterface()')).toEqual({});
  });
});
