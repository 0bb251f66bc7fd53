/** Each rule fires on what it is about and is silent on what is the same but for that. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ModelUse } from '../../../src/journal/lint/lint-rule.ts';
import { lintRules } from '../../../src/journal/lint/rules.ts';
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

const order: ModelUse = {
  model: 'Order',
  table: { schema: null, name: 'orders' },
  attributes: [{ name: 'remark', column: 'note' }],
};

interface RuleCase {
  readonly rule: string;
  readonly level: string;
  /** Part of the message. */
  readonly says: string;
  readonly firing: string;
  readonly quiet: readonly string[];
}

const addsKey = `await q.addColumn('orders', 'buyer', { type: Sequelize.INTEGER, references: { model: 'users', key: 'id' } });`;

const cases: readonly RuleCase[] = [
  {
    rule: 'foreign-key-without-index',
    level: 'warning',
    says: 'No index of "orders" begins with "buyer", which refers to "users".',
    firing: addsKey,
    quiet: [
      `${addsKey} await q.addIndex('orders', ['buyer', 'total']);`,
      `${addsKey} await q.sequelize.query('ALTER TABLE orders ADD UNIQUE (buyer)');`,
      `${addsKey} await q.removeColumn('orders', 'buyer');`,
    ],
  },
  {
    rule: 'not-null-without-default',
    level: 'error',
    says: '"orders"."kind" is NOT NULL without a default, and the table has rows (about 5 rows).',
    firing: `await q.addColumn('orders', 'kind', { type: Sequelize.STRING, allowNull: false });`,
    quiet: [
      `await q.addColumn('orders', 'kind', { type: Sequelize.STRING, allowNull: false, defaultValue: 'a' });`,
      `await q.addColumn('carts', 'kind', { type: Sequelize.STRING, allowNull: false });`,
      `await q.createTable('news', { id: Sequelize.INTEGER });
       await q.addColumn('news', 'kind', { type: Sequelize.STRING, allowNull: false });`,
    ],
  },
  {
    rule: 'not-null-on-existing',
    level: 'error',
    says: '"orders"."total" becomes NOT NULL in a table that has rows (about 5 rows).',
    firing: `await q.changeColumn('orders', 'total', { type: Sequelize.INTEGER, allowNull: false });`,
    quiet: [
      `await q.changeColumn('orders', 'id', { type: Sequelize.INTEGER, allowNull: false });`,
      `await q.changeColumn('carts', 'total', { type: Sequelize.INTEGER, allowNull: false });`,
      `await q.sequelize.query('ALTER TABLE orders ADD CONSTRAINT c CHECK (total IS NOT NULL) NOT VALID');
       await q.sequelize.query('ALTER TABLE orders VALIDATE CONSTRAINT c');
       await q.sequelize.query('ALTER TABLE orders ALTER total SET NOT NULL');`,
    ],
  },
  {
    rule: 'volatile-default',
    level: 'error',
    says: 'Adding "orders"."uid" with the default gen_random_uuid() writes every row of the table (about 5 rows).',
    firing: `await q.addColumn('orders', 'uid', { type: Sequelize.UUID, defaultValue: Sequelize.literal('gen_random_uuid()') });`,
    quiet: [
      `await q.addColumn('orders', 'at', { type: Sequelize.DATE, defaultValue: Sequelize.literal('now()') });`,
      `await q.addColumn('carts', 'uid', { type: Sequelize.UUID, defaultValue: Sequelize.literal('gen_random_uuid()') });`,
    ],
  },
  {
    rule: 'type-change-rewrites',
    level: 'error',
    says: '"orders"."total" from int4 to int8 writes every row of the table (about 5 rows).',
    firing: `await q.changeColumn('orders', 'total', { type: Sequelize.BIGINT });`,
    quiet: [
      `await q.changeColumn('orders', 'total', { type: Sequelize.INTEGER });`,
      `await q.changeColumn('orders', 'nr', { type: Sequelize.STRING(20) });`,
      `await q.changeColumn('orders', 'nr', { type: Sequelize.TEXT });`,
      `await q.changeColumn('orders', 'seen', { type: Sequelize.DATE });`,
      `await q.changeColumn('orders', 'price', { type: Sequelize.DECIMAL(10, 2) });`,
      `await q.changeColumn('carts', 'total', { type: Sequelize.BIGINT });`,
    ],
  },
  {
    rule: 'index-not-concurrent',
    level: 'warning',
    says: '"orders" (about 5 rows) cannot be written to until the index "orders_total" is built.',
    firing: `await q.addIndex('orders', ['total']);`,
    quiet: [
      `await q.addIndex('orders', ['total'], { concurrently: true });`,
      `await q.addIndex('carts', ['total']);`,
      `await q.createTable('news', { id: Sequelize.INTEGER }); await q.addIndex('news', ['id']);`,
    ],
  },
  {
    rule: 'unique-constraint-without-index',
    level: 'warning',
    says: '"orders" (about 5 rows) cannot be read until the index of its UNIQUE ("total") is built.',
    firing: `await q.addConstraint('orders', { fields: ['total'], type: 'unique', name: 'u' });`,
    quiet: [
      `await q.sequelize.query('ALTER TABLE orders ADD CONSTRAINT u UNIQUE USING INDEX u');`,
      `await q.addConstraint('carts', { fields: ['total'], type: 'unique', name: 'u' });`,
    ],
  },
  {
    rule: 'constraint-not-valid',
    level: 'warning',
    says: '"orders" (about 5 rows) is read whole for its new CHECK "c" while writers wait.',
    firing: `await q.sequelize.query('ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0)');`,
    quiet: [
      `await q.sequelize.query('ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0) NOT VALID');`,
      addsKey,
    ],
  },
  {
    rule: 'data-and-schema-mixed',
    level: 'notice',
    says: '"orders" (about 5 rows) is altered and then written to: it stays locked until the UPDATE is done.',
    firing: `await q.addColumn('orders', 'kind', Sequelize.STRING); await q.bulkUpdate('orders', { kind: 'a' }, {});`,
    quiet: [
      `await q.addColumn('carts', 'kind', Sequelize.STRING); await q.bulkUpdate('orders', { note: 'a' }, {});`,
    ],
  },
  {
    rule: 'drop-column-in-use',
    level: 'error',
    says: '"orders"."note" is dropped, but model Order still has it as "remark".',
    firing: `await q.removeColumn('orders', 'note');`,
    quiet: [
      `await q.removeColumn('orders', 'nr');`,
      `await q.removeColumn('orders', 'note'); await q.addColumn('orders', 'note', Sequelize.JSON);`,
    ],
  },
  {
    rule: 'drop-table-in-use',
    level: 'error',
    says: '"orders" is dropped, but model Order still stands on it.',
    firing: `await q.dropTable('orders');`,
    quiet: [`await q.dropTable('carts');`, `await q.dropTable('orders'); await q.createTable('orders', {});`],
  },
  {
    rule: 'rename-in-use',
    level: 'error',
    says: '"orders"."note" becomes "text", but model Order still reads "note".',
    firing: `await q.renameColumn('orders', 'note', 'text');`,
    quiet: [
      `await q.renameTable('carts', 'baskets');`,
      `await q.renameColumn('orders', 'note', 'old_note'); await q.addColumn('orders', 'note', Sequelize.JSON);`,
    ],
  },
  {
    rule: 'concurrently-in-transaction',
    level: 'error',
    says: 'An index is built or dropped CONCURRENTLY inside a transaction.',
    firing: `await q.sequelize.transaction((transaction) => q.addIndex('orders', ['total'], { concurrently: true, transaction }));`,
    quiet: [`await q.addIndex('orders', ['total'], { concurrently: true });`],
  },
  {
    rule: 'several-operations-outside-transaction',
    level: 'warning',
    says: 'CONCURRENTLY keeps this migration out of a transaction, and it makes 2 changes: it can stop between them.',
    firing: `await q.removeColumn('orders', 'nr'); await q.addIndex('orders', ['total'], { concurrently: true });`,
    quiet: [
      `await q.addIndex('orders', ['total'], { concurrently: true });`,
      `await q.removeColumn('orders', 'nr'); await q.addIndex('orders', ['total']);`,
    ],
  },
  {
    rule: 'operations-without-transaction',
    level: 'notice',
    says: "2 changes are made without a transaction of the migration's own.",
    firing: `await q.removeColumn('orders', 'nr'); await q.removeColumn('orders', 'total');`,
    quiet: [
      `await q.removeColumn('orders', 'nr');`,
      `await q.sequelize.transaction(async (transaction) => {
         await q.removeColumn('orders', 'nr', { transaction });
         await q.removeColumn('orders', 'total', { transaction });
       });`,
    ],
  },
  {
    rule: 'enum-value-added-and-used',
    level: 'warning',
    says: `'sad' is added to "mood" and used in the same migration.`,
    firing: `await q.sequelize.query("ALTER TYPE mood ADD VALUE 'sad'");
      await q.bulkUpdate('orders', { feeling: 'sad' }, {});`,
    quiet: [
      `await q.sequelize.query("ALTER TYPE mood ADD VALUE 'sad'"); await q.bulkUpdate('users', { name: 'sad' }, {});`,
    ],
  },
  {
    rule: 'timestamp-without-time-zone',
    level: 'notice',
    says: '"orders"."at" is a timestamp without time zone.',
    firing: `await q.addColumn('orders', 'at', 'TIMESTAMP');`,
    quiet: [`await q.addColumn('orders', 'at', Sequelize.DATE);`],
  },
  {
    rule: 'syntax-error',
    level: 'error',
    says: 'The statement is no SQL of PostgreSQL: syntax error at or near "TABEL".',
    firing: `await q.sequelize.query('DROP TABEL x');`,
    quiet: [`await q.sequelize.query('DROP TABLE carts');`],
  },
  {
    rule: 'undefined-name',
    level: 'error',
    says: '`up` fails: DataTypes is not defined.',
    firing: `await q.addColumn('orders', 'kind', DataTypes.STRING);`,
    quiet: [`await q.addColumn('orders', 'kind', Sequelize.STRING);`],
  },
  {
    rule: 'not-readable',
    level: 'notice',
    says: '`up` asks the database: `SELECT id FROM orders`.',
    firing: `await q.sequelize.query('SELECT id FROM orders');`,
    quiet: [
      `await q.sequelize.query("SELECT set_config('audit.user', '0', true)");`,
      `const columns = await q.describeTable('orders'); if (columns.note === undefined) throw new Error('not read');`,
      `const tables = await q.showAllTables(); if (!tables.includes('orders')) throw new Error('not read');`,
    ],
  },
  {
    rule: 'unknown-ignore',
    level: 'warning',
    says: 'There is no rule "no-dawn".',
    firing: `// seqscope-ignore no-dawn`,
    quiet: [`// seqscope-ignore no-down`],
  },
];

