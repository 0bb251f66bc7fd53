/** Random rows, NULLs among them, and each operator over each type: what a model and its table find against SQL with parameters. */
import { DataTypes, Sequelize } from 'sequelize';
import { expect } from 'vitest';
import { openDatabase, type Database } from '../../../src/database/client.ts';
import { valueText } from '../../../src/queries/filter/write-word.ts';
import { openQueries, type Queries } from '../../../src/queries/open-queries.ts';
import { specFor, type ReadSource } from '../../../src/queries/query-spec.ts';
import { randomFrom } from '../random.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { nastyValue, pickFrom, type Random } from './random-filter.ts';

interface Sampled {
  readonly attribute: string;
  readonly column: string;
  readonly type: string;
  /** As text that PostgreSQL reads as the type. */
  readonly sample: (random: Random) => string;
  readonly operators: readonly string[];
}

const comparisons = ['=', '!=', '<', '<=', '>', '>=', 'in', 'not in', 'between', 'not between', '~', '!~'];
const storable = (random: Random): string => nastyValue(random).replace(/\ud800/g, '');
const pad = (number: number): string => String(number).padStart(2, '0');

const fields: readonly Sampled[] = [
  { attribute: 'words', column: 'words', type: 'text', sample: storable, operators: comparisons },
  {
    attribute: 'amount',
    column: 'amount_of',
    type: 'integer',
    sample: (random) => String(random(40) - 20),
    operators: comparisons,
  },
  {
    attribute: 'price',
    column: 'price',
    type: 'numeric',
    sample: (random) => `${random(9)}.${random(100)}`,
    operators: comparisons,
  },
  {
    attribute: 'large',
    column: 'large',
    type: 'bigint',
    sample: (random) => `90071992547409${pad(random(100))}`,
    operators: comparisons,
  },
  {
    attribute: 'isOpen',
    column: 'is_open',
    type: 'boolean',
    sample: (random) => String(random(2) === 0),
    operators: ['=', '!=', 'in', 'not in'],
  },
  {
    attribute: 'day',
    column: 'day',
    type: 'date',
    sample: (random) => `2026-01-${pad(1 + random(20))}`,
    operators: comparisons,
  },
  {
    attribute: 'at',
    column: 'at',
    type: 'timestamptz',
    sample: (random) => `2026-01-${pad(1 + random(9))}T${pad(random(24))}:00:00.000Z`,
    operators: comparisons.filter((operator) => !operator.includes('~')),
  },
  {
    attribute: 'key',
    column: 'key',
    type: 'uuid',
    sample: (random) => `00000000-0000-4000-8000-0000000000${pad(random(30))}`,
    operators: comparisons,
  },
  {
    attribute: 'place',
    column: 'place',
    type: 'inet',
    sample: (random) => `10.0.0.${random(30)}`,
    operators: comparisons.filter((operator) => !operator.includes('~')),
  },
];

const rowCount = 200;

export interface OperatorTrials {
  /** One operator with random values on one random field, both ways. */
  trial(seed: number): Promise<void>;
  close(): Promise<void>;
}

export async function openOperatorTrials(): Promise<OperatorTrials> {
  const database = await createTestDatabase();
  const client = openDatabase(database.target, { readOnly: false, statementTimeoutMs: null });
  await fill(client);
  const sequelize = openModel(database);
  const queries = openQueries({ sequelize, database: client });
  return {
    trial: (seed) => tryOperator(seed, client, queries),
    async close() {
      await sequelize.close();
      await client.close();
      await database.drop();
    },
  };
}

async function fill(client: Database): Promise<void> {
  const columns = fields.map(({ column, type }) => `${column} ${type}`).join(', ');
  await client.query(
    `CREATE TABLE samples (id int PRIMARY KEY, parent_id int REFERENCES samples, ${columns})`,
  );
  const random = randomFrom(99);
  for (let id = 1; id <= rowCount; id += 1) {
    const values = fields.map(({ sample }) => (random(4) === 0 ? null : sample(random)));
    const parent = id === 1 || random(5) === 0 ? null : 1 + random(id - 1);
    const places = [parent, ...values].map((_value, index) => `$${index + 2}`).join(', ');
    await client.query(`INSERT INTO samples VALUES ($1, ${places})`, [id, parent, ...values]);
  }
}

