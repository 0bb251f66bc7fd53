/** The grid as a user has it: find, arrange, mark, copy, save a view, and the mouse; all in a real terminal. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
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
    CREATE TABLE items (id int PRIMARY KEY, name text, notes text);
    INSERT INTO items SELECT n, 'item ' || n, CASE WHEN n = 2 THEN repeat('long ', 4000) END FROM generate_series(1, 40) n;
  `);
});
afterAll(async () => {
  await database.drop();
});

async function open(config: string, cwd: string): Promise<TerminalProcess> {
  const program = new TerminalProcess(process.execPath, [binary, '--url', database.url], {
    cwd,
    env: { XDG_CONFIG_HOME: config },
  });
  onTestFinished(() => program.dispose());
  await program.until('items');
  await program.type('/', 'i', 't', 'e', 'm', 's', keys.enter);
  await program.until(/item \d/);
  return program;
}

test('rows are found, marked, copied whole, and looked at by a saved view', async () => {
  const config = mkdtempSync(join(tmpdir(), 'seqscope-config-'));
  onTestFinished(() => {
    rmSync(config, { recursive: true });
  });
  const cwd = await projectFolder({ 'models/none.js': '' });
  const console = await open(config, cwd);

  await console.type('/', ...Array.from('item 23'), keys.enter);
  await console.until('row 23 of 40');
  await console.type('g', ' ', ' ');
  await console.until('2 marked');
  await console.type('y', ...Array.from('rows as text'), keys.enter);
  await console.until(/Copied 20,?0\d\d characters/);
  expect(console.emulator.clipboard).toBe(`id\tname\tnotes\n1\titem 1\t\n2\titem 2\t${'long '.repeat(4000)}`);

  await console.type('$', 'H', '0', 'o');
  await console.until('id ↑');
  await console.type('o');
  await console.until('id ↓');
  await console.type('V', ...Array.from('save'), keys.enter, ...Array.from('latest'), keys.enter);
  await console.until('Saved the view "latest".');
  await console.type('V', ...Array.from('choose'), keys.enter, ...Array.from('latest'), keys.enter);
  await console.until('opens with "latest"');

  await console.type('m');
  await console.until('The mouse is on');
  expect(console.emulator.isMouseTracked).toBe(true);
  await console.type('q');
  await console.waitForExit();
  expect(console.emulator.isMouseTracked).toBe(false);

  const again = await open(config, cwd);
  await again.until('id ↓');
  await again.until('item 40');
  expect(again.text()).not.toContain('notes');
  await again.type('q');
  await again.waitForExit();

  const folder = join(config, 'seqscope/views');
  const file = join(folder, readdirSync(folder)[0] ?? '');
  writeFileSync(file, '{ broken');
  const broken = await open(config, cwd);
  await broken.type('V');
  await broken.until('Mend the file or move it away');
  expect(readFileSync(file, 'utf8')).toBe('{ broken');
}, 120_000);

test('keys that are typed while the rows are still read do what they mean once those are here', async () => {
  const config = mkdtempSync(join(tmpdir(), 'seqscope-config-'));
  onTestFinished(() => {
    rmSync(config, { recursive: true });
  });
  const console = await open(config, await projectFolder({ 'models/none.js': '' }));
  const other = new Client({ connectionString: database.url });
  await other.connect();
  onTestFinished(() => other.end());
  await other.query('BEGIN; LOCK TABLE items');

  await console.type(keys.escape, keys.enter);
  await console.until('Reading …');
  await console.type('j', 'j', keys.enter);
  await console.until('Reading the rows: j j ⏎ wait, esc drops');
  await other.query('COMMIT');
  await console.until(/name +item 3/);
});
