import { DataTypes, Sequelize } from 'sequelize';
import { expect, test } from 'vitest';
import { defaultsAgree } from '../../src/schema/defaults-agree.ts';
import { describeModels } from '../../src/schema/describe-models.ts';
import { isSecretColumn } from '../../src/schema/secret-columns.ts';
import { typesAgree } from '../../src/schema/types-agree.ts';

const sequelize = new Sequelize({ dialect: 'postgres', logging: false });

/** An attribute of that type, as the description has it. */
function attributeOf(type: DataTypes.DataType) {
  const model = sequelize.define('Sample', { sample: { type } });
  const attribute = describeModels(sequelize)
    .find(({ name }) => name === model.name)
    ?.attributes.find(({ name }) => name === 'sample');
  if (attribute === undefined) throw new Error('no attribute');
  return attribute;
}

function columnOf(type: string, given: { domainOf?: string; enumValues?: readonly string[] } = {}) {
  return { type, domainOf: given.domainOf ?? null, enumValues: given.enumValues ?? null };
}

test.each<[DataTypes.DataType, string]>([
  [DataTypes.STRING, 'character varying(255)'],
  [DataTypes.STRING(40), 'character varying(40)'],
  [DataTypes.CHAR(2), 'character(2)'],
  [DataTypes.TEXT, 'text'],
  [DataTypes.CITEXT, 'citext'],
  [DataTypes.CITEXT, 'extensions.citext'],
  [DataTypes.INTEGER, 'integer'],
  [DataTypes.BIGINT, 'bigint'],
  [DataTypes.SMALLINT, 'smallint'],
  [DataTypes.FLOAT, 'double precision'],
  [DataTypes.DOUBLE, 'double precision'],
  [DataTypes.REAL, 'real'],
  [DataTypes.DECIMAL, 'numeric'],
  [DataTypes.DECIMAL(10), 'numeric(10,0)'],
  [DataTypes.DECIMAL(10, 2), 'numeric(10,2)'],
  [DataTypes.BOOLEAN, 'boolean'],
  [DataTypes.DATE, 'timestamp with time zone'],
  [DataTypes.DATEONLY, 'date'],
  [DataTypes.TIME, 'time without time zone'],
  [DataTypes.UUID, 'uuid'],
  [DataTypes.JSON, 'json'],
  [DataTypes.JSONB, 'jsonb'],
  [DataTypes.BLOB, 'bytea'],
  ['HSTORE', 'hstore'],
  [DataTypes.INET, 'inet'],
  [DataTypes.TSVECTOR, 'tsvector'],
  [DataTypes.ARRAY(DataTypes.STRING), 'character varying(255)[]'],
  [DataTypes.ARRAY(DataTypes.ARRAY(DataTypes.INTEGER)), 'integer[]'],
  [DataTypes.RANGE(DataTypes.INTEGER), 'int4range'],
  [DataTypes.RANGE(DataTypes.DATE), 'tstzrange'],
  [DataTypes.GEOMETRY('POINT', 4326), 'geometry(Point,4326)'],
  ['VARCHAR(3)', 'character varying(3)'],
  ['TIMESTAMP(3) WITH TIME ZONE', 'timestamp(3) with time zone'],
])('%s is %s', (type, column) => {
  expect(typesAgree(attributeOf(type), columnOf(column))).toBe(true);
});

test.each<[DataTypes.DataType, string]>([
  [DataTypes.STRING, 'text'],
  [DataTypes.STRING(40), 'character varying(255)'],
  [DataTypes.INTEGER, 'bigint'],
  [DataTypes.DECIMAL(10, 2), 'numeric(10,4)'],
  [DataTypes.DATE, 'timestamp without time zone'],
  [DataTypes.ARRAY(DataTypes.INTEGER), 'integer'],
  [DataTypes.ENUM('a'), 'text'],
])('%s is not %s', (type, column) => {
  expect(typesAgree(attributeOf(type), columnOf(column))).toBe(false);
});

test('an enum is any enum, a domain what it is made of, and a virtual attribute nothing', () => {
  const labelled = columnOf('enum_users_state', { enumValues: ['b'] });
  expect(typesAgree(attributeOf(DataTypes.ENUM('a')), labelled)).toBe(true);
  expect(
    typesAgree(attributeOf(DataTypes.STRING(120)), columnOf('email', { domainOf: 'character varying(120)' })),
  ).toBe(true);
  expect(typesAgree(attributeOf(DataTypes.VIRTUAL), columnOf('text'))).toBeNull();
});

test.each([
  ["'active'", "'active'::enum_users_status", true],
  ["'active'", "'pending'::enum_users_status", false],
  ["'it\\'s'", "'it''s'::character varying(20)", true],
  ['0', '0', true],
  ['0', "'0'::numeric", true],
  ['1', '(1)::numeric', true],
  ['-1', "'-1'::integer", true],
  ['false', 'false', true],
  ['false', 'true', false],
  ['NOW', 'now()', true],
  ['NOW', 'CURRENT_TIMESTAMP', true],
  ['NOW', "timezone('utc'::text, now())", null],
  ['UUIDV4', 'gen_random_uuid()', null],
  ["'a'", null, null],
  [null, "'a'::text", null],
])('default %s beside %s: %s', (model, column, expected) => {
  expect(defaultsAgree(model, column)).toBe(expected);
});

test.each([
  'password',
  'passwordHash',
  'PASSWORD_HASH',
  'encrypted_password',
  'reset-token',
  'apiKey',
  'stripeSecretKey',
  'SSN',
  'twoFactorSecret',
  'recovery_codes',
])('%s is secret', (name) => {
  expect(isSecretColumn(name, 'character varying(255)')).toBe(true);
});

test.each([
  ['name', 'text'],
  ['compass', 'text'],
  ['contentHash', 'text'],
  ['passwordChangedAt', 'timestamp with time zone'],
  ['hasPassword', 'boolean'],
  ['tokensUsed', 'integer'],
  ['keyboard', 'text'],
])('%s of type %s is not secret', (name, type) => {
  expect(isSecretColumn(name, type)).toBe(false);
});
