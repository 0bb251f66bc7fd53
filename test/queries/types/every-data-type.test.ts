import { DataTypes, Sequelize, type ModelStatic, type Model } from 'sequelize';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, type Database } from '../../../src/database/client.ts';
import { cellText } from '../../../src/output/cell.ts';
import { jsonRows } from '../../../src/output/json.ts';
import { openQueries } from '../../../src/queries/open-queries.ts';
import { specFor, type Page } from '../../../src/queries/query-spec.ts';
import { createTestDatabase, urlOf, type TestDatabase } from '../../support/postgres.ts';

let database: TestDatabase;
let client: Database;
let sequelize: Sequelize;
let everything: ModelStatic<Model>;
let page: Page;

/** Attribute → its type and a literal of it. HSTORE needs a package of its own (pg-hstore). */
const attributes = {
  string: [DataTypes.STRING, " 'it' "],
  char: [DataTypes.CHAR(3), 'abc'],
  text: [DataTypes.TEXT, ''],
  citext: [DataTypes.CITEXT, 'MiXed'],
  tsvector: [DataTypes.TSVECTOR, "'cat':3"],
  boolean: [DataTypes.BOOLEAN, 't'],
  integer: [DataTypes.INTEGER, '2147483647'],
  bigint: [DataTypes.BIGINT, '9223372036854775807'],
  smallint: [DataTypes.SMALLINT, '-1'],
  float: [DataTypes.FLOAT, 'NaN'],
  real: [DataTypes.REAL, '0.1'],
  double: [DataTypes.DOUBLE, '1e300'],
  decimal: [DataTypes.DECIMAL(40, 20), '12345678901234567890.12345678901234567890'],
  date: [DataTypes.DATE, '2026-01-09 12:00:01.25+02'],
  endless: [DataTypes.DATE, 'infinity'],
  dateOnly: [DataTypes.DATEONLY, '2026-01-09'],
  endlessDay: [DataTypes.DATEONLY, 'infinity'],
  time: [DataTypes.TIME, '23:59:59.123456'],
  uuid: [DataTypes.UUID, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
  inet: [DataTypes.INET, '192.168.0.1/24'],
  cidr: [DataTypes.CIDR, '192.168.0.0/24'],
  macaddr: [DataTypes.MACADDR, '08:00:2b:01:02:03'],
  integerRange: [DataTypes.RANGE(DataTypes.INTEGER), '[1,10)'],
  emptyRange: [DataTypes.RANGE(DataTypes.INTEGER), 'empty'],
  openRange: [DataTypes.RANGE(DataTypes.BIGINT), '(,5)'],
  decimalRange: [DataTypes.RANGE(DataTypes.DECIMAL), '[1.10,2.20]'],
  dateRange: [DataTypes.RANGE(DataTypes.DATE), '["2026-01-01 00:00:00+00",infinity)'],
  dayRange: [DataTypes.RANGE(DataTypes.DATEONLY), '[2026-01-01,2026-02-01)'],
  list: [DataTypes.ARRAY(DataTypes.STRING), '{a,"b c",NULL,""}'],
  nested: [DataTypes.ARRAY(DataTypes.ARRAY(DataTypes.INTEGER)), '{{1,2},{3,NULL}}'],
  decimals: [DataTypes.ARRAY(DataTypes.DECIMAL), '{1.10,2.20}'],
  dates: [DataTypes.ARRAY(DataTypes.DATE), '{"2026-01-09 12:00:01+00"}'],
  moods: [DataTypes.ARRAY(DataTypes.ENUM('happy', 'so-so')), '{happy,so-so}'],
  documents: [DataTypes.ARRAY(DataTypes.JSONB), '{"{\\"a\\": 1}"}'],
  ranges: [DataTypes.ARRAY(DataTypes.RANGE(DataTypes.INTEGER)), '{"[1,3)","[5,8)"}'],
  enum: [DataTypes.ENUM('happy', 'so-so'), 'so-so'],
  json: [DataTypes.JSON, '{"b": 1, "a": [null]}'],
  jsonb: [DataTypes.JSONB, '"bare"'],
  blob: [DataTypes.BLOB, '\\xdeadbeef'],
  interval: ['INTERVAL', '1 year 2 mons 3 days -04:05:06.789'],
  instantly: ['INTERVAL', '0'],
  point: ['POINT', '(1.5,-2)'],
  circle: ['CIRCLE', '<(1,2),3>'],
  money: ['MONEY', '1234.50'],
  bits: ['BIT(3)', '101'],
  xml: ['XML', '<a>b</a>'],
  lsn: ['PG_LSN', '16/B374D848'],
} as const;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.execute('CREATE EXTENSION citext');
  sequelize = new Sequelize(urlOf(database.target), { logging: false });
  everything = sequelize.define(
    'Everything',
    {
      ...Object.fromEntries(Object.entries(attributes).map(([name, [type]]) => [name, { type }])),
      loud: {
        type: DataTypes.STRING,
        get(): unknown {
          const raw: unknown = this.getDataValue('loud');
          return typeof raw === 'string' ? raw.toUpperCase() : raw;
        },
      },
      greeting: {
        type: DataTypes.VIRTUAL(DataTypes.STRING, ['loud']),
        get(): string {
          return `Hello ${String(this.getDataValue('loud'))}`;
        },
      },
      parts: {
        type: DataTypes.VIRTUAL,
        get: (): unknown => ({ nothing: null, list: [1, 'two'] }),
      },
    },
    { timestamps: false, tableName: 'everything' },
  );
  await everything.sync();
  const literals = Object.values(attributes).map(([, text]) => `'${text.replaceAll("'", "''")}'`);
  const names = Object.keys(attributes).map((name) => `"${name}"`);
  await database.execute(
    `INSERT INTO everything (loud, ${names.join(', ')}) VALUES ('ada', ${literals.join(', ')}); INSERT INTO everything (loud) VALUES (NULL)`,
  );
  client = openDatabase(database.target, { readOnly: true, statementTimeoutMs: null });
  page = await openQueries({ sequelize, database: client }).page({
    ...specFor({ type: 'model', name: 'Everything' }),
    order: [{ attribute: 'id', direction: 'asc' }],
  });
});

afterAll(async () => {
  await sequelize.close();
  await client.close();
  await database.drop();
});

describe('a model', () => {
  test('shows a value of every data type on one line', async () => {
    const [row = []] = page.rows;
    const lines = page.columns.map(({ name, type, kind }, index) =>
      `${name.padEnd(13)} ${type.padEnd(22)} ${cellText(row[index] ?? null, { kind })}`.trimEnd(),
    );
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('golden/model-cells.txt');
  });

  test('says which of its values a getter makes, and which have no column', () => {
    const made = page.columns.filter(({ hasGetter }) => hasGetter === true).map(({ name }) => name);
    expect(made).toEqual(['loud', 'greeting', 'parts']);
    const virtual = page.columns.filter(({ isVirtual }) => isVirtual).map(({ name }) => name);
    expect(virtual).toEqual(['greeting', 'parts']);
  });

  test('gives programs what JSON.stringify makes of its instances', async () => {
    const instances = await everything.findAll({ order: ['id'] });
    const plain = instances.map((instance): unknown => instance.get({ plain: true }));
    expect(JSON.parse(jsonRows(page))).toEqual(JSON.parse(JSON.stringify(plain)));
  });
});
