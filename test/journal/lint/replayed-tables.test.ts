/** What a migration is told of tables that pending migrations before it make or change. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { lintFiles, migration, shop } from './lint-fixture.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.execute(shop);
});
afterAll(async () => {
  await database.drop();
});

/** What the last of the migrations came upon: it throws that as an error, which its finding has in its message. */
async function told(question: string, before: readonly string[], own: TestDatabase | null = database) {
  const ups = [...before, `const told = ${question}; throw new Error('told ' + JSON.stringify(told));`];
  const files = Object.fromEntries(ups.map((up, index) => [`${String(index)}-m.js`, migration(up)]));
  const entries = await lintFiles(files, { database: own });
  const message = entries.at(-1)?.findings.find(({ rule }) => rule === 'not-readable')?.message ?? '';
  return /told (.*)\)/.exec(message)?.[1];
}

const createNotes = `await q.createTable('notes', {
  id: { type: Sequelize.INTEGER, primaryKey: true, autoIncrement: true },
  text: { type: Sequelize.STRING(5), allowNull: false },
  kind: Sequelize.ENUM('a', 'b'),
});`;
const columns = (table: string) =>
  `Object.entries(await q.describeTable('${table}')).map(([name, { type, allowNull, primaryKey }]) =>
    [name, type, allowNull, primaryKey].join(' '))`;
const keys = (table: string) => `Object.keys(await q.describeTable('${table}'))`;

describe('a table that an earlier pending migration makes', () => {
  it.each([
    ['with a database', () => database],
    ['without one', () => null],
  ])('is described as it was made, %s', async (_, own) => {
    expect(await told(`(${columns('notes')}).slice(0, 2)`, [createNotes], own())).toBe(
      '["id INTEGER false true","text CHARACTER VARYING(5) false false"]',
    );
    expect(await told(`(${columns('notes')}).slice(2)`, [createNotes], own())).toBe(
      '["kind USER-DEFINED true false"]',
    );
  });

  it('is described within the migration that makes it, and with what came after', async () => {
    const changes = [
      `await q.addColumn('notes', 'at', Sequelize.DATE); await q.removeColumn('notes', 'kind');`,
      `await q.renameColumn('notes', 'text', 'body'); await q.renameTable('notes', 'remarks');`,
    ];
    expect(await told(keys('remarks'), [createNotes, ...changes])).toBe('["id","body","at"]');
    expect(await told(`await q.tableExists('notes')`, [createNotes, ...changes])).toBe('false');
  });

  it('is told by tableExists and showAllTables', async () => {
    expect(await told(`await q.tableExists('notes')`, [])).toBe('false');
    expect(await told(`await q.tableExists('notes')`, [createNotes])).toBe('true');
    expect(await told(`(await q.showAllTables()).sort()`, [createNotes, `await q.dropTable('users');`])).toBe(
      '["carts","notes","orders"]',
    );
  });

  it('is gone for its own down alone', async () => {
    const files = {
      '1-a.js': migration(createNotes, `await q.dropTable('notes');`),
      '2-b.js': migration(
        `if (!(await q.describeTable('notes')).at) await q.addColumn('notes', 'at', 'TIMESTAMP');`,
      ),
    };
    const entries = await lintFiles(files, { database });
    expect(entries[1]?.findings.map(({ rule }) => rule)).toEqual(['timestamp-without-time-zone']);
  });
});

describe('a table of the catalog', () => {
  it('is described with what earlier pending migrations change', async () => {
    const change = `await q.addColumn('carts', 'note', Sequelize.TEXT); await q.removeColumn('carts', 'total');
      await q.renameTable('carts', 'baskets');`;
    expect(await told(columns('baskets'), [change])).toBe('["id INTEGER false true","note TEXT true false"]');
  });

  it('is as the catalog has it where one makes it IF NOT EXISTS', async () => {
    expect(await told(keys('carts'), [`await q.createTable('carts', { other: 'integer' });`])).toBe(
      '["id","total"]',
    );
  });

  it('is told as a guess where another question meets such a change', async () => {
    const files = {
      '1-a.js': migration(`await q.addColumn('carts', 'note', Sequelize.TEXT);`),
      '2-b.js': migration(`await q.sequelize.query(
        "SELECT 1 FROM information_schema.columns WHERE table_name = 'carts' AND column_name = 'note'");`),
    };
    const entries = await lintFiles(files, { database });
    expect(entries[1]?.findings).toMatchObject([{ rule: 'not-readable' }]);
    const { '2-b.js': alone } = files;
    expect((await lintFiles({ '2-b.js': alone }, { database }))[0]?.findings).toEqual([]);
  });
});
