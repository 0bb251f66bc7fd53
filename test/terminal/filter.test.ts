/** Filtering as a person does it: completed through an association, then by the cell under the cursor. */
import { resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TestDatabase } from '../support/postgres.ts';
import { ritualityDatabase, ritualityVariables } from '../support/rituality.ts';
import { keys } from './emulator.ts';
import { TerminalProcess } from './pty.ts';

const root = resolve(import.meta.dirname, '../..');

let database: TestDatabase;
let program: TerminalProcess | null = null;
beforeEach(async () => {
  database = await ritualityDatabase();
});
afterEach(async () => {
  await program?.dispose();
  program = null;
  await database.drop();
});

it('completes a filter through an association, narrows it by a cell, and takes it off', async () => {
  program = new TerminalProcess(process.execPath, [resolve(root, 'bin/seqscope.js')], {
    columns: 100,
    rows: 30,
    cwd: root,
    env: ritualityVariables(database.target),
  });
  const console = program;
  await console.until('UserDevice');
  await console.type('/', 'U', 's', 'e', 'r', keys.enter);
  await console.until(/row 1 of \S+ · /);

  await console.type('F', 'r', 'o', 'l', 'e', '.');
  await console.until(/› +id/);
  await console.type('n', 'a');
  await console.until(/› +name/);
  await console.type('\t');
  await console.until('filter role.name ');
  await console.until('like, in any case');
  await console.type(...Array.from('= admin'), keys.enter);
  const [admins] = await database.execute(
    `SELECT count(*)::int AS n FROM users u JOIN roles r ON r.id = u.role_id WHERE r.name = 'admin' AND u.deleted_at IS NULL`,
  );
  await console.until((text) => text.includes('filter role.name = admin') && !text.includes('accept'));
  await console.type('c');
  await console.until(`of ${Number(admins?.['n']).toLocaleString('en')} `);

  await console.type('l', 'l', '-');
  await console.until('role.name = admin and email != ');
  await console.type('*');
  await console.until((text) => !text.includes('role.name'));
  expect(console.emulator.isAlternate).toBe(true);
});
