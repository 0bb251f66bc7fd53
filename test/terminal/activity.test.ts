/** The activity screen, as a person uses it: two sessions really wait for each other, and one is ended. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { projectFolder } from '../cli/project-folder.ts';
import { binary } from '../cli/run-seqscope.ts';
import { openDatabase, type HeldConnection } from '../../src/database/client.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { keys } from './emulator.ts';
import { TerminalProcess } from './pty.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.execute('CREATE TABLE plants (id integer PRIMARY KEY, name text)');
});
afterAll(async () => {
  await database.drop();
});

async function open(...words: readonly string[]): Promise<TerminalProcess> {
  const cwd = await projectFolder({ 'models/index.js': 'module.exports = {};' });
  const program = new TerminalProcess(process.execPath, [binary, '--url', database.url, ...words], {
    cwd,
    columns: 110,
  });
  onTestFinished(() => program.dispose());
  await program.until('plants');
  return program;
}

/** `holder` has the table, `waiter` wants it; what becomes of the waiting. */
async function blocked(): Promise<{ readonly waiting: Promise<string>; readonly held: HeldConnection }> {
  const pool = openDatabase(database.target, { readOnly: false, statementTimeoutMs: null });
  onTestFinished(() => pool.close());
  const [held, waiter] = [await pool.hold(), await pool.hold()];
  await held.query(`SET application_name = 'holder'; BEGIN; LOCK TABLE plants`);
  await waiter.query(`SET application_name = 'waiter'`);
  return { held, waiting: waiter.query('DELETE FROM plants').then(() => 'done', String) };
}

test('B shows who waits for whom, read again by itself; t ends who holds, once it is agreed to', async () => {
  const console = await open();
  await console.type('B');
  await console.until('[sessions');
  const { waiting } = await blocked();
  await console.until('1 session waiting');
  await console.until(/› \d+ +idle tx .*holder/);
  await console.until(/└ \d+ +waits .*waiter .*DELETE FROM plants/);
  await console.type('t');
  await console.until('This ends the session of holder');
  await console.until('Waiting for it: 1');
  await console.type('n');
  await console.until((shown) => !shown.includes('This ends the session'));
  await console.type('t');
  await console.until('This ends the session of holder');
  await console.type('y');
  expect(await waiting).toBe('done');
  await console.until('was told to end');
  await console.until((shown) => !shown.includes('waiting'));
  await console.type(keys.escape);
  await console.until('/ search');
});

test('c cancels what waits; a tab further are the locks, and enter shows the statement whole', async () => {
  const { waiting } = await blocked();
  const console = await open();
  await console.type('B');
  await console.until('1 session waiting');
  await console.type('c');
  await console.until('It runs nothing that could be cancelled.');
  await console.type(keys.right);
  await console.until(/\[locks \d+\]/);
  await console.until(/› \d+ +waits +RowExclusive +plants/);
  await console.type(keys.enter);
  await console.until(/Activity › SQL/);
  await console.type(keys.escape);
  await console.until(/\[locks \d+\]/);
  await console.type('c');
  await console.until('This cancels what waiter');
  await console.type('y');
  expect(await waiting).toContain('The query was cancelled.');
  await console.until('was told to cancel its statement');
});

test("the console's own connections are marked, and not ended", async () => {
  const console = await open();
  await console.type('B');
  await console.until(/› \d+ +idle .* own /);
  await console.type('t');
  await console.until("That is one of this console's own connections.");
});

test('a read-only session shows the same and ends nobody', async () => {
  const { held } = await blocked();
  const console = await open('--read-only');
  await console.type('B');
  await console.until('1 session waiting');
  await console.type('t');
  await console.until('This session is read-only');
  await held.query('ROLLBACK');
  await console.until((shown) => !shown.includes('waiting'));
});
