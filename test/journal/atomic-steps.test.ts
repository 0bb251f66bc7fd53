/** Never half-migrated: what a failing migration leaves behind, in each style, and what cannot be atomic. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StepResult } from '../../src/journal/journal.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { fixtureProject, only, step } from './fixture-project.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
});

async function up(folder: string, name: string): Promise<StepResult> {
  const { results } = await step(fixtureProject({ migrations: folder }), database.target, 'up', only(name));
  const [result] = results;
  if (result === undefined) throw new Error('no step was run');
  return result;
}

async function tables(pattern: string): Promise<readonly unknown[]> {
  const rows = await database.execute(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname LIKE '${pattern}' ORDER BY 1`,
  );
  return rows.map((row) => row['name']);
}

async function recorded(): Promise<readonly unknown[]> {
  const [row] = await database.execute(`SELECT to_regclass('"SequelizeMeta"') IS NOT NULL AS "exists"`);
  if (row?.['exists'] !== true) return [];
  return (await database.execute('SELECT name FROM "SequelizeMeta" ORDER BY name')).map(
    (meta) => meta['name'],
  );
}

describe('a migration that fails half-way', () => {
  it.each([
    ['without a transaction of its own', 'bare'],
    ['after a managed transaction of its own', 'managed'],
    ['after an unmanaged transaction of its own', 'unmanaged'],
  ])('leaves nothing behind: %s', async (_style, name) => {
    const result = await up('styles', `${name}.js`);
    expect(result).toMatchObject({
      status: 'failed',
      wasAtomic: true,
      error: { code: 'unique-violated', details: { sqlState: '23505' } },
    });
    expect(await tables(`${name}_pets%`)).toEqual([]);
    expect(await database.execute(`SELECT typname FROM pg_type WHERE typname LIKE '%${name}_pets%'`)).toEqual(
      [],
    );
    expect(await recorded()).not.toContain(`${name}.js`);
  });

  it('reports the statements up to the failed one, each with its time', async () => {
    const { statements } = await up('styles', 'bare.js');
    expect(statements.map(({ sql }) => sql.replace(/\s.*/s, ''))).toEqual([
      'START',
      'SELECT',
      'DO',
      'WITH',
      'CREATE',
      'INSERT',
      'INSERT',
      'ROLLBACK;',
    ]);
    for (const { durationMs } of statements) expect(durationMs).toBeTypeOf('number');
  });

  it('names the table, the SQLSTATE, the place and a remedy', async () => {
    const { error } = await up('styles', 'bare.js');
    expect(error?.message).toContain('bare_pets');
    expect(error?.remedy).not.toBe('');
    expect(error?.details).toMatchObject({ sqlState: '23505', line: 11 });
    expect(error?.details.file).toMatch(/styles\/bare\.js$/);
    expect(error?.details.statement).toMatch(/^INSERT INTO "bare_pets"/);
  });

  it('leaves nothing behind when it throws an error of its own', async () => {
    expect(await up('caught', 'throws.js')).toMatchObject({
      status: 'failed',
      wasAtomic: true,
      error: {
        code: 'migration-failed',
        kind: 'failed',
        message: 'The migration "throws.js" threw in "up": the moon is full',
        details: { line: 6 },
      },
    });
    expect(await tables('thrown')).toEqual([]);
  });

  it('leaves nothing behind when it is wrong only once it is committed', async () => {
    expect(await up('caught', 'deferred-violation.js')).toMatchObject({
      status: 'failed',
      wasAtomic: true,
      error: { details: { sqlState: '23503' } },
    });
    expect(await tables('own%')).toEqual([]);
    expect(await recorded()).not.toContain('deferred-violation.js');
  });

  it('leaves nothing behind when it had caught an earlier failure', async () => {
    expect(await up('caught', 'fails-later.js')).toMatchObject({
      status: 'failed',
      wasAtomic: true,
      error: { details: { sqlState: '42P07' } },
    });
    expect(await tables('failed_later')).toEqual([]);
  });
});

describe('a migration with transactions of its own', () => {
  it('keeps what they committed and loses what they rolled back, in one transaction', async () => {
    const result = await up('styles', 'transactions.js');
    expect(result).toMatchObject({ status: 'done', wasAtomic: true, error: null });
    expect(await database.execute('SELECT id FROM kept ORDER BY id')).toEqual([
      { id: 1 },
      { id: 3 },
      { id: 5 },
    ]);
    const boundaries = result.statements.filter(({ sql }) =>
      /^(?:START|COMMIT|INSERT INTO "SequelizeMeta")/.test(sql),
    );
    expect(boundaries.map(({ sql }) => sql.slice(0, 6))).toEqual(['START ', 'INSERT', 'COMMIT']);
  });
});

