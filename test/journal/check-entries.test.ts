import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkEntries } from '../../src/journal/check-entries.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { fixtureProject, view } from './fixture-project.ts';

let database: TestDatabase;
let folder = '';
beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'seqscope-check-'));
  symlinkSync(join(import.meta.dirname, '../../node_modules'), join(folder, 'node_modules'));
  const files = {
    '1-fine.js': 'module.exports = { async up() {}, async down() {} };',
    '2-one-way.js': 'module.exports = { async up() {} };',
    '3-broken.js': 'module.exports = {;',
    '4-needs.js': `require('./gone');`,
    '5-exits.js': 'process.exit(3);',
    '6-index.js': `exports.up = (q) => q.addIndex('t', ['a'], { concurrently: true }); exports.down = async () => {};`,
    '7-empty.js': '',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.drop();
});

async function check(names: readonly string[] | null) {
  const project = { ...fixtureProject({ migrations: folder }), root: folder };
  const mode = { readOnly: true, statementTimeoutMs: null };
  const connection = { target: database.target, mode, onStatement: () => undefined };
  const owner = { env: { ...process.env }, exit: process.exit.bind(process) };
  return checkEntries(project, await view(project, database.target), names, connection, owner);
}

describe('checkEntries', () => {
  it('tells what cannot be loaded, and why, from what cannot be reverted', async () => {
    const checks = await check(null);
    expect(checks.map(({ name, flags, problem }) => [name, ...flags, problem?.code ?? 'fine'])).toEqual([
      ['1-fine.js', 'fine'],
      ['2-one-way.js', 'irreversible', 'fine'],
      ['3-broken.js', 'unreadable', 'module-failed'],
      ['4-needs.js', 'unreadable', 'import-missing'],
      ['5-exits.js', 'unreadable', 'module-failed'],
      ['6-index.js', 'fine'],
      ['7-empty.js', 'unreadable', 'migration-without-up'],
    ]);
  });

  it('says of each what is seen of its transaction', async () => {
    const checks = await check(['1-fine', '6-index']);
    expect(checks.map(({ name, mayRunInTransaction }) => [name, mayRunInTransaction])).toEqual([
      ['1-fine.js', true],
      ['6-index.js', false],
    ]);
  });

  it('connects to nothing of its own', async () => {
    await check(null);
    const open = await database.execute(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    expect(open).toEqual([]);
  });
});
