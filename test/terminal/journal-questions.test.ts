/** What the commands of the journal ask before they pass over or write anything, in a real terminal. */
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { projectFolder } from '../cli/project-folder.ts';
import { binary, cleanEnvironment, runSeqscope } from '../cli/run-seqscope.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { keys } from './emulator.ts';
import { TerminalProcess } from './pty.ts';

const creates = (table: string) =>
  `module.exports = { up: (q) => q.createTable('${table}', { id: 'integer' }), down: (q) => q.dropTable('${table}') };\n`;

const files = {
  'migrations/20260101-users.js': creates('users'),
  'migrations/20260102-roles.js': creates('roles'),
};

let migrated: TestDatabase;
let database: TestDatabase;
let folder: string;
const migration = (name: string) => join(folder, 'migrations', name);
beforeAll(async () => {
  migrated = await createTestDatabase();
  const project = await projectFolder(files);
  const { exitCode } = await runSeqscope(['db:migrate', '--project', project, '--url', migrated.url]);
  expect(exitCode).toBe(0);
});
beforeEach(async () => {
  database = await createTestDatabase({ template: migrated.target.database });
  folder = await projectFolder(files);
});
afterEach(async () => {
  await database.drop();
});
afterAll(async () => {
  await migrated.drop();
});

function inTerminal(...words: string[]): TerminalProcess {
  const terminal = new TerminalProcess(
    process.execPath,
    [binary, ...words, '--project', folder, '--url', database.url],
    { columns: 160, env: cleanEnvironment() },
  );
  onTestFinished(() => terminal.dispose());
  return terminal;
}

async function recorded(): Promise<readonly unknown[]> {
  const rows = await database.execute('SELECT name FROM "SequelizeMeta" ORDER BY name');
  return rows.map(({ name }) => name);
}

async function tables(): Promise<readonly unknown[]> {
  const rows = await database.execute(
    `SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename IN ('users', 'roles') ORDER BY 1`,
  );
  return rows.map(({ tablename }) => tablename);
}

const orphanQuestion = 'Pass over it and revert "20260101-users.js"?';
const repairQuestion = 'Write this to the journal?';

test('an undo passes over an orphan when the answer is yes', async () => {
  await rm(migration('20260102-roles.js'));
  const terminal = inTerminal('db:migrate:undo');
  const screen = await terminal.until(orphanQuestion);
  expect(screen).toContain('There is no file to revert "20260102-roles.js" with.');
  expect(await recorded()).toEqual(['20260101-users.js', '20260102-roles.js']);
  await terminal.type('y', keys.enter);
  expect(await terminal.waitForExit()).toEqual({ code: 0, signal: 0 });
  expect(terminal.text()).toContain('== 20260101-users: reverted');
  expect(await recorded()).toEqual(['20260102-roles.js']);
  expect(await tables()).toEqual(['roles']);
});

test.each([
  ['no', ['n', keys.enter], 1, 'Nothing was reverted.'],
  ['Enter, which is no', [keys.enter], 1, 'Nothing was reverted.'],
  ['Ctrl-C', ['\x03'], 130, 'interrupted'],
])('an undo reverts nothing past an orphan when the answer is %s', async (_, typed, code, said) => {
  await rm(migration('20260102-roles.js'));
  const terminal = inTerminal('db:migrate:undo');
  await terminal.until(orphanQuestion);
  await terminal.type(...typed);
  expect(await terminal.waitForExit()).toEqual({ code, signal: 0 });
  expect(terminal.text()).toContain(said);
  expect(terminal.emulator.isRestored).toBe(true);
  expect(await recorded()).toEqual(['20260101-users.js', '20260102-roles.js']);
  expect(await tables()).toEqual(['roles', 'users']);
});

test('an undo with a file for what it reverts asks nothing', async () => {
  const terminal = inTerminal('db:migrate:undo');
  expect(await terminal.waitForExit()).toEqual({ code: 0, signal: 0 });
  expect(terminal.text()).not.toContain('Pass over');
  expect(await recorded()).toEqual(['20260101-users.js']);
});

test('a repair is written when the answer is yes', async () => {
  await rename(migration('20260102-roles.js'), migration('20260103-roles.js'));
  const terminal = inTerminal('db:migrate:repair');
  const screen = await terminal.until(repairQuestion);
  expect(screen).toContain('rename 20260102-roles.js to 20260103-roles.js');
  expect(await recorded()).toEqual(['20260101-users.js', '20260102-roles.js']);
  await terminal.type('y', keys.enter);
  expect(await terminal.waitForExit()).toEqual({ code: 0, signal: 0 });
  expect(terminal.text()).toContain('The journal was repaired: 1 row removed, 1 row written.');
  expect(await recorded()).toEqual(['20260101-users.js', '20260103-roles.js']);
});

test.each([
  ['no', ['n', keys.enter], 1, 'Nothing was written.'],
  ['Enter, which is no', [keys.enter], 1, 'Nothing was written.'],
  ['Ctrl-C', ['\x03'], 130, 'interrupted'],
])('a repair writes nothing when the answer is %s', async (_, typed, code, said) => {
  await rename(migration('20260102-roles.js'), migration('20260103-roles.js'));
  const terminal = inTerminal('db:migrate:repair');
  await terminal.until(repairQuestion);
  await terminal.type(...typed);
  expect(await terminal.waitForExit()).toEqual({ code, signal: 0 });
  expect(terminal.text()).toContain(said);
  expect(terminal.emulator.isRestored).toBe(true);
  expect(await recorded()).toEqual(['20260101-users.js', '20260102-roles.js']);
});
