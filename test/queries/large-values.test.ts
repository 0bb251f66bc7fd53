import { DataTypes, Sequelize } from 'sequelize';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, type Database } from '../../src/database/client.ts';
import { openQueries, type Queries } from '../../src/queries/open-queries.ts';
import { specFor, type Page, type ReadSource } from '../../src/queries/query-spec.ts';
import { openCountingProxy, type CountingProxy } from '../support/counting-proxy.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

const rowCount = 50;
const megabytes = 10;
const wholeBytes = megabytes * 1024 * 1024;

let database: TestDatabase;
let proxy: CountingProxy;
let client: Database;
let sequelize: Sequelize;
let queries: Queries;

beforeAll(async () => {
  database = await createTestDatabase();
  // The first ten documents are stored uncompressed, so that neither their stored size nor their text is small.
  await database.execute(`
    CREATE TABLE documents (id int PRIMARY KEY, data jsonb, note text, file bytea);
    ALTER TABLE documents ALTER data SET STORAGE EXTERNAL;
    INSERT INTO documents SELECT n, jsonb_build_object('title', 'Document ' || n, 'body', repeat('x', ${wholeBytes})), repeat('note ', 200000), decode(repeat('00ff', 100000), 'hex') FROM generate_series(1, 10) n;
    ALTER TABLE documents ALTER data SET STORAGE EXTENDED;
    INSERT INTO documents SELECT n, jsonb_build_object('title', 'Document ' || n, 'body', repeat('x', ${wholeBytes})), 'short', '\\x00' FROM generate_series(11, ${rowCount}) n;
  `);
  proxy = await openCountingProxy(database.target);
  client = openDatabase(proxy.target, { readOnly: true, statementTimeoutMs: null });
  const { host, port, user, database: name } = proxy.target;
  sequelize = new Sequelize(name, user, undefined, { host, port, dialect: 'postgres', logging: false });
  sequelize.define(
    'Document',
    {
      id: { type: DataTypes.INTEGER, primaryKey: true },
      data: DataTypes.JSONB,
      note: {
        type: DataTypes.TEXT,
        get(): unknown {
          const raw: unknown = this.getDataValue('note');
          return typeof raw === 'string' ? raw.toUpperCase() : raw;
        },
      },
      file: DataTypes.BLOB,
    },
    { tableName: 'documents', timestamps: false },
  );
  queries = openQueries({ sequelize, database: client });
});

afterAll(async () => {
  await sequelize.close();
  await client.close();
  await proxy.close();
  await database.drop();
});

const sources: readonly (readonly [string, ReadSource])[] = [
  ['a table', { type: 'table', schema: 'public', name: 'documents' }],
  ['a model', { type: 'model', name: 'Document' }],
];

async function firstPage(source: ReadSource): Promise<Page> {
  return queries.page({ ...specFor(source, rowCount), clipBytes: 1000 });
}

describe.each(sources)('a page of large values through %s', (_name, source) => {
  test('moves little of them', async () => {
    proxy.takeBytes();
    const page = await firstPage(source);
    const moved = proxy.takeBytes();
    expect(page.rows).toHaveLength(rowCount);
    expect(moved).toBeLessThan(256 * 1024);
  });

  test('says how large each is, and shows the beginning of what is cheap to begin', async () => {
    const page = await firstPage(source);
    const index = page.columns.findIndex(({ name }) => name === 'data');
    const sizes = page.clipped.filter(({ column }) => column === index);
    expect(sizes).toHaveLength(rowCount);
    expect(sizes[0]?.byteLength).toBeGreaterThan(wholeBytes);
    expect(page.rows[0]?.[index]).toBe('');
    const file = page.columns.findIndex(({ name }) => name === 'file');
    expect(page.rows[0]?.[file]).toMatch(/^\\x00ff00ff/);
    expect(page.clipped.find(({ column }) => column === file)?.byteLength).toBe(200_000);
  });

  test('leads to the whole record, one at a time', async () => {
    const { bookmarks } = await firstPage(source);
    const [bookmark] = bookmarks;
    if (bookmark === undefined) throw new Error('no bookmark');
    proxy.takeBytes();
    const record = await queries.page({ ...specFor(source, 1), place: { type: 'at', bookmark } });
    const index = record.columns.findIndex(({ name }) => name === 'data');
    expect(JSON.stringify(record.rows[0]?.[index]).length).toBeGreaterThan(wholeBytes);
    expect(record.clipped).toEqual([]);
    expect(proxy.takeBytes()).toBeLessThan(2 * wholeBytes);
  });
});

test('what a getter would make of the beginning of a value is not shown as its value', async () => {
  const page = await firstPage({ type: 'model', name: 'Document' });
  const index = page.columns.findIndex(({ name }) => name === 'note');
  expect(page.rows.map((row) => row[index]).slice(9, 11)).toEqual(['', 'SHORT']);
  expect(page.clipped.find(({ column, row }) => column === index && row === 9)?.byteLength).toBe(1_000_000);
});
