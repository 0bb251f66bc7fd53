import { DataTypes, Sequelize } from 'sequelize';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, type Database } from '../../src/database/client.ts';
import { parseJson } from '../../src/database/client/parse-json.ts';
import { cellText, prettyText } from '../../src/output/cell.ts';
import { csvText } from '../../src/output/csv.ts';
import { jsonLines } from '../../src/output/json.ts';
import { jsonText } from '../../src/output/json-text.ts';
import { insertText } from '../../src/output/sql-literal.ts';
import { openQueries, type Queries } from '../../src/queries/open-queries.ts';
import { specFor, type Page, type ReadSource, type Value } from '../../src/queries/query-spec.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

/** Each as the server writes it. */
const documents = [
  'null',
  '9007199254740993',
  '1.10',
  '{"id": 9007199254740993, "list": [123456789.123456789, null, -0.5], "tiny": 0.0000001, "price": 1.10}',
  '"1.10"',
  '{"null": null, "text": "9007199254740993 \\" 1.10"}',
  '{"plain": 1}',
];

let database: TestDatabase;
let client: Database;
let sequelize: Sequelize;
let queries: Queries;

beforeAll(async () => {
  database = await createTestDatabase();
  const rows = [...documents, null].map((text, index) => {
    const literal = text === null ? 'NULL' : `'${text.replaceAll("'", "''")}'`;
    return `(${String(index)}, ${literal}, ${literal}, ARRAY[${literal}, '2.50']::jsonb[], 0, ${literal})`;
  });
  await database.execute(`
    CREATE TABLE notes (id int PRIMARY KEY, data jsonb, raw json, list jsonb[], parent int, made jsonb);
    INSERT INTO notes VALUES ${rows.join(', ')};
  `);
  client = openDatabase(database.target, { readOnly: true, statementTimeoutMs: null });
  const { host, port, user, database: name } = database.target;
  sequelize = new Sequelize(name, user, undefined, { host, port, dialect: 'postgres', logging: false });
  const Note = sequelize.define(
    'Note',
    {
      id: { type: DataTypes.INTEGER, primaryKey: true },
      data: DataTypes.JSONB,
      raw: DataTypes.JSON,
      list: DataTypes.ARRAY(DataTypes.JSONB),
      parent: DataTypes.INTEGER,
      made: {
        type: DataTypes.JSONB,
        get(): unknown {
          return { from: this.getDataValue('made') as unknown };
        },
      },
    },
    {
      tableName: 'notes',
      timestamps: false,
      scopes: {
        nested: { include: ['children'], where: { id: 0 } },
        apart: { include: [{ association: 'children', separate: true }], where: { id: 0 } },
        over: { include: ['holder'] },
      },
    },
  );
  Note.hasMany(Note, { as: 'children', foreignKey: 'parent' });
  Note.belongsTo(Note, { as: 'holder', foreignKey: 'parent' });
  queries = openQueries({ sequelize, database: client });
});

afterAll(async () => {
  await sequelize.close();
  await client.close();
  await database.drop();
});

