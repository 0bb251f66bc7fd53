import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../src/database/client.ts';
import { readJournalFile } from '../../src/journal/read-file.ts';
import { mergeEntries, readJournal } from '../../src/journal/read-journal.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { fixtureProject, states } from './fixture-project.ts';

let test: TestDatabase;
let database: Database;
let folder = '';
beforeAll(async () => {
  test = await createTestDatabase();
  database = openDatabase(test.target, { readOnly: true, statementTimeoutMs: null });
});
afterAll(async () => {
  await database.close();
  await test.drop();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seqscope-read-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await test.execute('DROP TABLE IF EXISTS "SequelizeMeta"');
});

/** A server that is not there: what must not connect is given this. */
function awayDatabase(): Database {
  return openDatabase(
    { host: '127.0.0.1', port: 1, database: 'none', user: 'none', password: null, ssl: false },
    { readOnly: true, statementTimeoutMs: null },
  );
}

describe('mergeEntries', () => {
  it('has every file and every recorded name once, in the order of execution', () => {
    const files = ['10.js', '9.js', 'b.js'].map((name) => ({ name, path: `/m/${name}` }));
    expect(mergeEntries(files, ['gone.js', '9.js', 'A.js', '9.js'])).toEqual([
      { name: '10.js', state: 'pending', path: '/m/10.js', flags: ['out-of-order'] },
      { name: '9.js', state: 'executed', path: '/m/9.js' },
      { name: 'A.js', state: 'orphaned', path: null },
      { name: 'b.js', state: 'pending', path: '/m/b.js' },
      { name: 'gone.js', state: 'orphaned', path: null },
    ]);
  });
});

describe('readJournal', () => {
  it('creates nothing: it works on a read-only connection, and on a new database', async () => {
    writeFileSync(join(folder, '1.js'), 'throw new Error("executed")');
    const journal = await readJournal(fixtureProject({ migrations: folder }), 'migrations', database);
    expect(journal).toEqual({
      kind: 'migrations',
      entries: [{ name: '1.js', state: 'pending', path: join(folder, '1.js') }],
      folder,
      storage: { type: 'sequelize', table: 'SequelizeMeta', schema: null },
      exists: false,
    });
    expect(await test.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).toEqual([]);
  });

  it('tells executed, pending and orphaned apart', async () => {
    for (const name of ['1.js', '2.js', '3.js']) writeFileSync(join(folder, name), '');
    await test.execute(
      `CREATE TABLE "SequelizeMeta" (name varchar(255) PRIMARY KEY); INSERT INTO "SequelizeMeta" VALUES ('3.js'), ('1.js'), ('0.js')`,
    );
    const journal = await readJournal(fixtureProject({ migrations: folder }), 'migrations', database);
    expect(states(journal)).toEqual(['0.js: orphaned', '1.js: executed', '2.js: pending', '3.js: executed']);
    expect(journal.exists).toBe(true);
  });

  it('does without a folder', async () => {
    const journal = await readJournal(fixtureProject({}), 'migrations', database);
    expect(journal).toMatchObject({ entries: [], folder: null });
  });

  it('does not connect for a journal that is kept in a file, or nowhere', async () => {
    writeFileSync(join(folder, '1.js'), '');
    const path = join(folder, 'meta.json');
    writeFileSync(path, '["1.js"]');
    const away = awayDatabase();
    const project = fixtureProject({
      migrations: folder,
      seeders: folder,
      migrationStorage: { type: 'json', path },
    });
    expect(states(await readJournal(project, 'migrations', away))).toEqual(['1.js: executed']);
    expect(states(await readJournal(project, 'seeders', away))).toEqual(['1.js: pending']);
    await away.close();
  });

  it('rejects with the way out when the server is away', async () => {
    const away = awayDatabase();
    await expect(
      readJournal(fixtureProject({ migrations: folder }), 'migrations', away),
    ).rejects.toMatchObject({
      kind: 'connection',
    });
    await away.close();
  });
});

describe('readJournalFile', () => {
  it('gives the text by name or by its beginning, and does not connect', async () => {
    writeFileSync(join(folder, '20260101-one.js'), '// one ✓\n');
    const away = awayDatabase();
    const project = fixtureProject({ migrations: folder });
    const file = { name: '20260101-one.js', path: join(folder, '20260101-one.js'), text: '// one ✓\n' };
    expect(await readJournalFile(project, 'migrations', '20260101-one.js', away)).toEqual(file);
    expect(await readJournalFile(project, 'migrations', '20260101', away)).toEqual(file);
    await away.close();
  });

  it('tells an orphaned entry from an unknown one', async () => {
    await test.execute(
      `CREATE TABLE "SequelizeMeta" (name varchar(255) PRIMARY KEY); INSERT INTO "SequelizeMeta" VALUES ('gone.js')`,
    );
    const project = fixtureProject({ migrations: folder });
    await expect(readJournalFile(project, 'migrations', 'gone.js', database)).rejects.toMatchObject({
      code: 'migration-orphaned',
    });
    await expect(readJournalFile(project, 'migrations', 'gome.js', database)).rejects.toMatchObject({
      code: 'unknown-migration',
      remedy: 'Did you mean "gone.js"?',
    });
  });
});
