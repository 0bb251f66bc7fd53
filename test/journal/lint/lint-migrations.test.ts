/** What is around the rules: places, ignore comments, levels, missing databases, and that nothing is done. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { lintFiles, lintUp, migration, shop } from './lint-fixture.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.execute(shop);
});
afterAll(async () => {
  await database.drop();
});

const addIndex = `await q.addIndex('orders', ['total']);`;

describe('places', () => {
  it('point at the column within a long call, through promises that nobody awaits', async () => {
    const text = `exports.up = (q, Sequelize) => q.createTable('notes', {
  id: Sequelize.INTEGER,
  order_id: { type: Sequelize.INTEGER, references: { model: 'orders', key: 'id' } },
}).then(() => q.sequelize.query('ALTER TABLE orders ADD COLUMN at timestamp'));
exports.down = (q) => q.dropTable('notes');
`;
    const [entry] = await lintFiles({ '1-it.js': text }, { database, request: { rules: [] } });
    expect(entry?.findings.map(({ rule, line, column }) => [rule, line, column])).toEqual([
      ['operations-without-transaction', 1, 34],
      ['foreign-key-without-index', 3, 3],
      ['timestamp-without-time-zone', 4, 64],
    ]);
    expect(entry?.findings[1]?.excerpt).toContain('> 3 |   order_id: {');
  });
});

describe('ignore comments', () => {
  it('silence a rule on their line, the line above, or in the whole file', async () => {
    const silenced = [
      `${addIndex} // seqscope-ignore index-not-concurrent`,
      `// seqscope-ignore no-down, index-not-concurrent: small enough at night\n${addIndex}`,
      `/* seqscope-ignore-file index-not-concurrent */\n\n\n${addIndex}`,
      `await q.sequelize.query(\`-- seqscope-ignore index-not-concurrent
        CREATE INDEX i ON orders (total)\`);`,
    ];
    for (const up of silenced) {
      const [entry] = await lintFiles({ '1-it.js': migration(up) }, { database });
      expect(entry).toMatchObject({ findings: [], ignored: 1 });
    }
  });

  it('silence nothing from further away, and no other rule', async () => {
    const loud = [
      `// seqscope-ignore index-not-concurrent\n\n\n${addIndex}`,
      `// seqscope-ignore no-down\n${addIndex}`,
    ];
    for (const up of loud)
      expect(await lintUp(up, { database })).toMatchObject([{ rule: 'index-not-concurrent' }]);
  });
});

describe('lintMigrations', () => {
  it('gives rules the levels that the project has for them, and calls big what the project does', async () => {
    const settings = { rules: { 'index-not-concurrent': 'error' }, bigTableRows: 5 } as const;
    expect(await lintUp(addIndex, { database, settings })).toMatchObject([{ level: 'error' }]);
    const off = { rules: { 'index-not-concurrent': 'off' }, bigTableRows: 5 } as const;
    expect(await lintUp(addIndex, { database, settings: off })).toEqual([]);
    expect(await lintUp(addIndex, { database, settings: { rules: {}, bigTableRows: 6 } })).toEqual([]);
  });

  it('claims nothing of sizes without a database', async () => {
    const up = `${addIndex} await q.addColumn('orders', 'kind', { type: Sequelize.STRING, allowNull: false });`;
    const findings = await lintUp(up, { database: null });
    expect(findings.map(({ rule, level, message }) => [rule, level, message])).toEqual([
      ['operations-without-transaction', 'notice', expect.any(String)],
      ['not-null-without-default', 'warning', expect.stringContaining('the table may have rows')],
    ]);
  });

  it('takes what Sequelize itself asks about types for no question of the migration', async () => {
    const up = `await q.createTable('moods', { id: Sequelize.INTEGER, mood: Sequelize.ENUM('glad') });`;
    expect(await lintUp(up, { database: null })).toEqual([]);
  });

  it('looks at pending migrations, executed ones when asked, and names the nearest of an unknown rule', async () => {
    const own = await createTestDatabase();
    await own.execute(
      `CREATE TABLE "SequelizeMeta" (name text); INSERT INTO "SequelizeMeta" VALUES ('1-a.js')`,
    );
    const files = { '1-a.js': migration(''), '2-b.js': migration('') };
    const names = async (request: object) =>
      (await lintFiles(files, { database: own, request })).map(({ name }) => name);
    expect(await names({})).toEqual(['2-b.js']);
    expect(await names({ includesExecuted: true })).toEqual(['1-a.js', '2-b.js']);
    expect(await names({ names: ['1'] })).toEqual(['1-a.js']);
    await expect(names({ rules: ['no-dwon'] })).rejects.toMatchObject({
      code: 'unknown-rule',
      remedy: expect.stringContaining('"no-down"') as unknown,
    });
    await own.drop();
  });

  it('knows a column from the migrations before it', async () => {
    const files = {
      '1-a.js': migration(
        `await q.createTable('notes', { id: Sequelize.INTEGER, text: Sequelize.STRING(5) });`,
      ),
      '2-b.js': migration(`await q.changeColumn('notes', 'text', { type: Sequelize.STRING(3) });`),
      '3-c.js': migration(`await q.changeColumn('notes', 'text', { type: Sequelize.STRING(9) });`),
    };
    const entries = await lintFiles(files, { database: null });
    expect(entries.map(({ findings }) => findings.map(({ rule }) => rule))).toEqual([
      [],
      ['type-change-rewrites'],
      [],
    ]);
  });
});

describe('a migration that is looked at', () => {
  it('does nothing: no statement, no file, no program, no connection', async () => {
    const written = join(tmpdir(), `seqscope-lint-${process.pid}`);
    const ups = [
      `await q.dropTable('orders'); await q.bulkDelete('users', {});`,
      `await q.sequelize.query('SELECT 1; DROP TABLE orders');`,
      `await q.sequelize.query('WITH gone AS (DELETE FROM orders RETURNING *) SELECT * FROM gone');`,
      `await q.sequelize.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity");`,
      `require('node:fs').writeFileSync(${JSON.stringify(written)}, 'x');`,
      `require('node:child_process').execSync('touch ${written}');`,
      `await new Promise((r, f) => require('node:net').connect(1, '127.0.0.1').on('connect', r).on('error', f));`,
    ];
    for (const up of ups) await lintUp(up, { database });
    expect(await database.execute('SELECT count(*)::int AS n FROM orders')).toEqual([{ n: 5 }]);
    expect(existsSync(written)).toBe(false);
    const [refused] = await lintUp(ups.at(-1) ?? '', { database });
    expect(refused?.message).toContain('a connection to');
  });

  it('is left when it does not end', async () => {
    const [finding] = await lintUp(`for (;;) await q.sequelize.query('SELECT id FROM orders');`, {
      database,
    });
    expect(finding).toMatchObject({
      rule: 'not-readable',
      message: expect.stringContaining('without end') as unknown,
    });
  });
});
