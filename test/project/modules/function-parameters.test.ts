import { runInThisContext } from 'node:vm';
import { expect, test } from 'vitest';
import { functionParameters } from '../../../src/project/modules/function-parameters.ts';

/** The function that an expression is, its source untouched by the test runner's compiler. */
function evaluate(expression: string): (...values: never[]) => unknown {
  return runInThisContext(`(${expression})`) as (...values: never[]) => unknown;
}

test.each([
  ['() => 1', []],
  ['years => years', ['years']],
  ['async since => since', ['since']],
  ['(from, to = now(1, 2), ...rest) => 1', ['from', 'to', '...rest']],
  ['function named(a /* first, of two */, b) {}', ['a', 'b']],
  ['({ olderThan(years, strict = true) {} }).olderThan', ['years', 'strict']],
  ['async function ({ id, name }, [x, y] = []) {}', ['{ id, name }', '[x, y]']],
  ["(text = 'a,b)', other) => 1", ['text', 'other']],
  ['(f = (a, b) => a, g) => 1', ['f', 'g']],
  ['Math.max', []],
])('%s', (expression, parameters) => {
  expect(functionParameters(evaluate(expression))).toEqual(parameters);
});
