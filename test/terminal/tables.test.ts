/** A project none of whose models loads: its tables are browsed, and followed along their foreign keys. */
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
    CREATE TABLE customers (code text PRIMARY KEY, name text);
    CREATE TABLE orders (region text, number int, customer text REFERENCES customers, PRIMARY KEY (region, number));
    CREATE TABLE lines (id bigint PRIMARY KEY, region text, number int, sku text,
      FOREIGN KEY (region, number) REFERENCES orders);
    INSERT INTO customers VALUES ('c "1"', 'First customer'), ('c2', 'Second customer');
    INSERT INTO orders VALUES ('north', 1, 'c "1"'), ('north', 2, 'c2');
    INSERT INTO lines VALUES (1, 'north', 1, 'tea'), (2, 'north', 2, 'milk');
  `);
});
afterAll(async () => {
  await database.drop();
});

async function open(): Promise<TerminalProcess> {
  const cwd = await projectFolder({
    'models/customer.js': "module.exports = (sequelize) => { throw new Error('no key here'); };",
    'models/order.js': 'module.exports = (sequelize, DataTypes) => sequelize.define("Order", {;',
  });
  const program = new TerminalProcess(process.execPath, [binary, '--url', database.url], { cwd });
  onTestFinished(() => program.dispose());
  return program;
}

/** The keys of a table arrive a moment after its rows: a person who was too fast presses again. */
async function follow(console: TerminalProcess): Promise<void> {
  for (;;) {
    await console.type('f');
    if ((await console.until(/Follow from|not read yet/)).includes('Follow from')) return;
    // Any key takes the notice away, so that the next one is seen.
    await console.type('h');
    await console.until((text) => !text.includes('not read yet'));
  }
}

test('without any model that loads, tables are browsed and followed both ways along foreign keys', async () => {
  const console = await open();
  await console.until('lines');
  await console.until(/customer… failed/);
  await console.until(/order\.js +failed/);
  await console.type('/', 'l', 'i', 'n', keys.enter);
  await console.until('milk');
  await follow(console);
  await console.until('region, number → region, number');
  await console.type(keys.enter);
  await console.until('public.lines › orders');
  await console.until('row 1 of 1');
  await follow(console);
  await console.until('customer → code');
  expect(console.text()).toContain('region, number ← region, number');
  await console.type(keys.enter);
  await console.until('First customer');
  await console.until('row 1 of 1');

  // Back the way the keys point at: the orders of this customer, from its record.
  await console.type(keys.enter);
  await console.until('── Associations');
  await console.until('code ← customer');
  await console.type(keys.end, keys.enter);
  await console.until(/› orders/);
  await console.until('row 1 of 1');
  expect(console.text()).toContain('north');
}, 60_000);
