/** Documentation of 300 models, with their tables: written, opened and used in a real browser. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot, runSeqscope } from '../../cli/run-seqscope.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { loadAt, openBrowser, openFile, seriousFaults } from './browser.ts';

const count = 300;

/** Ten areas with a hub each; a model belongs to its hub, often to another of its area, and now and then to another area's. */
const index = `
const { Sequelize, DataTypes } = require('sequelize');
const sequelize = new Sequelize(process.env.DATABASE_URL, { logging: false });
const models = {};
const name = (place) => 'Entity' + String(place).padStart(3, '0');
for (let place = 0; place < ${count}; place += 1) {
  const columns = Object.fromEntries(Array.from({ length: 12 }, (_, one) => ['field' + one, {
    type: one % 4 === 0 ? DataTypes.INTEGER : one % 4 === 1 ? DataTypes.STRING(80) : one % 4 === 2 ? DataTypes.DATE : DataTypes.ENUM('draft', 'sent'),
    comment: 'What field ' + one + ' of ' + name(place) + ' is for',
  }]));
  models[name(place)] = sequelize.define(name(place), columns, { underscored: true, scopes: { sent: { where: { field3: 'sent' } } } });
}
const join = (one, other, as) => {
  if (one === other) return;
  models[name(one)].belongsTo(models[name(other)], { as, foreignKey: as + 'Id', constraints: one > other });
  models[name(other)].hasMany(models[name(one)], { as: as + 'Of' + one, foreignKey: as + 'Id', constraints: one > other });
};
for (let place = 0; place < ${count}; place += 1) {
  const hub = place - (place % 30);
  join(place, hub, 'hub');
  if (place % 2 === 0 && place > hub + 4) join(place, hub + ((place * 7) % (place - hub)), 'near');
  if (place % 9 === 0 && hub > 0) join(place, (hub - 30) + (place % 3), 'far');
}
module.exports = { sequelize, ...models };
`;

let folder: string;
let database: TestDatabase;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sql-'));
  await mkdir(join(folder, 'models'));
  await symlink(join(packageRoot, 'node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'package.json'), '{"name": "large", "dependencies": {"sequelize": "6"}}');
  await writeFile(join(folder, 'models/index.js'), index);
  database = await createTestDatabase();
  const env = { ...process.env, DATABASE_URL: database.url };
  await promisify(execFile)(
    process.execPath,
    ['-e', "require('./models').sequelize.sync().then(() => process.exit())"],
    {
      cwd: folder,
      env,
    },
  );
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

test('a page of 300 models is written, opens at once and answers', async () => {
  const started = performance.now();
  const written = await runSeqscope(['docs', '-o', 'site', '--url', database.url], {
    directory: folder,
    variables: { DATABASE_URL: database.url },
  });
  expect(written).toMatchObject({ exitCode: 0 });
  const file = join(folder, 'site/index.html');
  const figures = {
    writtenMs: Math.round(performance.now() - started),
    kilobytes: Math.round((await stat(file)).size / 1024),
  };
  const browser = await openBrowser();
  try {
    const opening = performance.now();
    const { page, requests, complaints } = await openFile(browser, file);
    await page.locator('.card').first().waitFor();
    const openedMs = Math.round(performance.now() - opening);
    await expect.poll(() => page.locator('#models li').count()).toBe(count);
    await page.locator('#search').fill('field 7 of Entity123');
    await expect.poll(() => page.locator('.results li').count()).toBe(1);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('main h1').textContent()).toContain('Entity123');
    await page.locator('.relations a').first().click();
    await expect.poll(() => page.locator('main h1').textContent()).toMatch(/Entity120/);
    await page.locator('.button', { hasText: 'Show in the diagram' }).click();
    await expect.poll(() => page.locator('.canvas .here').getAttribute('data-node')).toBe('Entity120');
    await expect.poll(() => page.locator('.canvas .node').count()).toBeLessThan(120);
    await page.locator('.links a', { hasText: 'Diagram' }).click();
    await page.locator('.canvas .node').first().click();
    await expect.poll(() => page.locator('.canvas .node').count()).toBeGreaterThan(5);
    const faults: string[] = [];
    for (const address of ['#/', '#/model/Entity120', '#/diagram', '#/diagram/1']) {
      await loadAt(page, file, address);
      faults.push(...(await seriousFaults(page)));
    }
    expect({ faults, requests, complaints }).toEqual({ faults: [], requests: [], complaints: [] });
    process.stdout.write(`${JSON.stringify({ ...figures, openedMs })}\n`);
  } finally {
    await browser.close();
  }
});
