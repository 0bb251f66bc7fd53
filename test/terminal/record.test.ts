/** A record in a real terminal: its JSON folds, a long value goes to the pager and back, its relations are counted. */
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
    CREATE TABLE makers (id int PRIMARY KEY, name text);
    CREATE TABLE things (id int PRIMARY KEY, meta jsonb, notes text, maker int REFERENCES makers);
    CREATE INDEX ON things (maker);
    INSERT INTO makers VALUES (1, 'First maker');
    INSERT INTO things SELECT n, jsonb_build_object('size', jsonb_build_object('width', n, 'tags', jsonb_build_array('a', 'b'))),
      repeat('word ', 4000) || 'the end', 1 FROM generate_series(1, 12000) AS n;
    ANALYZE things; -- what the planner guesses of a table nobody analysed is another number on every machine
  `);
});
afterAll(async () => {
  await database.drop();
});

async function open(pager: string): Promise<TerminalProcess> {
  const cwd = await projectFolder({ 'models/broken.js': 'throw new Error("no model");' });
  const program = new TerminalProcess(process.execPath, [binary, '--url', database.url], {
    cwd,
    env: { ...process.env, PAGER: pager },
  });
  onTestFinished(() => program.dispose());
  await program.until('things');
  return program;
}

test('a record folds its JSON, hands a long value to the pager whole, and counts what refers to it', async () => {
  const console = await open('tail -c 8 | tr a-z A-Z; read line </dev/tty; exit 1');
  await console.type('/', 't', 'h', 'i', 'n', 'g', keys.enter);
  await console.until(/row 1 (?:of ~12,000 )?· id/);
  await console.type('$', 'p');
  await console.until('First maker');
  await console.type('p', keys.enter);
  await console.until(/makers .*1 row/);

  await console.type('j', keys.enter);
  await console.until(/▾ size\s+\{2\}/);
  await console.type('+');
  await console.until(/0 {2}"a"/);
  await console.type(keys.escape);

  await console.until('── Associations');
  await console.type('j', '|');
  await console.until('THE END');
  expect(console.emulator.isAlternate).toBe(false);
  console.send('\r');
  await console.until('── Associations');
  expect(console.emulator.isAlternate).toBe(true);

  await console.type('G', keys.enter);
  await console.until('› makers');
  await console.until('First maker');
  await console.type(keys.enter);
  await console.until('10,000+ rows');
  await console.type('[', '[');
  await console.until('── Associations');
  await console.type(']');
  await console.until('› makers');
}, 60_000);
