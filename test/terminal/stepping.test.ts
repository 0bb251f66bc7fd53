/** Stepping migrations from the console, in a real database: what it asks, what it shows afterwards, and what a cancel leaves. */
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { projectFolder } from '../cli/project-folder.ts';
import { binary } from '../cli/run-seqscope.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { keys } from './emulator.ts';
import { TerminalProcess } from './pty.ts';

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
  await database.execute(`
    CREATE TABLE customers (id serial PRIMARY KEY, name text, nickname text);
    CREATE TABLE logs (id serial PRIMARY KEY, text text);
    INSERT INTO customers (name, nickname) SELECT 'Customer ' || n, 'nick' FROM generate_series(1, 12) n;
    INSERT INTO logs (text) VALUES ('first entry'), ('second entry');
  `);
});
afterEach(async () => {
  await database.drop();
});

/** `up` sees the query interface as `q`. */
function migration(up: string, down = ''): string {
  return `module.exports = { up: async (q, S) => { ${up} }, down: async (q, S) => { ${down} } };\n`;
}

async function open(
  migrations: Readonly<Record<string, string>>,
  { environment = 'development' }: { readonly environment?: string } = {},
): Promise<TerminalProcess> {
  const files = Object.entries(migrations).map(([name, text]) => [`migrations/${name}`, text] as const);
  const cwd = await projectFolder({
    'models/index.js': `
      const { Sequelize, DataTypes } = require('sequelize');
      const sequelize = new Sequelize(${JSON.stringify(database.url)}, { logging: false });
      const columns = { name: DataTypes.TEXT, nickname: DataTypes.TEXT };
      sequelize.define('Customer', columns, { tableName: 'customers', timestamps: false });
      module.exports = { sequelize };`,
    ...Object.fromEntries(files),
  });
  const parameters = [binary, '--url', database.url, '--env', environment];
  const program = new TerminalProcess(process.execPath, parameters, { cwd, columns: 110, rows: 30 });
  onTestFinished(() => program.dispose());
  return program;
}

async function stepUp(console: TerminalProcess, name: string, ...answer: readonly string[]): Promise<void> {
  await console.type('M');
  await console.until(`› ○ ${name}`);
  await console.type('u');
  if (answer.length > 0) await console.until(`Run ${name}?`);
  await console.type(...answer);
  await console.until(`Executed "${name}"`);
}

describe('open rows after a step', () => {
  it('are those of the new schema: columns added, renamed, the table gone', async () => {
    const console = await open({
      '1-level.js': migration(`await q.addColumn('logs', 'level', S.INTEGER)`),
      '2-body.js': migration(`await q.renameColumn('logs', 'text', 'body')`),
      '3-gone.js': migration(`await q.dropTable('logs')`),
    });
    await console.until('logs');
    await console.type('/', 'l', 'o', 'g', 's', keys.enter);
    await console.until('second entry');
    expect(console.text()).not.toContain('level');

    await stepUp(console, '1-level.js');
    await console.until(/2 pending/);
    await console.type(keys.escape);
    await console.until(/id .*text .*level/);

    await stepUp(console, '2-body.js');
    await console.type(keys.escape);
    await console.until(/id .*body .*level/);
    await console.until('second entry');

    await console.type('M');
    await console.until('› ○ 3-gone.js');
    await console.type('u');
    await console.until('Run 3-gone.js?');
    expect(console.text()).toMatch(/Destroys[^]*table logs +2 rows/);
    await console.type('y');
    await console.until('Executed "3-gone.js"');
    await console.until((text) => !/│ +logs/.test(text));
    await console.type(keys.escape);
    await console.until('There is no table "public.logs" any more.');
    await console.until('Press `esc` to go back');
    await console.type(keys.escape);
    await console.until('/ search');
  }, 60_000);

  it('of a model whose column is gone say which, and what to do', async () => {
    const console = await open({ '1-name.js': migration(`await q.removeColumn('customers', 'nickname')`) });
    await console.until('Customer');
    await console.type('/', 'C', 'u', 's', 't', keys.enter);
    await console.until('nick');
    await console.type(keys.enter);
    await console.until(/nickname/);
    await stepUp(console, '1-name.js', 'y');
    await console.type(keys.escape, keys.escape);
    await console.until('Model "Customer" has a column that its table "customers" has not: "nickname".');
    await console.until('Step the migrations to where the model is');
  }, 60_000);
});

