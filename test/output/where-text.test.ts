import { Buffer } from 'node:buffer';
import { runInNewContext } from 'node:vm';
import { DataTypes, Op, Sequelize, type WhereOptions } from 'sequelize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whereText } from '../../src/output/where-text.ts';
import type { Value } from '../../src/queries/query-spec.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

describe('whereText', () => {
  it('is what a person would write', () => {
    expect(whereText([{ name: 'id' }], [[5]])).toBe('{ id: 5 }');
    expect(whereText([{ name: 'id' }], [[5], [6], [5]])).toBe('{ id: [5, 6] }');
    expect(whereText([{ name: 'user-id' }], [["O'Brien\n"]])).toBe("{ 'user-id': 'O\\'Brien\\n' }");
    expect(whereText([{ name: 'a' }, { name: 'b' }], [[1, null]])).toBe('{ a: 1, b: null }');
    expect(
      whereText(
        [{ name: 'a' }, { name: 'b' }],
        [
          [1, 2n],
          [3, new Date('2026-01-09T12:00:00Z')],
        ],
      ),
    ).toBe(
      "{\n  [Op.or]: [\n    { a: 1, b: '2' },\n    { a: 3, b: new Date('2026-01-09T12:00:00.000Z') },\n  ],\n}",
    );
  });

  it('compares JSON that JavaScript has no value for as the server wrote it', () => {
    const data = { id: { '\u0000json': '9007199254740993' }, name: "it's" };
    expect(whereText([{ name: 'data' }], [[data]])).toBe(
      `{ data: { [Op.eq]: Sequelize.literal('\\'{"id":9007199254740993,"name":"it\\'\\'s"}\\'::jsonb') } }`,
    );
    expect(whereText([{ name: 'data' }], [[{ '\u0000json': 'null' }]])).toBe(
      "{ data: { [Op.eq]: Sequelize.literal('\\'null\\'::jsonb') } }",
    );
  });

  describe('given to findAll', () => {
    let database: TestDatabase;
    let sequelize: Sequelize;
    const rows = [
      {
        id: 1,
        name: 'plain',
        data: { a: 1 },
        tags: ['x'],
        at: new Date('2026-01-09T12:00:00Z'),
        bytes: null,
      },
      { id: 2, name: `'"\\\n\u2028`, data: ['a'], tags: ['x', 'y'], at: null, bytes: Buffer.from([0, 39]) },
      { id: 3, name: null, data: null, tags: [], at: null, bytes: Buffer.from([255]) },
      { id: 4, name: 'plain', data: { a: { b: "it's" } }, tags: null, at: null, bytes: null },
    ];
    beforeAll(async () => {
      database = await createTestDatabase();
      const { host, port, user, password, database: name } = database.target;
      sequelize = new Sequelize(name, user, password ?? '', {
        host,
        port,
        dialect: 'postgres',
        logging: false,
      });
      const Thing = sequelize.define(
        'Thing',
        {
          id: { type: DataTypes.INTEGER, primaryKey: true },
          name: DataTypes.TEXT,
          data: DataTypes.JSONB,
          tags: DataTypes.ARRAY(DataTypes.TEXT),
          at: DataTypes.DATE,
          bytes: DataTypes.BLOB,
        },
        { timestamps: false },
      );
      await Thing.sync();
      await Thing.bulkCreate(rows);
    });
    afterAll(async () => {
      await sequelize.close();
      await database.drop();
    });

    const found = async (text: string): Promise<readonly unknown[]> => {
      const where = runInNewContext(`(${text})`, { Op, Date, Buffer }) as WhereOptions;
      const things = await sequelize.model('Thing').findAll({ where, order: ['id'] });
      return things.map((thing) => thing.get('id'));
    };

    it.each(['name', 'data', 'tags', 'at', 'bytes'] as const)(
      'finds by %s the rows that have the value',
      async (name) => {
        for (const row of rows) {
          const same = rows.filter((other) => JSON.stringify(other[name]) === JSON.stringify(row[name]));
          expect(await found(whereText([{ name }], [[row[name]]]))).toEqual(same.map(({ id }) => id));
        }
      },
    );

    it.each(['name', 'data', 'tags', 'at', 'bytes'] as const)(
      'finds by several values of %s, null among them',
      async (name) => {
        const values: readonly (readonly Value[])[] = rows.map((row) => [row[name]]);
        expect(await found(whereText([{ name }], values))).toEqual([1, 2, 3, 4]);
        expect(await found(whereText([{ name }], values.slice(1, 3)))).toEqual(
          expect.arrayContaining([2, 3]),
        );
      },
    );

    it('finds rows by several attributes', async () => {
      const columns = [{ name: 'id' }, { name: 'name' }];
      expect(
        await found(
          whereText(columns, [
            [1, 'plain'],
            [3, null],
            [4, 'other'],
          ]),
        ),
      ).toEqual([1, 3]);
    });
  });
});
