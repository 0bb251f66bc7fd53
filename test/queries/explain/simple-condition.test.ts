/** Conditions as EXPLAIN (VERBOSE) writes them. */
import { describe, expect, it } from 'vitest';
import { comparedColumns, joinedColumns, sortColumn } from '../../../src/queries/explain/simple-condition.ts';

const columns = (text: string) =>
  comparedColumns(text).map(({ alias, column, isEqual }) => [alias, column, isEqual]);

describe('comparedColumns', () => {
  it.each([
    ["((users.status)::text = 'active'::text)", [['users', 'status', true]]],
    ['("User"."deletedAt" IS NULL)', [['User', 'deletedAt', true]]],
    [
      "((t.kind = 'a AND b'::text) AND (t.size > 3))",
      [
        ['t', 'kind', true],
        ['t', 'size', false],
      ],
    ],
    ['(NOT t.done)', [['t', 'done', true]]],
    ['t.done', [['t', 'done', true]]],
    ["(t.id = ANY ('{1,2}'::integer[]))", [['t', 'id', true]]],
    ['(t.price = (InitPlan 1).col1)', [['t', 'price', true]]],
    ["(lower(t.kind) = 'x'::text)", []],
    ['((t.a = 1) OR (t.b = 2))', []],
    ['(t.a = t.b)', []],
    ['(t.a <> 1)', []],
    ['(t.a IS NOT NULL)', []],
    ["(t.kind ~~ 'x%'::text)", []],
    ['((t.a)::double precision > 2)', []],
  ])('%s', (text, expected) => {
    expect(columns(text)).toEqual(expected);
  });
});

describe('joinedColumns', () => {
  it('gives both sides of an equality, and nothing of an expression', () => {
    expect(joinedColumns('(a.x = "B"."y z")')).toMatchObject([
      [
        { alias: 'a', column: 'x' },
        { alias: 'B', column: 'y z' },
      ],
    ]);
    expect(joinedColumns('((a.x + 1) = b.y)')).toEqual([]);
  });
});

describe('sortColumn', () => {
  it('reads a column whatever its direction', () => {
    expect(sortColumn('t.size DESC NULLS LAST')).toMatchObject({ column: 'size' });
    expect(sortColumn('(lower(t.name))')).toBeNull();
  });
});
