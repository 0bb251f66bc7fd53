import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepConnection } from '../support/execute.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { projectFolder } from './project-folder.ts';
import { runSeqscope } from './run-seqscope.ts';

let database: TestDatabase;
let folder = '';

const models = `module.exports = (sequelize, T) =>
  sequelize.define('Account', { name: T.STRING(50), password: T.STRING(20) }, { tableName: 'accounts', timestamps: false });`;

const configOf = (url: string) => JSON.stringify({ development: { url, dialect: 'postgres' } });

beforeAll(async () => {
  database = await createTestDatabase();
  await database.execute(`
    CREATE TABLE accounts (id serial PRIMARY KEY, name varchar(50), password varchar(20));
    CREATE TABLE "le\u001B[31mgs" (id serial PRIMARY KEY, account_id int REFERENCES accounts);
    CREATE TABLE notes (at timestamp);`);
  folder = await projectFolder({
    'config/config.json': configOf(database.url),
    'models/account.js': models,
    'migrations/1-first.js': 'exports.up = async () => {}; exports.down = async () => {};',
  });
});
afterAll(async () => {
  await database.drop();
});

const doctor = (...words: string[]) => runSeqscope(['doctor', ...words], { directory: folder });

describe('doctor', () => {
  it('tells findings by level with evidence, why and fix, and makes names of the database harmless', async () => {
    const { exitCode, stdout, stderr } = await doctor();
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain(`warning  secret-not-hidden  1
  Password-like column that finders read. Whatever is read ends up in a response, a log or a session one day. The default scope can leave it out; a scope brings it back where it is compared.
  fix: Leave it out by default.
  https://sequelize.org/docs/v6/other-topics/scopes/

  Every finder of Account reads "password".
    VARCHAR(20) · no default scope
      defaultScope: { attributes: { exclude: ['password'] } }
`);
    expect(stdout).toContain('1 migration is pending.');
    expect(stdout).not.toContain('\u001B');
    expect(stdout).toMatch(
      /\n {2}1 {2}warning {2}migrations-pending\n {2}1 {2}info {5}timestamp-without-time-zone\n\n4 warnings, 1 info by 35 checks\.\n$/,
    );
  });

  it('makes the checks that are asked for, and names the nearest of one that there is not', async () => {
    const only = await doctor('--only', 'table-without-primary-key, timestamp-without-time-zone', '--json');
    expect(JSON.parse(only.stdout)).toMatchObject({
      findings: [
        { id: 'table-without-primary-key:public.notes' },
        { id: 'timestamp-without-time-zone:public.notes.at' },
      ],
      checks: ['table-without-primary-key', 'timestamp-without-time-zone'],
      remarks: [],
      baseline: null,
    });
    const except = await doctor(
      '--only',
      'json-not-jsonb,unused-index',
      '--except',
      'unused-index',
      '--json',
    );
    expect(JSON.parse(except.stdout)).toMatchObject({ findings: [], checks: ['json-not-jsonb'] });
    const unknown = await doctor('--only', 'unused-indexes');
    expect(unknown.exitCode).toBe(2);
    expect(unknown.stderr).toContain('There is no check "unused-indexes".');
    expect(unknown.stderr).toContain('Did you mean "unused-index"');
    const none = await doctor('--only', 'unused-index', '--except', 'unused-index', '--exit-code');
    expect(none.exitCode).toBe(2);
    expect(none.stderr).toContain('`--except` leaves no check to make.');
    expect((await doctor('--list')).stdout).toMatch(/^table-missing +error +model without a table\n/);
  });

  it('fails with --exit-code on what no baseline has, from a level on', async () => {
    expect((await doctor('--exit-code')).exitCode).toBe(1);
    expect((await doctor('--exit-code', '--level', 'error')).exitCode).toBe(0);
    const written = await doctor('--write-baseline');
    expect(written).toMatchObject({ exitCode: 0, stdout: '' });
    expect(written.stderr).toBe('5 findings are in seqscope-doctor-baseline.json.\n');
    const again = await doctor('--exit-code');
    expect(again).toMatchObject({ exitCode: 0, stdout: 'Nothing found by 35 checks; 5 known.\n' });

    await database.execute('ALTER TABLE accounts ADD COLUMN extras json');
    const more = await doctor('--exit-code', '--json');
    expect(more.exitCode).toBe(1);
    const report = JSON.parse(more.stdout) as { findings: readonly { id: string; isKnown: boolean }[] };
    expect(report.findings.filter(({ isKnown }) => !isKnown)).toMatchObject([
      { id: 'json-not-jsonb:public.accounts.extras' },
    ]);
    await database.execute(
      'ALTER TABLE accounts DROP COLUMN extras; ALTER TABLE notes ALTER at TYPE timestamptz',
    );
    expect((await doctor('--exit-code')).stdout)
      .toBe(`Not found any more, and still in the baseline (write it anew with --write-baseline):
  timestamp-without-time-zone:public.notes.at

Nothing found by 35 checks; 4 known.
`);
    await doctor('--write-baseline', '--only', 'timestamp-without-time-zone', '--baseline', 'known.json');
    expect(await readFile(join(folder, 'known.json'), 'utf8')).toBe(
      '{\n  "version": 1,\n  "findings": []\n}\n',
    );
    await doctor('--write-baseline', '--only', 'timestamp-without-time-zone');
    expect((await doctor('--exit-code')).stdout).toBe('Nothing found by 35 checks; 4 known.\n');
    await rm(join(folder, 'seqscope-doctor-baseline.json'));

    const missing = await doctor('--baseline', 'none.json');
    expect(missing.exitCode).toBe(2);
    expect(missing.stderr).toContain('The baseline "none.json" cannot be read.');
  });

  it('gives checks the levels of seqscope.config, and refuses one that there is not', async () => {
    const config = join(folder, 'seqscope.config.json');
    await writeFile(
      config,
      JSON.stringify({ doctor: { checks: { 'secret-not-hidden': 'error', 'migrations-pending': 'off' } } }),
    );
    const { stdout } = await doctor('--level', 'error');
    expect(stdout).toMatch(/^error {2}secret-not-hidden {2}1\n/);
    expect(stdout).toMatch(/\n1 error by 34 checks\.\n$/);
    await writeFile(config, JSON.stringify({ doctor: { checks: { 'secret-not-hiden': 'error' } } }));
    expect(await doctor()).toMatchObject({ exitCode: 2 });
    await rm(config);
  });

  it('writes a migration of the fixes, which mends what it says and can be undone', async () => {
    await writeFile(
      join(folder, 'migrations/1-first.js'),
      'exports.up = async () => {}; exports.down = exports.up;',
    );
    const migrate = (...words: string[]) => runSeqscope(words, { directory: folder });
    expect(await migrate('db:migrate')).toMatchObject({ exitCode: 0 });
    const written = await doctor('--migration', '--name', 'mend');
    expect(written.stdout).toMatch(/^New migration was created at .*\/migrations\/\d{14}-mend\.js \.\n$/);
    expect(written.stderr).toBe(`note: left out 1 of secret-not-hidden: it is the model that has to change.
It mends 2 findings. Rehearse it with \`seqscope db:migrate --rehearse\`, execute it with \`seqscope db:migrate\`.
Its indexes are built and dropped CONCURRENTLY, outside a transaction: run again, it goes on.
Add its indexes to \`indexes\` of their models too: \`seqscope drift\` tells of one that no model has.
`);
    const checks = async () => {
      const report = JSON.parse((await doctor('--json')).stdout) as {
        findings: readonly { check: string }[];
      };
      return report.findings.map(({ check }) => check);
    };
    const before = ['foreign-key-without-index', 'table-without-primary-key', 'secret-not-hidden'];
    expect(await migrate('db:migrate')).toMatchObject({ exitCode: 0 });
    expect(await checks()).toEqual(['secret-not-hidden']);
    expect(await migrate('db:migrate:undo')).toMatchObject({ exitCode: 0 });
    expect(await checks()).toEqual([...before, 'migrations-pending']);

    const nothing = await doctor('--only', 'secret-not-hidden', '--migration');
    expect(nothing).toMatchObject({ exitCode: 1, stdout: '' });
    expect(nothing.stderr).toContain('Nothing that was found is mended by changing the schema.');
    expect(await doctor('--name', 'x')).toMatchObject({ exitCode: 2 });
    expect(await doctor('--migration', '--write-baseline')).toMatchObject({ exitCode: 2 });
  });

  it('tells sessions and migrations where somebody holds a table, and fails where its checks are named', async () => {
    const holder = keepConnection(database.target);
    try {
      await holder.execute('BEGIN; LOCK TABLE accounts');
      const { exitCode, stdout, stderr } = await doctor('--json');
      expect(exitCode).toBe(0);
      expect(stderr).toMatch(
        /^notice: Waiting for the lock of "accounts"[^]*\nnote: The tables were not looked at, for somebody holds one/,
      );
      const { checks } = JSON.parse(stdout) as { checks: readonly string[] };
      expect(checks).toContain('blocking-session');
      expect(checks).toContain('migrations-pending');
      expect(checks).not.toContain('foreign-key-without-index');
      const named = await doctor('--only', 'foreign-key-without-index');
      expect(named).toMatchObject({ exitCode: 1, stdout: '' });
      const momentary = await doctor('--only', 'long-running-statement,migration-orphaned', '--exit-code');
      expect(momentary).toMatchObject({ exitCode: 0, stdout: 'Nothing found by 2 checks.\n', stderr: '' });
    } finally {
      await holder.close();
    }
  });

  it('examines the models without a database, and the database without models', async () => {
    const away = await projectFolder({
      'config/config.json': configOf('postgres://me@127.0.0.1:1/x'),
      'models/account.js': models,
    });
    const alone = await runSeqscope(['doctor', '--json'], { directory: away });
    expect(alone.exitCode).toBe(0);
    expect(JSON.parse(alone.stdout)).toMatchObject({
      findings: [{ check: 'secret-not-hidden' }],
      checks: ['to-many-in-default-scope', 'row-explosion', 'read-per-record', 'secret-not-hidden'],
    });
    expect(alone.stderr).toMatch(/^note: The database was not looked at: /);
    const gate = await runSeqscope(['doctor', '--exit-code', '--level', 'error'], { directory: away });
    expect(gate).toMatchObject({
      exitCode: 1,
      stdout: 'Nothing found by the 4 checks that could be made.\n',
    });
    const named = await runSeqscope(['doctor', '--only', 'unused-index'], { directory: away });
    expect(named.exitCode).toBe(3);

    const bare = await projectFolder({ 'config/config.json': configOf(database.url) });
    const tables = await runSeqscope(['doctor', '--json'], { directory: bare });
    expect(tables.stderr).toBe('note: The models were not looked at: the project has none.\n');
    expect(JSON.parse(tables.stdout)).toMatchObject({
      findings: [{ check: 'foreign-key-without-index' }, { check: 'table-without-primary-key' }],
    });
  });

  it('has the same fix for a check by itself: of a key that the model says, with models that do not all load', async () => {
    const own = await createTestDatabase();
    try {
      await own.execute('CREATE TABLE letters (number serial)');
      const files = {
        'config/config.json': configOf(own.url),
        'models/letter.js': `module.exports = (sequelize, T) => sequelize.define('Letter',
          { number: { type: T.INTEGER, primaryKey: true, autoIncrement: true } }, { tableName: 'letters', timestamps: false });`,
        'models/lost.js': `throw new Error('lost');`,
      };
      const directory = await projectFolder(files);
      const key = 'ALTER TABLE "public"."letters" ADD CONSTRAINT "letters_pkey" PRIMARY KEY ("number");';
      const all = await runSeqscope(['doctor'], { directory });
      expect(all.stdout).toContain(key);
      const alone = await runSeqscope(['doctor', '--only', 'table-without-primary-key', '--json'], {
        directory,
      });
      const report = JSON.parse(alone.stdout) as { findings: readonly { fix: { code: string } }[] };
      expect(report).toMatchObject({ findings: [{ fix: { code: key } }], remarks: [], incomplete: [] });
    } finally {
      await own.drop();
    }
  });
});
