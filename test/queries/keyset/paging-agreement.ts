/**
 * What paging promises, tried on one random table: pages forwards and backwards give what one SELECT with the same order
 * gives, and rows that come and go meanwhile neither hide nor repeat the others. Run by a test of a few tables and by a deep one.
 */
import { type ModelAttributeColumnOptions, Sequelize } from 'sequelize';
import { expect } from 'vitest';
import { openDatabase } from '../../../src/database/client.ts';
import { openQueries } from '../../../src/queries/open-queries.ts';
import { specFor, type QuerySpec, type Value } from '../../../src/queries/query-spec.ts';
import { keepConnection } from '../../support/execute.ts';
import type { TestDatabase } from '../../support/postgres.ts';
import { randomFrom } from '../random.ts';
import { quoted, randomOrder, randomTable, totalOrderSql, type RandomTable } from './random-table.ts';
import { walkPages } from './walk-pages.ts';

/** Of one walk, each a row deleted and two inserted. */
const mostChanges = 60;

/** Opens the database once; `trial(seed)` makes a table of its own. */
export function openPagingTrials(database: TestDatabase): {
  trial: (seed: number) => Promise<void>;
  close: () => Promise<void>;
} {
  const connection = keepConnection(database.target);
  const client = openDatabase(database.target, { readOnly: true, statementTimeoutMs: null });
  const { host, port, database: name, user } = database.target;
  const sequelize = new Sequelize({
    dialect: 'postgres',
    host,
    port,
    database: name,
    username: user,
    logging: false,
  });
  // Once, as a session does: every opening puts hooks of its own on the instance, and each costs every later promise.
  const queries = openQueries({ sequelize, database: client });

  async function trial(seed: number): Promise<void> {
    const random = randomFrom(seed);
    const table = randomTable(`t${seed}`, random, random(60));
    await connection.execute(table.sql);
    const order = randomOrder(table, random);
    const limit = 1 + random(9);
    const filter = random(3) === 0 ? 'id > 3000' : '';
    const spec: QuerySpec = { ...sourceOf(table, random(2) === 0), order, filter, limit };
    const description = `seed ${seed}: ${table.sql.slice(0, 200)} ORDER BY ${totalOrderSql(table, order)} by ${limit}`;

    const where = filter === '' ? '' : `WHERE ${filter}`;
    const expected = await idsOf(
      `SELECT id FROM ${quoted(table.name)} ${where} ORDER BY ${totalOrderSql(table, order)}`,
    );
    expect(await walkPages(queries, spec, 'forwards'), description).toEqual(expected);
    expect(await walkPages(queries, spec, 'backwards'), description).toEqual(expected);

    const walk = random(2) === 0 ? 'forwards' : 'backwards';
    const removed = new Set<Value>();
    let changes = 0;
    const seen = await walkPages(queries, spec, walk, async () => {
      // Rows that keep coming behind a page of one row would never be walked to their end.
      changes += 1;
      if (changes > mostChanges) return;
      const gone = expected[random(Math.max(1, expected.length))];
      if (gone !== undefined) removed.add(gone);
      // A new row takes the place of one that is gone only after a VACUUM, which does not run in between.
      await connection.execute(
        `DELETE FROM ${quoted(table.name)} WHERE id = ${Number(gone ?? -1)}; ${table.insert(2)}`,
      );
    });
    expect(new Set(seen).size, `${description}, no row twice`).toBe(seen.length);
    const stayed = expected.filter((id) => !removed.has(id));
    expect(
      seen.filter((id) => stayed.includes(id)),
      `${description}, none missed`,
    ).toEqual(stayed);
    await connection.execute(`DROP TABLE ${quoted(table.name)}`);
  }

  async function idsOf(sql: string): Promise<readonly Value[]> {
    return (await connection.execute(sql)).map(({ id }) => Number(id));
  }

  /** The same table, as a table or through a model that Sequelize is told nothing of but its columns. */
  function sourceOf(table: RandomTable, isModel: boolean): QuerySpec {
    if (!isModel) return specFor({ type: 'table', schema: 'public', name: table.name });
    const model = `M${table.name}`;
    const attributes = table.columns.map((column, index): [string, ModelAttributeColumnOptions] => [
      `attribute${index}`.replace('attribute0', 'id'),
      { type: 'TEXT', field: column, primaryKey: column === 'id' || table.keys.includes(column) },
    ]);
    sequelize.define(model, Object.fromEntries(attributes), { tableName: table.name, timestamps: false });
    return specFor({ type: 'model', name: model });
  }

  return {
    trial,
    async close() {
      await connection.close();
      await sequelize.close();
      await client.close();
    },
  };
}
