/** The schema screens, as a person uses them: search, page, graph and tour. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { projectFolder } from '../cli/project-folder.ts';
import { binary } from '../cli/run-seqscope.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { keys } from './emulator.ts';
import { TerminalProcess } from './pty.ts';

const models = `
const { DataTypes, Sequelize } = require('sequelize');
const sequelize = new Sequelize(process.env.SHOP_URL, { logging: false });
const Customer = sequelize.define('Customer', {
  nickname: { type: DataTypes.STRING(80), comment: 'What friends say' },
  passwordHash: { type: DataTypes.TEXT, field: 'password_hash' },
}, { tableName: 'customers', timestamps: false, scopes: { named: { where: { nickname: 'ada' } } } });
const Order = sequelize.define('Order', { total: DataTypes.INTEGER }, { tableName: 'orders', timestamps: false });
Order.belongsTo(Customer, { as: 'customer', foreignKey: { name: 'customerId', field: 'customer_id' } });
Customer.hasMany(Order, { as: 'orders', foreignKey: { name: 'customerId', field: 'customer_id' } });
module.exports = { sequelize, Customer, Order };`;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.execute(`
    CREATE TABLE customers (id serial PRIMARY KEY, nickname varchar(80), password_hash text);
    CREATE TABLE orders (id serial PRIMARY KEY, total integer,
      customer_id integer NOT NULL REFERENCES customers ON DELETE CASCADE);
    INSERT INTO customers (nickname, password_hash)
      SELECT CASE WHEN n % 4 = 0 THEN NULL ELSE 'ada' END, 'hash ' || n FROM generate_series(1, 100) AS n;
    ANALYZE customers;`);
});
afterAll(async () => {
  await database.drop();
});

async function open(): Promise<TerminalProcess> {
  const cwd = await projectFolder({ 'models/index.js': models });
  const program = new TerminalProcess(process.execPath, [binary, '--url', database.url], {
    cwd,
    columns: 110,
    rows: 40,
    env: { SHOP_URL: database.url },
  });
  onTestFinished(() => program.dispose());
  await program.until('Order');
  return program;
}

test('a comment that is searched for leads to its column, with estimates of its values and none of a secret', async () => {
  const console = await open();
  await console.type('I', ...Array.from('friends'));
  await console.until('What friends say');
  await console.until('⏎ open   esc leave');
  await console.type(keys.enter);
  await console.until(/› +nickname/);
  await console.until(/est\. 25% null/);
  await console.until(/often +ada 75%/);
  await console.type('j');
  await console.until('Values are not shown: they look secret.');
  expect(console.text()).not.toContain('hash 1');
  await console.type('}', 'j', keys.enter);
  await console.until(/Order page/);
  await console.type(keys.backspace);
  await console.until(/› +orders/);
});

test('the graph is walked from box to box, and Esc leads back', async () => {
  const console = await open();
  await console.type('a');
  await console.until(/├──┼┼─+○<│ Order/);
  await console.type(keys.right);
  await console.until('exactly one Customer');
  await console.until('on delete cascade');
  await console.type(keys.enter);
  await console.until(/Customer graph › Order/);
  await console.type(keys.backspace, '-', '-');
  await console.until(/2 tables, 1 relation/);
});

test('the tour begins with what most depends on, and opens the page of a stop', async () => {
  const console = await open();
  await console.type('T');
  await console.until('2 models, 1 relation');
  await console.type('n');
  await console.until('1 of 2');
  await console.type(keys.enter);
  await console.until(/Tour › Customer page/);
});

test('the checks list what the doctor finds, and the differences when they are asked for', async () => {
  const console = await open();
  await console.type('K');
  await console.until(/\[all \d+\]/);
  await console.until(/\d+ checks · not compared: d does/);
  await console.until(/Order\.customer/);
  await console.type('d');
  await console.until(/\[≠ drift \d+\]/, 30_000);
  await console.until(/· compared models and database/);
});
