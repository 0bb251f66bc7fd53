import { describe, expect, it } from 'vitest';
import { bindParameters, inlineParameters, parameterNames } from '../../../src/queries/sql/parameters.ts';

describe('parameterNames', () => {
  it.each([
    ['select :id', ['id']],
    ['select :a + :b - :a', ['a', 'b']],
    ["select ':a', \":b\", $$:c$$, E':d' -- :e\n/* :f */", []],
    ['select x::int, :y::text', ['y']],
    ['select a[1:n], a[:n], a[m:], b[i][:n]', []],
    ['select ARRAY[:a, :b], array [[:c], [:d]]', ['a', 'b', 'c', 'd']],
    ['select a[(:n)]', ['n']],
    ['select f(x := :v)', ['v']],
    ['select :größe', ['größe']],
    ['select 1:2, a : b', []],
  ])('finds in %j %j', (text, names) => {
    expect(parameterNames(text)).toEqual(names);
  });
});

describe('bindParameters', () => {
  it('numbers each name once, and gives the values in that order', () => {
    const { sql, values } = bindParameters('select :a, :b, :a', { a: '1', b: null, c: 'unused' });
    expect(sql).toBe('select $1, $2, $1');
    expect(values).toEqual(['1', null]);
  });

  it('keeps the places of all that is not a name', () => {
    expect(bindParameters('select :first_name, :b\nfrom x', { first_name: 'x', b: 'y' }).sql).toBe(
      'select $1         , $2\nfrom x',
    );
  });

  it('says which parameter has no value', () => {
    expect(() => bindParameters('select :constructor', {})).toThrow(
      'The parameter ":constructor" has no value.',
    );
  });

  it('refuses both kinds at once', () => {
    expect(() => bindParameters('select :a, $1', { a: '1' })).toThrow('both kinds');
  });
});

it('writes values into the text as literals', () => {
  expect(inlineParameters("select :a, :b, ':a'", { a: "it's", b: null })).toBe("select 'it''s', NULL, ':a'");
});
