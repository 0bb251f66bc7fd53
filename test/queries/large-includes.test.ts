import { DataTypes, Sequelize } from 'sequelize';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, type Database } from '../../src/database/client.ts';
import { openQueries, type Queries } from '../../src/queries/open-queries.ts';
import { specFor, type Page, type QuerySpec } from '../../src/queries/query-spec.ts';
import { openCountingProxy, type CountingProxy } from '../support/counting-proxy.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

const rowCount = 50;
const wholeBytes = 10 * 1024 * 1024;

let database: TestDatabase;
let proxy: CountingProxy;
let client: Database;
let sequelize: Sequelize;
let queries: Queries;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.execute(`
    CREATE TABLE archives (id int PRIMARY KEY, data jsonb, note text, title text);
    CREATE TABLE letters (id int PRIMARY KEY, archive_id int, body jsonb);
    CREATE TABLE loans (letter_id int, archive_id int, terms jsonb, since timestamptz, PRIMARY KEY (letter_id, archive_id));
    INSERT INTO archives VALUES (1, jsonb_build_object('title', 'Archive', 'body', repeat('x', ${wholeBytes})), repeat('n', 20000), 'First');
    INSERT INTO letters SELECT n, 1, jsonb_build_object('body', repeat('y', ${wholeBytes})) FROM generate_series(1, ${rowCount}) n;
    INSERT INTO loans SELECT n, 1, jsonb_build_object('body', repeat('z', ${wholeBytes})), now() FROM generate_series(1, ${rowCount}) n;
  `);
  proxy = await openCountingProxy(database.target);
  client = openDatabase(proxy.target, { readOnly: true, statementTimeoutMs: null });
  const { host, port, user, database: name } = proxy.target;
  sequelize = new Sequelize(name, user, undefined, { host, port, dialect: 'postgres', logging: false });
  const options = { timestamps: false };
  const Archive = sequelize.define(
    'Archive',
    {
      id: { type: DataTypes.INTEGER, primaryKey: true },
      data: DataTypes.JSONB,
      note: DataTypes.TEXT,
      title: DataTypes.TEXT,
      heading: {
        type: new DataTypes.VIRTUAL(DataTypes.STRING, ['note']),
        get: () => 'made of the note',
      },
    },
    {
      ...options,
      tableName: 'archives',
      scopes: {
        joined: { include: ['letters'] },
        apart: { include: [{ association: 'letters', separate: true }] },
        lent: { include: ['lent'] },
      },
    },
  );
  const Letter = sequelize.define(
    'Letter',
    {
      id: { type: DataTypes.INTEGER, primaryKey: true },
      archiveId: { type: DataTypes.INTEGER, field: 'archive_id' },
      body: DataTypes.JSONB,
    },
    {
      ...options,
      tableName: 'letters',
      scopes: {
        held: { attributes: ['id'], include: ['archive'] },
        chosen: { attributes: ['id'], include: [{ association: 'archive', attributes: ['title', 'data'] }] },
        deep: { attributes: ['id'], include: [{ association: 'archive', include: ['letters'] }] },
      },
    },
  );
  const Loan = sequelize.define(
    'Loan',
    {
      letterId: { type: DataTypes.INTEGER, primaryKey: true, field: 'letter_id' },
      archiveId: { type: DataTypes.INTEGER, primaryKey: true, field: 'archive_id' },
      terms: DataTypes.JSONB,
      since: DataTypes.DATE,
    },
    { ...options, tableName: 'loans' },
  );
  Letter.belongsTo(Archive, { as: 'archive', foreignKey: 'archiveId' });
  Archive.hasMany(Letter, { as: 'letters', foreignKey: 'archiveId' });
  Archive.belongsToMany(Letter, { as: 'lent', through: Loan, foreignKey: 'archiveId', otherKey: 'letterId' });
  queries = openQueries({ sequelize, database: client });
});

afterAll(async () => {
  await sequelize.close();
  await client.close();
  await proxy.close();
  await database.drop();
});

async function read(model: string, spec: Partial<QuerySpec>): Promise<{ page: Page; moved: number }> {
  proxy.takeBytes();
  const page = await queries.page({
    ...specFor({ type: 'model', name: model }, rowCount),
    clipBytes: 1000,
    ...spec,
  });
  return { page, moved: proxy.takeBytes() };
}

const scoped = (name: string): Partial<QuerySpec> => ({ scopes: [{ name, arguments: [] }] });

describe('a page of rows with large records that a scope includes', () => {
  test.each([
    ['Letter', 'held', 'archive'],
    ['Letter', 'chosen', 'archive'],
    ['Letter', 'deep', 'archive'],
    ['Archive', 'joined', 'letters'],
    ['Archive', 'apart', 'letters'],
    ['Archive', 'lent', 'lent'],
  ])('moves little of them: %s.%s', async (model, scope, include) => {
    const { page, moved } = await read(model, { ...scoped(scope), limit: scope === 'deep' ? 3 : rowCount });
    expect(page.rows.length).toBeGreaterThan(0);
    expect(moved).toBeLessThan(512 * 1024);
    const column = page.columns.findIndex(({ name }) => name === include);
    const [clip] = page.clipped.filter((cell) => cell.column === column && cell.row === 0);
    expect(clip?.byteLength).toBeGreaterThan(10_000);
  });

  test('shows the beginning of their JSON, without what code makes of clipped values', async () => {
    const { page } = await read('Letter', scoped('held'));
    const column = page.columns.findIndex(({ name }) => name === 'archive');
    expect(page.rows[0]?.[column]).toBe('{"id":1,"data":');
  });

  test('is the record of the application once it is read whole', async () => {
    const { page } = await read('Letter', { ...scoped('held'), limit: 1 });
    const [bookmark] = page.bookmarks;
    if (bookmark === undefined) throw new Error('no bookmark');
    const whole = await read('Letter', {
      ...scoped('held'),
      limit: 1,
      place: { type: 'at', bookmark },
      clipBytes: null,
    });
    const instances = await sequelize
      .model('Letter')
      .scope('held')
      .findAll({ limit: 1, order: ['id'] });
    const column = whole.page.columns.findIndex(({ name }) => name === 'archive');
    const expected: unknown = instances[0]?.get('archive', { plain: true });
    expect(JSON.stringify(whole.page.rows[0]?.[column]) === JSON.stringify(expected)).toBe(true);
    expect(whole.page.clipped).toEqual([]);
  });
});

describe('a page that was reached through a join table of large rows', () => {
  const relatedTo = { model: 'Archive', association: 'lent', value: 1 };

  test('moves little of them, and clips each column for itself', async () => {
    const { page, moved } = await read('Letter', { relatedTo });
    expect(page.rows).toHaveLength(rowCount);
    expect(moved).toBeLessThan(512 * 1024);
    const columnOf = (name: string): number => page.columns.findIndex((column) => column.name === name);
    const sizes = page.clipped.filter(({ column }) => column === columnOf('loans.terms'));
    expect(sizes).toHaveLength(rowCount);
    expect(page.rows[0]?.[columnOf('loans.since')]).toBeInstanceOf(Date);
    expect(page.rows[0]?.[columnOf('loans.letterId')]).toBe(1);
  });

  test('has them whole when one record is read', async () => {
    const { page } = await read('Letter', { relatedTo, limit: 1, clipBytes: null });
    const column = page.columns.findIndex(({ name }) => name === 'loans.terms');
    expect(JSON.stringify(page.rows[0]?.[column]).length).toBeGreaterThan(wholeBytes);
  });
});
