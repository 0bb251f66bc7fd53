/** What the console asks, lists and shows of a project that is not all right, in a real terminal of 80x24. */
import { expect, onTestFinished, test } from 'vitest';
import { projectFolder } from '../cli/project-folder.ts';
import { binary, cleanEnvironment } from '../cli/run-seqscope.ts';
import { keys } from './emulator.ts';
import { TerminalProcess } from './pty.ts';

const elsewhere = `module.exports = {
  dialect: 'postgres', host: 'db.example.invalid', database: 'shop', username: 'owner', password: 'secret' };`;
const order =
  "module.exports = (sequelize, DataTypes) => sequelize.define('Order', { total: DataTypes.INTEGER });";
const broken =
  "module.exports = (sequelize) => {\n  parsePrices();\n  return sequelize.define('Price', {});\n};";

async function open(files: Readonly<Record<string, string>>): Promise<TerminalProcess> {
  const cwd = await projectFolder({ 'config/config.js': elsewhere, ...files });
  const env = { ...cleanEnvironment(), PGHOST: undefined, PGUSER: undefined, PGPASSWORD: undefined };
  const program = new TerminalProcess(process.execPath, [binary], { cwd, env });
  onTestFinished(() => program.dispose());
  return program;
}

test('a host that only the project names is asked for, and nothing connects until the answer is yes', async () => {
  const console = await open({ 'models/order.js': order });
  await console.until('Connect to db.example.invalid?');
  for (const said of [
    'host      db.example.invalid:5432',
    'database  shop',
    'user      owner',
    'named by  "config/config.js"',
  ])
    await console.until(said);
  expect(console.text()).not.toContain('secret');

  await console.type(keys.enter);
  await console.until((text) => !text.includes('Connect to') && text.includes('› Order'));
  await console.until('owner@db.example.invalid:5432/shop');
  await console.until((text) => /│ {16}"config\/config\.js"/.test(text));
  await console.until('not connected: the host has to be allowed');

  await console.type('a');
  await console.until('Connect to db.example.invalid?');
  await console.type('y');
  // Reserved for what is never there (RFC 2606): that it was looked for is what is seen.
  await console.until((text) => text.includes('✗ Database') && !text.includes('has to be allowed'), 30_000);
  await console.type('R');
  await console.until('The project is loaded again.', 30_000);
  expect(console.text()).not.toContain('Connect to');
  await console.type('q');
  expect(await console.waitForExit()).toEqual({ code: 0, signal: 0 });
  expect(console.emulator.isRestored).toBe(true);
}, 90_000);

test('opening a model asks again, and no leaves it unread', async () => {
  const console = await open({ 'models/order.js': order });
  await console.until('Connect to db.example.invalid?');
  await console.type('n');
  await console.until('› Order');
  await console.type(keys.enter);
  await console.until('Connect to db.example.invalid?');
  await console.type(keys.escape);
  await console.until((text) => !text.includes('Connect to') && text.includes('which is not this machine'));
}, 60_000);

test('a model that fails is listed beside the others, and its error is read whole', async () => {
  const console = await open({ 'models/order.js': order, 'models/price.js': broken });
  await console.until('Connect to db.example.invalid?');
  await console.type('n');
  await console.until('› Order');
  await console.until(/price\.js +failed/);
  await console.type('j', keys.enter);
  await console.until('parsePrices is not defined');
  await console.until('models/price.js:2:');
  expect(console.text()).toMatch(/› price\.js +failed/);
  expect(console.text()).toContain('→ Mend "models/price.js" at line 2');
}, 60_000);

test('the project screen says what was chosen and what is wrong; the status line counts it', async () => {
  const console = await open({ 'models/order.js': order, 'models/price.js': broken });
  await console.until('Connect to db.example.invalid?');
  await console.type('n');
  await console.until('1 problem, 1 warning: P');
  await console.type('P');
  await console.until('── 1 problem, 1 warning ──');
  expect(console.text()).toContain('parsePrices is not defined');
  await console.type(keys.end);
  await console.until(/instance +Sequelize 6/);
  await console.type(keys.end);
  await console.until(/associations +0/);
  expect(console.text()).toMatch(/database +owner@db\.example\.invalid:5432\/shop/);
}, 60_000);
