import { col, fn, literal, Op, where, cast, json, Model, DataTypes } from 'sequelize';
import { expect, test } from 'vitest';
import { valueText } from '../../src/schema/value-text.ts';

class Author extends Model {}

test.each([
  [{ status: 'active', deleted: false }, "{ status: 'active', deleted: false }"],
  [{ age: { [Op.gte]: 18, [Op.lt]: 30n } }, '{ age: { [Op.gte]: 18, [Op.lt]: 30n } }'],
  [{ [Op.or]: [{ a: null }, { 'b.c': undefined }] }, "{ [Op.or]: [{ a: null }, { 'b.c': undefined }] }"],
  [{ name: { [Op.notILike]: "o'%" } }, "{ name: { [Op.notILike]: 'o\\'%' } }"],
  [{ '$author.name$': 'x\ny' }, "{ '$author.name$': 'x\\ny' }"],
  [new Date(0), "new Date('1970-01-01T00:00:00.000Z')"],
  [new Date(Number.NaN), 'new Date(NaN)'],
  [Buffer.from('abc'), 'Buffer of 3 bytes'],
  [/^a$/i, '/^a$/i'],
  [literal('now()'), "literal('now()')"],
  [fn('lower', col('name'), 1), "fn('lower', col('name'), 1)"],
  [cast('1', 'integer'), "cast('1', 'integer')"],
  [json('meta.level', 3), "json('meta.level', 3)"],
  [where(fn('date', col('at')), Op.gt, '2024'), "where(fn('date', col('at')), Op.gt, '2024')"],
  [{ include: [{ model: Author, as: 'author' }] }, "{ include: [{ model: Author, as: 'author' }] }"],
  [Object.create(null), '{}'],
  [Symbol('own'), "Symbol('own')"],
  [new DataTypes.INTEGER(), 'INTEGER'],
])('%o is printed as %s', (value, text) => {
  expect(valueText(value)).toBe(text);
});

test('cycles, depth and length have an end', () => {
  const ring: Record<string, unknown> = { a: 1 };
  ring.self = ring;
  expect(valueText(ring)).toBe('{ a: 1, self: … }');
  expect(valueText([[[[[[[[1]]]]]]]])).toBe('[[[[[[…]]]]]]');
  expect(valueText('x'.repeat(5000))).toHaveLength(2001);
});

test('a getter that throws is printed as undefined', () => {
  const value = Object.defineProperty({}, 'broken', {
    enumerable: true,
    get() {
      throw new Error('not now');
    },
  });
  expect(valueText(value)).toBe('{ broken: undefined }');
});
