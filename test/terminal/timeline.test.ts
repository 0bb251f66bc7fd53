/** The timeline of a real project on a real server: what stepping, merging and editing left behind, rehearsed and linted. */
import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { projectFolder } from '../cli/project-folder.ts';
import { binary, runSeqscope } from '../cli/run-seqscope.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { keys } from './emulator.ts';
import { TerminalProcess } from './pty.ts';

const migration = (up: string, down: string | null) => `module.exports = {
  up: (queryInterface) => queryInterface.sequelize.query(${JSON.stringify(up)}),
${down === null ? '' : `  down: (queryInterface) => queryInterface.sequelize.query(${JSON.stringify(down)}),\n`}};
`;

let database: TestDatabase;
let cwd: string;

beforeAll(async () => {
  database = await createTestDatabase();
  cwd = await projectFolder({
    'seqscope.config.cjs': 'module.exports = { migrationHistory: true };',
    'migrations/01-owners.js': migration('CREATE TABLE owners (id int PRIMARY KEY)', 'DROP TABLE owners'),
    'migrations/03-pets.js': migration(
      'CREATE TABLE pets (id int PRIMARY KEY, name text)',
      'DROP TABLE pets',
    ),
    'migrations/04-gone.js': migration('SELECT 1', 'SELECT 1'),
    'migrations/05-rows.js': migration(
      "INSERT INTO pets SELECT n, 'pet' FROM generate_series(1, 30) n",
      null,
    ),
  });
  const { exitCode } = await runSeqscope(['db:migrate', '--url', database.url], { directory: cwd });
  expect(exitCode).toBe(0);
  await rm(join(cwd, 'migrations/04-gone.js'));
  await appendFile(join(cwd, 'migrations/03-pets.js'), '// edited\n');
  await writeFile(
    join(cwd, 'migrations/02-late.js'),
    migration('ALTER TABLE owners ADD COLUMN phone text', 'ALTER TABLE owners DROP COLUMN phone'),
  );
  await writeFile(
    join(cwd, 'migrations/06-link.js'),
    migration(
      'ALTER TABLE pets ADD COLUMN "ownerId" int REFERENCES owners; UPDATE pets SET name = upper(name)',
      'SELECT 1',
    ),
  );
});

afterAll(async () => {
  await database.drop();
});

async function openTimeline(
  size: { columns: number; rows: number },
  words: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<TerminalProcess> {
  const program = new TerminalProcess(process.execPath, [binary, '--url', database.url, ...words], {
    cwd,
    env,
    ...size,
  });
  onTestFinished(() => program.dispose());
  await program.until('owners');
  await program.type('M');
  await program.until('05-rows.js');
  return program;
}

async function catalog(): Promise<unknown> {
  return database.execute(
    'SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema() ORDER BY 1, 2',
  );
}

test('every entry says its state, and what was rehearsed of it, while the database stays as it is', async () => {
  const before = await catalog();
  const console = await openTimeline({ columns: 120, rows: 36 });
  await console.until('3 executed · 2 pending · 1 orphaned · 1 out of order · 1 changed');
  const text = console.text();
  expect(text).toMatch(/● 01-owners\.js +executed +\d{4}-\d\d-\d\d/);
  expect(text).toMatch(/› ○ 02-late\.js +pending .*out of order/);
  expect(text).toMatch(/● 03-pets\.js +executed .*changed/);
  expect(text).toMatch(/✗ 04-gone\.js +orphaned/);

  await console.type('r');
  await console.until('✓ down restores the schema');
  await console.until('+ column public.owners.phone');
  await console.until('The database is as it was.');
  expect(console.text()).toMatch(/02-late\.js +pending .*rehearsed ok/);
  await console.type('2');
  await console.until('ALTER TABLE owners ADD COLUMN phone text');
  await console.until('AccessExclusive, blocks reads and writes');

  await console.type(keys.end, 'r');
  await console.until('✗ 06-link.js: up fails');
  await console.until('already exists');
  expect(console.text()).toMatch(/06-link\.js +pending .*up fails/);
  expect(await catalog()).toEqual(before);

  await console.type('5', keys.up);
  await console.until('no down');
  await console.until('It has no down: it cannot be reverted.');
}, 60_000);

test('the lint of a pending entry is counted, told on its tab and marked in its file', async () => {
  const console = await openTimeline({ columns: 80, rows: 24 });
  await console.type(keys.end);
  await console.until(/lint [1-9]/);
  expect(console.text()).toMatch(/[!·✗] 2 {3}up: /);
  await console.type('4');
  await console.until('foreign-key-without-index');
  expect(console.text()).not.toContain('\u001B');
}, 60_000);

test('without colours and on a narrow terminal everything is still said in words', async () => {
  const console = await openTimeline({ columns: 50, rows: 20 }, [], { NO_COLOR: '1' });
  await console.until(/02-late\.js +pending +out of order/);
  await console.type('3');
  await console.until('r rehearses it');
  await console.type('r');
  await console.until('down restores the schema');
  expect(console.text()).toMatch(/rehearsed ok/);
}, 60_000);

test('a read-only session says that it rehearses nothing', async () => {
  const console = await openTimeline({ columns: 100, rows: 30 }, ['--read-only']);
  await console.type('r');
  await console.until('start without --read-only to rehearse');
}, 60_000);

test('a rehearsal is cancelled on the server, and nothing of it stays', async () => {
  const path = join(cwd, 'migrations/07-slow.js');
  await writeFile(path, migration('CREATE TABLE slow (); SELECT pg_sleep(60)', 'DROP TABLE slow'));
  onTestFinished(() => rm(path));
  const late = await readFile(join(cwd, 'migrations/06-link.js'), 'utf8');
  await rm(join(cwd, 'migrations/06-link.js'));
  onTestFinished(() => writeFile(join(cwd, 'migrations/06-link.js'), late));
  const console = await openTimeline({ columns: 100, rows: 30 });
  await console.type(keys.end, 'r');
  await console.until(/› up {4}07-slow\.js/);
  await console.type(keys.escape);
  await console.until('The rehearsal was cancelled; nothing of it stayed.');
  const running = await database.execute(
    "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%pg_sleep(60)%' AND state <> 'idle' AND pid <> pg_backend_pid()",
  );
  expect(running).toEqual([{ n: 0 }]);
}, 60_000);

test('what a step did is told in its statements', async () => {
  const console = await openTimeline({ columns: 100, rows: 30 });
  await console.type('u');
  await console.until('Executed "02-late.js"');
  await console.type('2');
  await console.until('ALTER TABLE owners ADD COLUMN phone text');
  await console.until('4 executed · 1 pending');
}, 60_000);
