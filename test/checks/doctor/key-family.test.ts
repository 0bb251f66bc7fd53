/** Two checks that speak of one column: their fixes together leave nothing of either, and each alone leaves nothing of its own. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CheckFinding } from '../../../src/checks/doctor/finding.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { examine } from './clinic-fixture.ts';
import { statementsIn } from './seeds.ts';

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
  await database.execute(`
    CREATE TABLE orders (id serial PRIMARY KEY);
    CREATE TABLE items (id serial PRIMARY KEY, order_id bigint REFERENCES orders);
    CREATE TABLE notes (order_id smallint PRIMARY KEY REFERENCES orders);
    CREATE TABLE marks (id serial PRIMARY KEY, note_id smallint REFERENCES notes);
    CREATE INDEX ON items (order_id);
    CREATE INDEX ON marks (note_id);
    INSERT INTO orders VALUES (1);
    SELECT setval('orders_id_seq', 2000000000);`);
});
afterEach(async () => {
  await database.drop();
});

const look = () => examine({ target: database.target, draft: { models: {}, associations: {} }, files: [] });

const ids = (findings: readonly CheckFinding[]) => findings.map(({ id }) => id);

async function mend(findings: readonly CheckFinding[]): Promise<void> {
  for (const { fix } of findings)
    for (const statement of statementsIn(fix?.code ?? '')) await database.execute(statement);
}

const types = `SELECT table_name || '.' || column_name || ' ' || data_type AS text FROM information_schema.columns
  WHERE table_schema = 'public' AND column_name IN ('order_id', 'note_id') OR table_name = 'orders' ORDER BY 1`;

describe('columns that foreign keys tie to each other', () => {
  it('get one type by the fixes of all that is found', async () => {
    const found = await look();
    expect(ids(found)).toEqual([
      'key-near-its-end:public.orders.id',
      'foreign-key-type-mismatch:public.items.order_id',
      'foreign-key-type-mismatch:public.notes.order_id',
    ]);
    await mend(found);
    expect(await look()).toEqual([]);
    expect((await database.execute(types)).map(({ text }) => text as string)).toEqual([
      'items.order_id bigint',
      'marks.note_id bigint',
      'notes.order_id bigint',
      'orders.id bigint',
    ]);
  });

  it.each([
    ['key-near-its-end:public.orders.id'],
    ['foreign-key-type-mismatch:public.items.order_id'],
    ['foreign-key-type-mismatch:public.notes.order_id'],
  ])('get it by the fix of one finding alone: %s', async (id) => {
    await mend((await look()).filter((finding) => finding.id === id));
    expect(await look()).toEqual([]);
  });
});
