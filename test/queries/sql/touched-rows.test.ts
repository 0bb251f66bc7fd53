import { describe, expect, it } from 'vitest';
import { touchedRows } from '../../../src/queries/sql/touched-rows.ts';

describe('touchedRows', () => {
  it.each([
    ['update users set a = 1 where b = 2', 'users', 'SELECT count(*) FROM users WHERE b = 2\n'],
    ['update only s."T" as t set a = 1', 's."T"', 'SELECT count(*) FROM only s."T" as t'],
    ['update a * set b = c is distinct from d', 'a', 'SELECT count(*) FROM a *'],
    ['update a set b = substring(c from 2) where d returning e', 'a', 'SELECT count(*) FROM a WHERE d\n'],
    [
      'update a x set b = y.b from c y where x.d = y.d -- z',
      'a',
      'SELECT count(*) FROM (SELECT DISTINCT x.tableoid, x.ctid FROM a x, c y\n WHERE x.d = y.d -- z\n) AS touched',
    ],
    ['delete from a', 'a', 'SELECT count(*) FROM a'],
    [
      'delete from s.a using b where true returning *',
      's.a',
      'SELECT count(*) FROM (SELECT DISTINCT a.tableoid, a.ctid FROM s.a, b\n WHERE true\n) AS touched',
    ],
    [
      'with x as (select 1) delete from a where b in (table x)',
      'a',
      'with x as (select 1) SELECT count(*) FROM a WHERE b in (table x)\n',
    ],
    ['insert into a select * from b', 'a', 'SELECT count(*) FROM (select * from b\n) AS touched'],
    [
      'insert into a (b, c) select 1, 2 on conflict do nothing',
      'a',
      'SELECT count(*) FROM (select 1, 2 \n) AS touched',
    ],
    [
      'truncate table a, only s.b restart identity cascade',
      'a, s.b',
      'SELECT (SELECT count(*) FROM a) + (SELECT count(*) FROM s.b)',
    ],
    ['drop table if exists a cascade', 'a', 'SELECT (SELECT count(*) FROM a)'],
  ])('counts for %j', (text, target, countSql) => {
    expect(touchedRows(text)).toMatchObject({ target, countSql });
  });

  it.each([
    ['insert into a values (1, (2)), (3, 4)', 2, false],
    ['insert into a (b) values (1) on conflict (b) do update set b = 2 returning b', 1, true],
    ['insert into a default values', 1, false],
    ['update a set b = 1 where current of c', 1, true],
  ])('reads the number in %j', (text, rows, isMost) => {
    expect(touchedRows(text)).toMatchObject({ rows, isMost, countSql: null });
  });

  it.each([
    'merge into a using b on true when matched then delete',
    'with x as (delete from b returning *) update a set b = 1',
    'drop function f',
    'call f()',
    'update',
  ])('knows nothing to count for %j', (text) => {
    expect(touchedRows(text)).toBeNull();
  });
});
