import { mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/client.ts';
import { applyRepair, proposeRepair } from '../../../src/journal/repair/repair-journal.ts';
import type { RepairPlan, RepairRequest } from '../../../src/journal/repair/repair.ts';
import type { Project } from '../../../src/project/project.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { all, fixtureProject, states, step, view } from '../fixture-project.ts';

let database: TestDatabase;
let folder = '';
beforeEach(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'seqscope-repair-'));
  symlinkSync(resolve(import.meta.dirname, '../../../node_modules'), join(folder, 'node_modules'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.drop();
});

const mode = { readOnly: false, statementTimeoutMs: null };
const connection = () => ({ target: database.target, mode, onStatement: () => undefined });
const project = (keepsHistory = false) => fixtureProject({ migrations: folder, keepsHistory });

async function propose(owner: Project, request: Omit<RepairRequest, 'kind'> = {}): Promise<RepairPlan> {
  const own = openDatabase(database.target, { ...mode, readOnly: true });
  try {
    return await proposeRepair(owner, { kind: 'migrations', ...request }, own);
  } finally {
    await own.close();
  }
}

function write(name: string): void {
  writeFileSync(
    join(folder, name),
    `module.exports = { up: (q) => q.createTable('t${name}', { id: 'integer' }), down: (q) => q.dropTable('t${name}') };\n`,
  );
}

const recorded = () => database.execute('SELECT name FROM "SequelizeMeta" ORDER BY name');
const tables = () => database.execute(`SELECT relname FROM pg_class WHERE relname LIKE 't%-%' ORDER BY 1`);

describe('a repair', () => {
  it('writes nothing until it is applied, and then the rows it showed and nothing else', async () => {
    for (const name of ['20260101-a.js', '20260102-b.js']) write(name);
    await step(project(), database.target, 'up', all);
    renameSync(join(folder, '20260102-b.js'), join(folder, '20260103-b.js'));
    const before = await tables();
    const plan = await propose(project());
    expect(plan).toMatchObject({
      journal: 'table "SequelizeMeta"',
      removed: ['20260102-b.js'],
      written: ['20260103-b.js'],
      left: [],
    });
    expect(await recorded()).toEqual([{ name: '20260101-a.js' }, { name: '20260102-b.js' }]);
    await applyRepair(project(), plan, connection());
    expect(await recorded()).toEqual([{ name: '20260101-a.js' }, { name: '20260103-b.js' }]);
    expect(await tables()).toEqual(before);
    expect(states(await view(project(), database.target))).toEqual([
      '20260101-a.js: executed',
      '20260103-b.js: executed',
    ]);
  });

  it('knows a renamed file by its content where a history is kept, and keeps what it knows', async () => {
    write('1-a.js');
    await step(project(true), database.target, 'up', all);
    renameSync(join(folder, '1-a.js'), join(folder, '7-quite-another.js'));
    const plan = await propose(project(true));
    expect(plan.actions).toEqual([
      {
        type: 'rename',
        from: '1-a.js',
        to: '7-quite-another.js',
        why: 'the same content as when it was executed',
      },
    ]);
    await applyRepair(project(true), plan, connection());
    const { entries } = await view(project(true), database.target);
    expect(entries).toMatchObject([{ name: '7-quite-another.js', state: 'executed' }]);
    expect(entries[0]?.flags).toBeUndefined();
    expect(await database.execute('SELECT name, direction FROM "SequelizeMetaHistory" ORDER BY id')).toEqual([
      { name: '1-a.js', direction: 'up' },
      { name: '7-quite-another.js', direction: 'rename' },
    ]);
  });

  it('makes the journal of a database that has none yet, for what is marked as executed', async () => {
    write('1-baseline.js');
    await applyRepair(project(), await propose(project(), { markExecuted: ['baseline'] }), connection());
    expect(await recorded()).toEqual([{ name: '1-baseline.js' }]);
    expect(await tables()).toEqual([]);
    await applyRepair(project(), await propose(project(), { markPending: ['baseline'] }), connection());
    expect(await recorded()).toEqual([]);
  });

  it('is refused when the journal has moved on since, and writes nothing', async () => {
    write('1-a.js');
    const plan = await propose(project(), { markExecuted: ['1-a'] });
    await step(project(), database.target, 'up', all);
    await expect(applyRepair(project(), plan, connection())).rejects.toMatchObject({
      code: 'migration-already-executed',
    });
    renameSync(join(folder, '1-a.js'), join(folder, '1-a.ts'));
    const twin = await propose(project());
    renameSync(join(folder, '1-a.ts'), join(folder, '1-a.js'));
    await expect(applyRepair(project(), twin, connection())).rejects.toMatchObject({
      code: 'journal-changed',
    });
    expect(await recorded()).toEqual([{ name: '1-a.js' }]);
  });

  it('is one transaction: where one row is refused, none is written', async () => {
    for (const name of ['1-a.js', '2-b.js']) write(name);
    await step(project(), database.target, 'up', all);
    await database.execute(`ALTER TABLE "SequelizeMeta" ADD CHECK (name <> '2-b.ts')`);
    for (const name of ['1-a', '2-b']) renameSync(join(folder, `${name}.js`), join(folder, `${name}.ts`));
    await expect(applyRepair(project(), await propose(project()), connection())).rejects.toMatchObject({
      kind: 'failed',
    });
    expect(await recorded()).toEqual([{ name: '1-a.js' }, { name: '2-b.js' }]);
  });

  it('replaces a journal file once', async () => {
    const path = join(folder, 'meta.json');
    writeFileSync(path, '["1-a.js", "2-gone.js"]');
    write('1-a.ts');
    const owner = fixtureProject({ migrations: folder, migrationStorage: { type: 'json', path } });
    await applyRepair(owner, await propose(owner), connection());
    await applyRepair(owner, await propose(owner, { dropsOrphans: true }), connection());
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(['1-a.ts']);
  });

  it('has nothing to do where nothing is recorded', async () => {
    const owner = fixtureProject({ migrations: folder, migrationStorage: { type: 'none' } });
    await expect(propose(owner)).rejects.toMatchObject({ code: 'journal-not-kept', kind: 'usage' });
  });
});