const sources: readonly (readonly [string, ReadSource])[] = [
  ['a table', { type: 'table', schema: 'public', name: 'notes' }],
  ['a model', { type: 'model', name: 'Note' }],
];
const order = [{ attribute: 'id', direction: 'asc' as const }];
const withoutBlanks = (text: string): string => text.replace(/": /g, '":').replace(/, (?=["\d n-])/g, ',');

function column(page: Page, name: string): readonly Value[] {
  const index = page.columns.findIndex((candidate) => candidate.name === name);
  return page.rows.map((row) => row[index] ?? null);
}

describe.each(sources)('JSON of %s', (_name, source) => {
  test.each([null, 1000])(
    'keeps every digit, and its null apart from NULL (clipped at %s)',
    async (clipBytes) => {
      const page = await queries.page({ ...specFor(source), order, clipBytes });
      for (const name of ['data', 'raw']) {
        const texts = column(page, name).map((value) => cellText(value, { kind: 'json' }));
        expect(texts).toEqual([...documents.map(withoutBlanks), 'NULL']);
      }
      expect(jsonText(column(page, 'list')[2] ?? null)).toBe('[1.10,2.50]');
    },
  );

  test('is exported with every digit', async () => {
    for (const format of ['jsonl', 'csv'] as const) {
      let text = '';
      await queries.export(
        {
          spec: { ...specFor(source, null), order, columns: ['data', 'raw', 'list'] },
          format,
          isRaw: false,
          hasHeader: false,
        },
        async (bytes) => {
          text += Buffer.from(bytes).toString();
        },
      );
      expect(text.match(/9007199254740993/g)).toHaveLength(3 * 3);
      expect(text.match(/123456789\.123456789/g)).toHaveLength(3);
      expect(text.match(/2\.50/g)).toHaveLength(documents.length + 1);
    }
  });
});

test('what a getter makes of JSON is shown as the getter made it', async () => {
  const page = await queries.page({ ...specFor({ type: 'model', name: 'Note' }), order });
  expect(column(page, 'made')[1]).toEqual({ from: 9007199254740992 });
});

test.each(['nested', 'apart'])('JSON of included records (%s) keeps every digit', async (name) => {
  const page = await queries.page({
    ...specFor({ type: 'model', name: 'Note' }),
    scopes: [{ name, arguments: [] }],
  });
  const [children] = column(page, 'children');
  const text = jsonText(children ?? null);
  expect(text).toContain('"data":{"id":9007199254740993,"list":[123456789.123456789,null,-0.5]');
  expect(text).not.toContain('seqscope');
  const list = children as readonly { readonly id: number; readonly data: Value }[];
  expect(cellText(list.find(({ id }) => id === 0)?.data ?? 0, { kind: 'json' })).toBe('null');
});

test('an export of included records keeps every digit', async () => {
  let text = '';
  const spec = {
    ...specFor({ type: 'model', name: 'Note' } as const, null),
    scopes: [{ name: 'over', arguments: [] }],
  };
  await queries.export({ spec, format: 'jsonl', isRaw: false, hasHeader: false }, async (bytes) => {
    text += Buffer.from(bytes).toString();
  });
  expect(text.match(/"data":9007199254740993/g)).toHaveLength(1);
  expect(text).not.toContain('seqscope');
});

describe('a number that JavaScript would round', () => {
  const data = parseJson('{"id": 9007199254740993, "price": 1.10}') as Value;
  const columns = [{ name: 'data', kind: 'json' as const }];

  test('is written as it is in every format', () => {
    expect(jsonLines({ columns, rows: [[data]] })).toBe('{"data":{"id":9007199254740993,"price":1.10}}\n');
    expect(csvText({ columns, rows: [[data], [parseJson('null') as Value], [null]] })).toMatch(
      /"\{""id"":9007199254740993,""price"":1\.10\}"\nnull\n\n$/,
    );
    expect(insertText({ schema: null, name: 't' }, columns, [[data]])).toContain(
      '9007199254740993,"price":1.10',
    );
    expect(prettyText(data, { kind: 'json' })).toBe('{\n  "id": 9007199254740993,\n  "price": 1.10\n}');
  });

  test('is found wherever it stands, and nothing else is taken for one', () => {
    const texts = ['1E5', '-0', '1e400', '100', '1.5', '0.000001', '12345678901234567890.5', '1.0', '-1'];
    for (const text of texts) expect(jsonText([parseJson(text) as Value])).toBe(`[${text}]`);
    expect(parseJson('{"a 1.10": "1.10", "b\\\\": 1}')).toEqual({ 'a 1.10': '1.10', 'b\\': 1 });
    expect(parseJson('[100, 1.5, true]')).toEqual([100, 1.5, true]);
    expect(() => parseJson('1.10 nonsense')).toThrow(SyntaxError);
  });

  test('is found in a text of megabytes without climbing a stack', () => {
    const text = `["${'\\n'.repeat(5_000_000)}", 1.10]`;
    expect(cellText((parseJson(text) as readonly Value[])[1] ?? null, { kind: 'json' })).toBe('1.10');
  });
});
