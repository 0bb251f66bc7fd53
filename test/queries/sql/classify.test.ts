import { describe, expect, it } from 'vitest';
import { classifyStatement } from '../../../src/queries/sql/classify.ts';

describe('classifyStatement', () => {
  it.each([
    ['select 1', 'read', 'SELECT', true],
    ['/* a */ -- b\n SELECT 1', 'read', 'SELECT', true],
    ['(select 1) union (select 2)', 'read', 'SELECT', true],
    ['values (1)', 'read', 'VALUES', true],
    ['table users', 'read', 'TABLE', true],
    ['with a as (select 1) select * from a', 'read', 'SELECT', true],
    ['with a(x, y) as not materialized (select 1) (select 1)', 'read', 'SELECT', true],
    ['select 1 for update', 'read', 'SELECT', false],
    ['show all', 'read', 'SHOW', false],
    ['explain delete from a', 'read', 'EXPLAIN', false],
    ['explain (analyze off, verbose) delete from a', 'read', 'EXPLAIN', false],
    ['explain analyze select 1', 'read', 'SELECT', false],
    ['explain (verbose, analyze) delete from a', 'write', 'DELETE', false],
    ['with a as (delete from b returning *) select * from a', 'write', 'DELETE', false],
    ['with a as (select 1) update b set c = 1 where true', 'write', 'UPDATE', false],
    ['insert into a values (1)', 'write', 'INSERT', false],
    ['merge into a using b on true when matched then delete', 'write', 'MERGE', false],
    ["copy a from '/tmp/x'", 'write', 'COPY', false],
    ["copy (select * from a) to '/tmp/x'", 'read', 'COPY', false],
    ['select 1 into a', 'schema', 'SELECT', false],
    ['create table a (b int)', 'schema', 'CREATE', false],
    ['begin', 'transaction', 'BEGIN', false],
    ["prepare transaction 'x'", 'transaction', 'PREPARE', false],
    ['prepare x as select 1', 'session', 'PREPARE', false],
    ['set search_path = a', 'session', 'SET', false],
    ['call f()', 'unknown', 'CALL', false],
    ['do $$ begin end $$', 'unknown', 'DO', false],
    ['nonsense', 'session', 'NONSENSE', false],
  ])('takes %j for %s, %s', (text, type, verb, isRowSource) => {
    expect(classifyStatement(text)).toMatchObject({ type, verb, isRowSource });
  });

  it.each([
    ['update a set b = 1', 'every-row'],
    ['update a set b = (select 1 where true)', 'every-row'],
    ['update a set b = 1 where c', null],
    ['delete from a', 'every-row'],
    ['delete from a using b where a.c = b.c', null],
    ['with x as (select 1 where true) delete from a', 'every-row'],
    ['explain analyze delete from a', 'every-row'],
    ['truncate a', 'truncate'],
    ['drop table a', 'drop'],
    ['alter table a drop column b', 'drop'],
    ['alter table a drop b', 'drop'],
    ['alter table a drop constraint b', null],
    ['alter table a alter column b drop not null, alter c drop default', null],
    ['insert into a values (1)', null],
    ['select 1', null],
  ])('takes the danger of %j for %j', (text, danger) => {
    expect(classifyStatement(text).danger).toBe(danger);
  });
});
