import { DataTypes, Sequelize } from 'sequelize';
import { describe, expect, test } from 'vitest';
import {
  enumValuesOf,
  isVirtualType,
  kindOfTypeName,
  shortTypeName,
  typeNameOfAttribute,
} from '../../src/queries/value-kind.ts';

describe('a type name', () => {
  test.each([
    ['character varying(255)', 'varchar(255)', 'text'],
    ['timestamp with time zone', 'timestamptz', 'date'],
    ['timestamp(3) without time zone', 'timestamp(3)', 'date'],
    ['int8', 'bigint', 'number'],
    ['numeric(10,2)', 'numeric(10,2)', 'number'],
    ['_text', 'text[]', 'array'],
    ['character varying(20)[]', 'varchar(20)[]', 'array'],
    ['boolean', 'bool', 'boolean'],
    ['jsonb', 'jsonb', 'json'],
    ['bytea', 'bytea', 'binary'],
    ['uuid', 'uuid', 'uuid'],
    ['enum_users_status', 'enum_users_status', 'enum'],
    ['"enum_Users_status"', '"enum_Users_status"', 'other'],
    ['INET', 'inet', 'other'],
    ['GEOMETRY(POINT)', 'geometry(POINT)', 'other'],
    ['int4range', 'int4range', 'other'],
  ])('%s is shown as %s and is %s', (name, short, kind) => {
    expect(shortTypeName(name)).toBe(short);
    expect(kindOfTypeName(name)).toBe(kind);
  });
});

describe('a Sequelize type', () => {
  const every = new Sequelize({ dialect: 'postgres' }).define('Every', {
    string: DataTypes.STRING,
    bytes: DataTypes.STRING(255, true),
    enum: DataTypes.ENUM('a', 'b'),
    date: DataTypes.DATE,
    day: DataTypes.DATEONLY,
    json: DataTypes.JSON,
    list: DataTypes.ARRAY(DataTypes.STRING),
    decimal: DataTypes.DECIMAL(8, 3),
    real: DataTypes.DOUBLE,
    generated: DataTypes.UUIDV4,
    virtual: DataTypes.VIRTUAL,
    returning: new DataTypes.VIRTUAL(DataTypes.INTEGER, ['day']),
    raw: 'TEXT[]',
  });
  const attributes = every.getAttributes();

  test.each([
    ['string', 'varchar(255)'],
    ['bytes', 'bytea'],
    ['enum', 'enum'],
    ['date', 'timestamptz'],
    ['day', 'date'],
    ['json', 'json'],
    ['list', 'varchar(255)[]'],
    ['decimal', 'numeric(8,3)'],
    ['real', 'double precision'],
    ['generated', 'uuid'],
    ['virtual', 'virtual'],
    ['returning', 'integer'],
    ['raw', 'text[]'],
  ])('%s is named %s', (name, expected) => {
    const attribute = attributes[name];
    expect(attribute && typeNameOfAttribute(attribute.type)).toBe(expected);
  });

  test('tells its values and whether it has a column', () => {
    expect(enumValuesOf(attributes.enum?.type)).toEqual(['a', 'b']);
    expect(enumValuesOf(attributes.raw?.type)).toBeNull();
    expect(isVirtualType(attributes.virtual?.type)).toBe(true);
    expect(isVirtualType(attributes.date?.type)).toBe(false);
  });
});