describe('a step', () => {
  it('that is cancelled stops on the server and leaves nothing', async () => {
    const sleep = `await q.bulkDelete('logs', { id: 1 }); await q.sequelize.query('SELECT pg_sleep(60)')`;
    const console = await open({ '1-sleep.js': migration(sleep) });
    await console.until('logs');
    await console.type('M');
    await console.until('› ○ 1-sleep.js');
    await console.type('u');
    await console.until('Run 1-sleep.js?');
    await console.type('y');
    await console.until(/1 of 1 · up {2}1-sleep\.js/);
    await console.until('› SELECT pg_sleep(60)');
    await console.type(keys.escape);
    await console.until('"1-sleep.js" was cancelled: nothing of it was kept.');
    const [left] = await database.execute(`
      SELECT (SELECT count(*)::int FROM logs) AS logs,
             (SELECT count(*)::int FROM pg_stat_activity
               WHERE datname = current_database() AND query LIKE '%pg_sleep(60)%' AND pid <> pg_backend_pid() AND state <> 'idle') AS sleeping`);
    expect(left).toEqual({ logs: 2, sleeping: 0 });
  }, 60_000);

  it('is not the one agreed to when somebody was quicker: nothing runs, and the journal is read again', async () => {
    const console = await open({
      '1-first.js': migration('', `await q.dropTable('logs')`),
      '2-second.js': migration('', `await q.dropTable('customers')`),
    });
    await database.execute(`
      CREATE TABLE "SequelizeMeta" (name varchar(255) PRIMARY KEY);
      INSERT INTO "SequelizeMeta" VALUES ('1-first.js'), ('2-second.js')`);
    await console.until('logs');
    await console.type('M');
    await console.until(/● 2-second\.js/);
    await console.type('d');
    await console.until('Undo 2-second.js?');
    await database.execute(`DELETE FROM "SequelizeMeta" WHERE name = '2-second.js'`);
    await console.type('y');
    await console.until('has changed since you were asked: nothing was run.');
    await console.until(/○ 2-second\.js/);
    expect(await database.execute('SELECT count(*)::int AS n FROM logs')).toEqual([{ n: 2 }]);
  }, 60_000);

  it('in production asks for the name of the database', async () => {
    const console = await open(
      { '1-level.js': migration(`await q.addColumn('logs', 'level', S.INTEGER)`) },
      {
        environment: 'production',
      },
    );
    await console.until('PRODUCTION');
    await console.until('logs');
    await console.type('M');
    await console.until('› ○ 1-level.js');
    await console.type('u');
    await console.until('This is production: environment "production".');
    await console.type('y', keys.enter);
    await console.until('That is not its name. Nothing was done.');
    await console.type(keys.backspace, ...Array.from(database.target.database), keys.enter);
    await console.until('Executed "1-level.js"');
  }, 60_000);

  it('that was redone ran down and up again', async () => {
    const console = await open({
      '1-word.js': migration(
        `await q.bulkInsert('logs', [{ text: 'again' }])`,
        `await q.bulkDelete('logs', { text: 'first entry' })`,
      ),
    });
    await database.execute(`
      CREATE TABLE "SequelizeMeta" (name varchar(255) PRIMARY KEY); INSERT INTO "SequelizeMeta" VALUES ('1-word.js')`);
    await console.until('logs');
    await console.type('M');
    await console.until(/● 1-word\.js/);
    await console.type('R');
    await console.until('Redo 1-word.js?');
    expect(console.text()).toMatch(/rows of logs +1 row/);
    await console.type('y');
    await console.until('Redid "1-word.js"');
    expect(await database.execute('SELECT text FROM logs ORDER BY id')).toEqual([
      { text: 'second entry' },
      { text: 'again' },
    ]);
  }, 60_000);
});

describe('repair', () => {
  it('takes out the entry under the cursor that has no file, after showing its row', async () => {
    const console = await open({ '1-first.js': migration('') });
    await database.execute(`
      CREATE TABLE "SequelizeMeta" (name varchar(255) PRIMARY KEY);
      INSERT INTO "SequelizeMeta" VALUES ('0-gone.js'), ('1-first.js')`);
    await console.until('logs');
    await console.type('M');
    await console.until(/✗ 0-gone\.js/);
    await console.type(keys.home, 'p');
    await console.until('Take its row out: 0-gone.js');
    await console.type(keys.enter);
    await console.until('Repair the journal?');
    await console.until('− 0-gone.js');
    await console.type('y');
    await console.until('Repaired the journal: took out "0-gone.js".');
    await console.until((text) => !text.includes('✗ 0-gone.js'));
    expect(await database.execute('SELECT name FROM "SequelizeMeta"')).toEqual([{ name: '1-first.js' }]);
  }, 60_000);
});
