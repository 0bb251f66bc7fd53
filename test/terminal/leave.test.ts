/** Leaving a screen stops on the server what was still being read for it. */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { projectFolder } from '../cli/project-folder.ts';
import { binary } from '../cli/run-seqscope.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { keys } from './emulator.ts';
import { TerminalProcess } from './pty.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.execute(`
    CREATE TABLE quick (id int PRIMARY KEY);
    INSERT INTO quick VALUES (4711);
    CREATE VIEW slow AS SELECT n, pg_sleep(60)::text AS waited FROM generate_series(1, 3) AS n;
  `);
});
afterAll(async () => {
  await database.drop();
});

async function sleepers(): Promise<number> {
  const rows = await database.execute(
    `SELECT FROM pg_stat_activity WHERE state = 'active' AND wait_event = 'PgSleep' AND datname = current_database()`,
  );
  return rows.length;
}

async function untilSleepers(count: number): Promise<void> {
  for (let tries = 0; tries < 100 && (await sleepers()) !== count; tries += 1) await delay(100);
  expect(await sleepers()).toBe(count);
}

test('rows that are left for others are read no further', async () => {
  const cwd = await projectFolder({ 'models/broken.js': 'throw new Error("no model");' });
  const console = new TerminalProcess(process.execPath, [binary, '--url', database.url], { cwd });
  onTestFinished(() => console.dispose());
  await console.until('slow');
  await console.type('/', 's', 'l', 'o', 'w', keys.enter);
  await untilSleepers(1);
  await console.type(keys.escape, '/', 'q', 'u', 'i', 'c', 'k', keys.enter);
  await console.until('4711');
  await untilSleepers(0);
}, 60_000);