describe('a migration that lives with failing statements', () => {
  it('runs as if there were no transaction around it, and is atomic all the same', async () => {
    expect(await up('caught', 'carries-on.js')).toMatchObject({
      status: 'done',
      wasAtomic: true,
      error: null,
    });
    expect(await database.execute('SELECT id FROM carried_on ORDER BY id')).toEqual([
      { id: 1 },
      { id: 2 },
      { id: 3 },
    ]);
    expect(await recorded()).toContain('carries-on.js');
  });
});

describe('what cannot run in a transaction', () => {
  it('builds an index concurrently and says that the step was not atomic', async () => {
    expect(await up('outside', 'concurrent-index.js')).toMatchObject({ status: 'done', wasAtomic: false });
    expect(await tables('indexed%')).toEqual(['indexed', 'indexed_id']);
    expect(await recorded()).toContain('concurrent-index.js');
  });

  it('is recognised by the server’s answer, after a try that is rolled back whole', async () => {
    const result = await up('outside', 'concurrent-index-elsewhere.js');
    expect(result).toMatchObject({ status: 'done', wasAtomic: false, error: null });
    expect(await tables('indexed_elsewhere%')).toEqual(['indexed_elsewhere', 'indexed_elsewhere_id']);
    expect(
      result.statements.filter(({ sql }) => sql.startsWith('CREATE TABLE IF NOT EXISTS "indexed')),
    ).toHaveLength(1);
  });

  it('adds a value to an enum and uses it', async () => {
    await database.execute(`CREATE TYPE feeling AS ENUM ('fine'); CREATE TABLE felt (feeling feeling)`);
    expect(await up('outside', 'enum-value.js')).toMatchObject({ status: 'done', wasAtomic: false });
    expect(await database.execute('SELECT feeling FROM felt')).toEqual([{ feeling: 'ecstatic' }]);
  });

  it('alters a table whose new rows have deferred checks', async () => {
    expect(await up('outside', 'deferred-checks.js')).toMatchObject({ status: 'done', wasAtomic: false });
    expect(await recorded()).toContain('deferred-checks.js');
  });

  it('commits by itself in SQL, is recognised before it does, and is reported', async () => {
    expect(await up('outside', 'raw-commit.js')).toMatchObject({ status: 'done', wasAtomic: false });
    expect(await database.execute('SELECT id FROM raw_commit')).toEqual([{ id: 1 }]);
    expect(await recorded()).toContain('raw-commit.js');
  });

  it('commits behind Sequelize’s back, is found out afterwards, and is reported', async () => {
    expect(await up('outside', 'hidden-commit.js')).toMatchObject({ status: 'done', wasAtomic: false });
    expect(await tables('hidden_commit')).toEqual(['hidden_commit']);
    expect(await recorded()).toContain('hidden-commit.js');
  });

  it('says so itself with "transaction = false", and then leaves behind what it did', async () => {
    expect(await up('outside', 'says-no.js')).toMatchObject({
      status: 'failed',
      wasAtomic: false,
      error: { details: { sqlState: '22012' } },
    });
    expect(await tables('says_no')).toEqual(['says_no']);
    expect(await recorded()).not.toContain('says-no.js');
  });
});

describe('a migration that imports the application', () => {
  it('takes the application’s models into the transaction and to the same database', async () => {
    const project = fixtureProject({ migrations: 'application/migrations' });
    Object.assign(globalThis, { failAfterVisits: true });
    const failed = await step(project, database.target, 'up', only('1'));
    expect(failed.results[0]).toMatchObject({
      status: 'failed',
      error: { message: expect.stringContaining('asked to fail') as unknown },
    });
    expect(await tables('visits')).toEqual([]);

    Object.assign(globalThis, { failAfterVisits: false });
    const { results } = await step(project, database.target, 'up', only('1'));
    expect(results[0]).toMatchObject({ status: 'done', wasAtomic: true, error: null });
    expect(await database.execute('SELECT page FROM visits ORDER BY page')).toEqual([
      { page: '/' },
      { page: '/about' },
    ]);
    expect(results[0]?.statements.some(({ sql }) => sql.startsWith('INSERT INTO "visits"'))).toBe(true);
  });
});
