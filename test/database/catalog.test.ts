import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTable, readTables } from '../../src/database/catalog.ts';
import { openDatabase, type Database } from '../../src/database/client.ts';
import { plainColumn, plainForeignKey, plainIndex } from '../support/catalog-pieces.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

let own: TestDatabase;
let database: Database;

beforeAll(async () => {
  own = await createTestDatabase();
  database = openDatabase(own.target, { readOnly: true, statementTimeoutMs: 5000 });
  await own.execute(`
    CREATE SCHEMA shop;
    CREATE TYPE shop.state AS ENUM ('open', 'paid');
    CREATE TABLE shop.orders (
      region text, number int, state shop.state NOT NULL DEFAULT 'open', total numeric(10,2),
      doubled numeric GENERATED ALWAYS AS (total * 2) STORED, gone int,
      PRIMARY KEY (number, region));
    ALTER TABLE shop.orders DROP COLUMN gone;
    COMMENT ON TABLE shop.orders IS 'What was ordered';
    COMMENT ON COLUMN shop.orders.total IS 'In euros';
    CREATE TABLE shop."Order Lines" (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, order_number int, order_region text, sku varchar(20) UNIQUE,
      CONSTRAINT lines_order FOREIGN KEY (order_region, order_number) REFERENCES shop.orders (region, number)
        ON DELETE CASCADE ON UPDATE SET NULL);
    CREATE INDEX lines_by_order ON shop."Order Lines" (order_number) WHERE order_number > 0;
    CREATE VIEW shop.open_orders AS SELECT * FROM shop.orders WHERE state = 'open';
    CREATE MATERIALIZED VIEW totals AS SELECT sum(total) FROM shop.orders;
    CREATE TABLE events (at date NOT NULL) PARTITION BY RANGE (at);
    CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
    CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
    CREATE TABLE counted (id int);
    INSERT INTO counted SELECT generate_series(1, 1000);
    INSERT INTO events SELECT '2024-06-01'::date + n FROM generate_series(0, 299) n;
    ANALYZE counted; ANALYZE events_2024; ANALYZE events_2025;
    CREATE TABLE bare ();
  `);
});
afterAll(async () => {
  await database.close();
  await own.drop();
});

describe('the list of tables', () => {
  test('it has every table and view by schema and name, without system ones and partitions', async () => {
    const tables = await readTables(database);
    expect(tables.map(({ schema, name, kind }) => `${schema}.${name} ${kind}`)).toEqual([
      'public.bare table',
      'public.counted table',
      'public.events partitioned',
      'public.totals materialized-view',
      'shop.Order Lines table',
      'shop.open_orders view',
      'shop.orders table',
    ]);
  });

  test("an estimate is the planner's, null before the first ANALYZE and for a view", async () => {
    const estimates = Object.fromEntries(
      (await readTables(database)).map(({ name, rowEstimate }) => [name, rowEstimate]),
    );
    expect(estimates).toMatchObject({ counted: 1000, events: 300, orders: null, open_orders: null });
  });

  test("an estimate and a size hold what a table's heirs hold, as SELECT counts it", async () => {
    await own.execute(`
      CREATE TABLE animals (name text); CREATE TABLE birds () INHERITS (animals); CREATE TABLE fish () INHERITS (animals);
      CREATE TABLE mermaids () INHERITS (birds, fish);
      INSERT INTO animals VALUES ('one'); INSERT INTO birds SELECT 'bird' FROM generate_series(1, 20);
      INSERT INTO fish SELECT 'fish' FROM generate_series(1, 300); INSERT INTO mermaids SELECT 'both' FROM generate_series(1, 4000);
      ANALYZE`);
    const [counted] = await own.execute(`
      SELECT (SELECT count(*) FROM animals)::int AS animals, (SELECT count(*) FROM birds)::int AS birds,
             (SELECT count(*) FROM mermaids)::int AS mermaids`);
    expect(counted).toEqual({ animals: 4321, birds: 4020, mermaids: 4000 });
    const estimated = async (): Promise<Readonly<Record<string, number | null>>> =>
      Object.fromEntries((await readTables(database)).map(({ name, rowEstimate }) => [name, rowEstimate]));
    expect(await estimated()).toMatchObject({ ...counted });
    const [sizes] = await own.execute(`
      SELECT sum(pg_total_relation_size(name::regclass))::int AS all FROM unnest(ARRAY['animals', 'birds', 'fish', 'mermaids']) name`);
    const animals = await readTable(database, 'public', 'animals');
    expect(animals?.byteLength).toBe(sizes?.['all']);
    const { table = 0, indexes = 0, toast = 0 } = animals?.sizes ?? {};
    expect(table + indexes + toast).toBe(sizes?.['all']);
    await own.execute('CREATE TABLE insects () INHERITS (animals)');
    expect(await estimated()).toMatchObject({ animals: 4321 });
    await own.execute(`INSERT INTO insects VALUES ('fly')`);
    expect(await estimated()).toMatchObject({ animals: null, birds: 4020, insects: null });
    await own.execute('DROP TABLE animals CASCADE');
  });

  test('a size holds indexes and partitions, and a view has none', async () => {
    const sizes = Object.fromEntries(
      (await readTables(database)).map(({ name, byteLength }) => [name, byteLength]),
    );
    const [measured] = await own.execute(`
      SELECT pg_total_relation_size('counted')::int AS counted,
             (pg_total_relation_size('events_2024') + pg_total_relation_size('events_2025'))::int AS events`);
    expect(sizes).toMatchObject({ ...measured, open_orders: 0 });
    expect(sizes['events']).toBeGreaterThan(0);
  });

  test('a migration that holds its tables does not keep the list waiting', async () => {
    const migrating = openDatabase(own.target, { readOnly: false, statementTimeoutMs: null });
    await migrating.withConnection(async (connection) => {
      await connection.query(
        'BEGIN; ALTER TABLE counted ADD COLUMN extra int; REINDEX INDEX shop.orders_pkey',
      );
      const hasty = openDatabase(own.target, { readOnly: true, statementTimeoutMs: 500 });
      const tables = await readTables(hasty);
      await hasty.close();
      expect(tables.find(({ name }) => name === 'counted')?.byteLength).toBeGreaterThan(0);
      await connection.query('ROLLBACK');
    });
    await migrating.close();
  });
});

