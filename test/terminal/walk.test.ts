/** The first walk through the console, as a person takes it: the real binary in a real terminal on a real database. */
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TestDatabase } from '../support/postgres.ts';
import { ritualityDatabase, ritualityVariables } from '../support/rituality.ts';
import { keys } from './emulator.ts';
import { TerminalProcess } from './pty.ts';

const root = resolve(import.meta.dirname, '../..');
const binary = resolve(root, 'bin/seqscope.js');

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

/** The console on the Rituality project, opened from inside its folder. */
function openConsole(columns: number, rows: number, ...words: readonly string[]): TerminalProcess {
  program = new TerminalProcess(process.execPath, [binary, ...words], {
    columns,
    rows,
    cwd: resolve(root, 'src/models'),
    env: ritualityVariables(database.target),
  });
  return program;
}

/** How far down the active and verified users the first one with a device stands, in the order of the grid. */
async function positionOfDeviceOwner(): Promise<number> {
  const owners = await database.execute(
    `SELECT EXISTS (SELECT FROM user_devices d WHERE d.user_id = u.id AND d.deleted_at IS NULL) AS owns FROM users u
     WHERE status = 'active' AND NOT deleted AND email_verified AND deleted_at IS NULL ORDER BY id LIMIT 50`,
  );
  return owners.findIndex((owner) => owner['owns'] === true);
}

async function migrationNames(): Promise<readonly unknown[]> {
  const rows = await database.execute('SELECT name FROM "SequelizeMeta" ORDER BY name');
  return rows.map((row) => row['name']);
}

describe('the first walk', () => {
  it.each([
    [80, 24],
    [120, 36],
  ])(
    'browses, scopes, follows, steps and leaves at %ix%i',
    async (columns, rows) => {
      const console = openConsole(columns, rows);
      await console.until('UserDevice');
      await console.until('~5.0k');

      await console.type('/', 'U', 's', 'e', 'r', keys.enter);
      await console.until(/email/);
      await console.until(/row 1 of \S+ · /);

      await console.type('s');
      await console.until('[ ] active');
      await console.type('j', ' ');
      await console.until('[x] active');
      await console.type('j', ' ');
      await console.until('[x] verified');
      await console.type(keys.escape);
      await console.until((text) => !text.includes('[x] verified') && text.includes('active + verified'));

      const [counted] = await database.execute(
        `SELECT count(*)::int AS n FROM users WHERE status = 'active' AND NOT deleted AND email_verified AND deleted_at IS NULL`,
      );
      await console.type('c');
      await console.until(`of ${Number(counted?.['n']).toLocaleString('en')}`);

      await console.type(...Array.from({ length: await positionOfDeviceOwner() }, () => 'j'), keys.enter);
      await console.until('birthDate');
      await console.type('G');
      await console.until('→ UserDevice');
      await console.type(keys.enter);
      await console.until('› devices ─');
      await console.until(/row 1 of \d/);
      await console.type(keys.escape);
      await console.until((text) => !text.includes('› devices ─'));
      await console.type(keys.escape);
      await console.until(/active \+ verified/);

      const before = await migrationNames();
      await console.type('M');
      await console.until('create-user-devices');
      await console.type('d');
      await console.until('Undo 20260109120004-create-user-devices.js?');
      await console.type('y');
      await console.until(/Reverted "20260109120004/);
      expect(await migrationNames()).toEqual(before.slice(0, -1));
      await console.until('1 pending');
      await console.type('u');
      await console.until(/Executed "20260109120004/);
      expect(await migrationNames()).toEqual(before);

      await console.type('q');
      const exit = await console.waitForExit();
      expect(exit).toEqual({ code: 0, signal: 0 });
      expect(console.emulator.isAlternate).toBe(false);
      expect(console.emulator.isCursorShown).toBe(true);
      expect(console.emulator.isBracketedPaste).toBe(false);
    },
    60_000,
  );
});
