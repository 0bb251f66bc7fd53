/** Migrations in several folders, in folders of folders, and in every language that runs without set-up. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { projectFolder } from './project-folder.ts';
import { type Run, runSeqscope } from './run-seqscope.ts';
import { withoutGreeting } from './without-greeting.ts';

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});

afterEach(async () => {
  await database.drop();
});

const nothing = 'module.exports = { async up() {}, async down() {} };\n';

async function run(folder: string, ...words: string[]): Promise<Run> {
  return runSeqscope([...words, '--project', folder, '--url', database.url]);
}

const listed = async (folder: string) => withoutGreeting((await run(folder, 'db:migrate:status')).stdout);

const recorded = async () =>
  (await database.execute('SELECT name FROM "SequelizeMeta" ORDER BY name')).map((row) => row['name']);

describe('several folders', () => {
  it('are one journal, in the order of the names', async () => {
    const folder = await projectFolder({
      'seqscope.config.json': '{"migrations": ["core/migrations", "billing/migrations"]}',
      'core/migrations/1-a.js': nothing,
      'core/migrations/3-c.js': nothing,
      'billing/migrations/2-b.js': nothing,
    });
    const { stdout } = await run(folder, 'db:migrate');
    expect([...stdout.matchAll(/^== (\S+): migrated/gm)].map(([, name]) => name)).toEqual([
      '1-a',
      '2-b',
      '3-c',
    ]);
    expect(await recorded()).toEqual(['1-a.js', '2-b.js', '3-c.js']);
  });

  it('may not have the same name twice: both paths are named', async () => {
    const folder = await projectFolder({
      'seqscope.config.json': '{"migrations": ["core", "billing"]}',
      'core/1-a.js': nothing,
      'billing/1-a.js': nothing,
    });
    const { exitCode, stderr } = await run(folder, 'db:migrate');
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`"${join(folder, 'core/1-a.js')}" and "${join(folder, 'billing/1-a.js')}"`);
  });

  it('below the folder are taken where seqscope.config says so', async () => {
    const folder = await projectFolder({
      'migrations/1-a.js': nothing,
      'migrations/2026/2-b.js': nothing,
      'migrations/2026/helper.js': 'throw new Error("no migration");',
    });
    expect(await listed(folder)).toBe('down 1-a.js\n');
    await writeFile(join(folder, 'seqscope.config.json'), '{"nestedFolders": true}');
    expect(await listed(folder)).toBe('down 1-a.js\ndown 2-b.js\n');
    await run(folder, 'db:migrate');
    expect(await recorded()).toEqual(['1-a.js', '2-b.js']);
  });
});

describe('without set-up', () => {
  it('runs .js, .cjs, .mjs, .ts, .cts and .mts, up and down', async () => {
    const esm = (table: string) =>
      `export const up = async (q) => { await q.createTable('${table}', { id: 'integer' }); };
       export const down = async (q) => { await q.dropTable('${table}'); };`;
    const typed = (table: string) =>
      `import type { QueryInterface } from 'sequelize';
       export const up = async (q: QueryInterface): Promise<void> => { await q.createTable('${table}', { id: 'integer' }); };
       export const down = async (q: QueryInterface): Promise<void> => { await q.dropTable('${table}'); };`;
    const commonJs = (table: string) =>
      `module.exports = { up: (q) => q.createTable('${table}', { id: 'integer' }), down: (q) => q.dropTable('${table}') };`;
    const folder = await projectFolder({
      'migrations/1-js.js': commonJs('js'),
      'migrations/2-cjs.cjs': commonJs('cjs'),
      'migrations/3-mjs.mjs': esm('mjs'),
      'migrations/4-ts.ts': typed('ts'),
      'migrations/5-cts.cts': typed('cts'),
      'migrations/6-mts.mts': typed('mts'),
    });
    const up = await run(folder, 'db:migrate');
    expect(up).toMatchObject({ exitCode: 0, stderr: '' });
    const tables = () =>
      database.execute(
        `SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1`,
      );
    expect((await tables()).map((row) => row['relname'])).toEqual([
      'SequelizeMeta',
      'cjs',
      'cts',
      'js',
      'mjs',
      'mts',
      'ts',
    ]);
    expect((await run(folder, 'db:migrate:undo:all')).exitCode).toBe(0);
    expect((await tables()).map((row) => row['relname'])).toEqual(['SequelizeMeta']);
  });
});