function openModel({ target }: TestDatabase): Sequelize {
  const { host, port, database, user: username } = target;
  const sequelize = new Sequelize({ dialect: 'postgres', host, port, database, username, logging: false });
  const Sample = sequelize.define(
    'Sample',
    {
      id: { type: DataTypes.INTEGER, primaryKey: true },
      parentId: { type: DataTypes.INTEGER, field: 'parent_id' },
      words: DataTypes.TEXT,
      amount: { type: DataTypes.INTEGER, field: 'amount_of' },
      price: DataTypes.DECIMAL,
      large: DataTypes.BIGINT,
      isOpen: { type: DataTypes.BOOLEAN, field: 'is_open' },
      day: DataTypes.DATEONLY,
      at: DataTypes.DATE,
      key: DataTypes.UUID,
      place: DataTypes.INET,
    },
    { tableName: 'samples', timestamps: false },
  );
  Sample.belongsTo(Sample, { as: 'parent', foreignKey: 'parentId' });
  return sequelize;
}

async function tryOperator(seed: number, client: Database, queries: Queries): Promise<void> {
  const random = randomFrom(seed * 7919);
  for (let warm = 0; warm < 3; warm += 1) random(2);
  const field = pickFrom(random, fields);
  const operator = pickFrom(random, field.operators);
  const values = await valuesFor(random, client, field, operator);
  const text = filterText(operator, values);
  const alias = random(3) === 0 ? 'parent' : 'main';
  const isNegated = random(4) === 0;
  const condition = `${isNegated ? 'NOT ' : ''}(${sqlText(`${alias}.${field.column}`, field.type, operator, values)})`;
  const expected = await client.query(
    alias === 'main'
      ? `SELECT id FROM samples main WHERE ${condition} ORDER BY id`
      : `SELECT id FROM samples main WHERE ${isNegated ? 'NOT ' : ''}EXISTS (SELECT FROM samples parent
           WHERE parent.id = main.parent_id AND (${sqlText(`parent.${field.column}`, field.type, operator, values)})) ORDER BY id`,
    values,
  );
  const ids = expected.rows.map(([id]) => id);
  const not = isNegated ? 'not ' : '';
  const through = alias === 'main' ? ['', ''] : ['parent.', 'parent_id.'];
  const model: ReadSource = { type: 'model', name: 'Sample' };
  const table: ReadSource = { type: 'table', schema: 'public', name: 'samples' };
  await expectIds(queries, model, `${not}${through[0] ?? ''}${field.attribute} ${text}`, ids);
  await expectIds(queries, table, `${not}${through[1] ?? ''}${field.column} ${text}`, ids);
}

async function expectIds(
  queries: Queries,
  source: ReadSource,
  filter: string,
  ids: readonly unknown[],
): Promise<void> {
  const order = [{ attribute: 'id', direction: 'asc' }] as const;
  const page = await queries.page({ ...specFor(source, null), filter, order, columns: ['id'] });
  expect(
    page.rows.map(([id]) => id),
    filter,
  ).toEqual(ids);
}

/** Mostly values that rows have. */
async function valuesFor(
  random: Random,
  client: Database,
  { column, sample }: Sampled,
  operator: string,
): Promise<readonly string[]> {
  const count = operator.includes('between') ? 2 : operator.includes('in') ? 1 + random(4) : 1;
  const values: string[] = [];
  while (values.length < count) {
    const { rows } = await client.query(`SELECT ${column}::text FROM samples WHERE id = $1`, [
      1 + random(rowCount),
    ]);
    const known = rows[0]?.[0];
    const isTaken = typeof known === 'string' && random(3) > 0 && !known.includes('+00');
    const value = isTaken ? known : sample(random);
    values.push(
      operator.includes('~') && random(2) === 0 ? `${value.slice(0, 2).replace(/\\$/, '')}%` : value,
    );
  }
  return values.map((value) => (operator.includes('~') ? value.replace(/\\+$/, '') : value));
}

function filterText(operator: string, values: readonly string[]): string {
  const written = values.map(valueText);
  if (operator.includes('between')) return `${operator} ${written.join(' and ')}`;
  return operator.includes('in') ? `${operator} (${written.join(', ')})` : `${operator} ${written.join('')}`;
}

/** By hand: every value a parameter, cast to the type of its column. */
function sqlText(column: string, type: string, operator: string, values: readonly string[]): string {
  const places = values.map((_value, index) => `$${index + 1}::text::${type}`);
  switch (operator) {
    case '~':
      return `${column}::text ILIKE $1`;
    case '!~':
      return `${column}::text NOT ILIKE $1`;
    case 'in':
    case 'not in':
      return `${column} ${operator} (${places.join(', ')})`;
    case 'between':
    case 'not between':
      return `${column} ${operator} ${places.join(' AND ')}`;
    default:
      return `${column} ${operator} ${places.join('')}`;
  }
}