describe.each(cases)('$rule', ({ rule, level, says, firing, quiet }) => {
  it('fires, with its level and the names in it', async () => {
    const findings = await lintUp(firing, { database, models: [order] });
    const [finding] = findings.filter((one) => one.rule === rule);
    expect(finding).toMatchObject({ level, message: expect.stringContaining(says) as unknown });
  });

  it('is silent on the safe way', async () => {
    for (const up of quiet) {
      const findings = await lintUp(up, { database, models: [order] });
      expect(findings.filter((one) => one.rule === rule)).toEqual([]);
    }
  });
});

describe('no-down and empty-down', () => {
  const up = `await q.addColumn('users', 'nick', Sequelize.STRING);`;
  const rulesOf = async (text: string) => {
    const [entry] = await lintFiles({ '1-it.js': text }, { database });
    return entry?.findings.map(({ rule, level }) => `${level} ${rule}`);
  };

  it('tell a missing from an empty one, and leave one that throws alone', async () => {
    expect(await rulesOf(`exports.up = async (q, Sequelize) => { ${up} };`)).toEqual(['error no-down']);
    expect(await rulesOf(migration(up, ''))).toEqual(['error empty-down']);
    expect(await rulesOf(migration(up, `throw new Error('never back');`))).toEqual([]);
    expect(await rulesOf(migration(up, `await q.removeColumn('users', 'nick');`))).toEqual([]);
    expect(await rulesOf(migration(`await q.bulkDelete('users', {});`, ''))).toEqual(['notice empty-down']);
  });

  it('write the missing one', async () => {
    const [entry] = await lintFiles({ '1-it.js': migration(up, '') }, { database });
    expect(entry?.findings[0]?.rewrite).toBe(
      `async down(queryInterface) {\n  await queryInterface.removeColumn('users', 'nick');\n},`,
    );
  });
});

describe('edited-after-executed', () => {
  it('is said of what the history knows to be changed, whether executed ones were asked for or not', async () => {
    const own = await createTestDatabase();
    await own.execute(
      `CREATE TABLE "SequelizeMeta" (name text); INSERT INTO "SequelizeMeta" VALUES ('1-it.js')`,
    );
    const found = async (changed: ReadonlySet<string>) =>
      (await lintFiles({ '1-it.js': migration('') }, { database: own, changed })).map(({ findings }) =>
        findings.map(({ rule }) => rule),
      );
    expect(await found(new Set(['1-it.js']))).toEqual([['edited-after-executed']]);
    expect(await found(new Set())).toEqual([]);
    await own.drop();
  });
});

describe('the table of rules', () => {
  it('has each rule tested here', () => {
    const tested = [...cases.map(({ rule }) => rule), 'no-down', 'empty-down', 'edited-after-executed'];
    expect(lintRules.map(({ id }) => id).sort()).toEqual(tested.sort());
  });
});