describe('one table', () => {
  test('its columns are in their own order, with types, defaults, key and comments', async () => {
    const table = await readTable(database, 'shop', 'orders');
    expect(table).toMatchObject({
      schema: 'shop',
      name: 'orders',
      kind: 'table',
      comment: 'What was ordered',
    });
    expect(table?.columns).toEqual([
      plainColumn({ name: 'region', isNullable: false, isPrimaryKey: true }),
      plainColumn({
        name: 'number',
        type: 'integer',
        isNullable: false,
        isPrimaryKey: true,
        storage: 'plain',
      }),
      plainColumn({
        name: 'state',
        type: 'shop.state',
        isNullable: false,
        defaultExpression: "'open'::shop.state",
        enumType: { schema: 'shop', name: 'state' },
        enumValues: ['open', 'paid'],
        storage: 'plain',
      }),
      plainColumn({ name: 'total', type: 'numeric(10,2)', comment: 'In euros', storage: 'main' }),
      plainColumn({
        name: 'doubled',
        type: 'numeric',
        defaultExpression: 'generated always as ((total * (2)::numeric)) stored',
        generated: 'stored',
        storage: 'main',
      }),
    ]);
  });

  test('the columns of a composite key keep the order of the key, on both sides', async () => {
    const table = await readTable(database, 'shop', 'Order Lines');
    expect(table?.foreignKeys).toEqual([
      plainForeignKey({
        name: 'lines_order',
        columns: ['order_region', 'order_number'],
        referencedSchema: 'shop',
        referencedTable: 'orders',
        referencedColumns: ['region', 'number'],
        onDelete: 'CASCADE',
        onUpdate: 'SET NULL',
        definition:
          'FOREIGN KEY (order_region, order_number) REFERENCES shop.orders(region, number) ON UPDATE SET NULL ON DELETE CASCADE',
      }),
    ]);
  });

  test('a table knows the keys that refer to it', async () => {
    const orders = await readTable(database, 'shop', 'orders');
    expect(orders?.referencedBy).toEqual([
      {
        name: 'lines_order',
        schema: 'shop',
        table: 'Order Lines',
        columns: ['order_region', 'order_number'],
        referencedColumns: ['region', 'number'],
        onDelete: 'CASCADE',
        onUpdate: 'SET NULL',
        definition:
          'FOREIGN KEY (order_region, order_number) REFERENCES shop.orders(region, number) ON UPDATE SET NULL ON DELETE CASCADE',
      },
    ]);
  });

  test('its indexes come with their definitions, the primary key first', async () => {
    const table = await readTable(database, 'shop', 'Order Lines');
    const size = { byteLength: 8192 };
    expect(table?.indexes).toEqual([
      plainIndex('Order Lines_pkey', ['id'], {
        ...size,
        definition: 'CREATE UNIQUE INDEX "Order Lines_pkey" ON shop."Order Lines" USING btree (id)',
        isUnique: true,
        isPrimary: true,
        constraint: 'Order Lines_pkey',
      }),
      plainIndex('Order Lines_sku_key', ['sku'], {
        ...size,
        definition: 'CREATE UNIQUE INDEX "Order Lines_sku_key" ON shop."Order Lines" USING btree (sku)',
        isUnique: true,
        constraint: 'Order Lines_sku_key',
      }),
      plainIndex('lines_by_order', ['order_number'], {
        ...size,
        definition:
          'CREATE INDEX lines_by_order ON shop."Order Lines" USING btree (order_number) WHERE (order_number > 0)',
        predicate: 'order_number > 0',
      }),
    ]);
  });

  test('an identity column says so where a default would stand', async () => {
    const table = await readTable(database, 'shop', 'Order Lines');
    expect(table?.columns[0]).toMatchObject({
      name: 'id',
      type: 'bigint',
      defaultExpression: 'generated always as identity',
    });
  });

  test('a view has columns and no keys', async () => {
    const view = await readTable(database, 'shop', 'open_orders');
    expect(view).toMatchObject({ kind: 'view', byteLength: 0, indexes: [], foreignKeys: [] });
    expect(view?.columns.map(({ name }) => name)).toEqual(['region', 'number', 'state', 'total', 'doubled']);
  });

  test('a table without columns is a table', async () => {
    expect(await readTable(database, 'public', 'bare')).toMatchObject({ columns: [], comment: null });
  });

  test('a name that does not exist, in this case or this schema, is null', async () => {
    expect(await readTable(database, 'shop', 'order lines')).toBeNull();
    expect(await readTable(database, 'public', 'orders')).toBeNull();
    expect(await readTable(database, 'pg_catalog', 'pg_class')).toBeNull();
  });
});
