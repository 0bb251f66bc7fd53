import { expect, test } from 'vitest';
import { JsonTextError, parseJsonText } from '../../../src/project/files/json-text.ts';

test('JSON is parsed, a byte order mark left out', () => {
  expect(parseJsonText('\uFEFF{"a": [1, null, "\\u0041"]}')).toEqual({ a: [1, null, 'A'] });
});

test.each([
  ['', 1, 1, 'Expected a value, found the end of the file.'],
  ['{"a": 1,\n "b": }', 2, 7, 'Expected a value, found "}".'],
  ['{"a": 1\n "b": 2}', 2, 2, 'Expected "," or "}", found """.'],
  ["{'a': 1}", 1, 2, 'Expected a key in double quotes, found "\'".'],
  ['{"a" 1}', 1, 6, 'Expected ":", found "1".'],
  ['[1, 2,]', 1, 7, 'Expected a value, found "]".'],
  ['[1, 2', 1, 6, 'Expected "," or "]", found the end of the file.'],
  ['{"a": {"b": [{}, []]}} x', 1, 24, 'Expected the end of the file, found "x".'],
  ['{"a": undefined}', 1, 7, 'Expected a value, found "u".'],
  ['// note\n{}', 1, 1, 'Expected a value, found "/".'],
])('the mistake in %j is placed', (text, line, column, message) => {
  const error = (() => {
    try {
      return parseJsonText(text);
    } catch (thrown) {
      return thrown;
    }
  })();
  expect(error).toBeInstanceOf(JsonTextError);
  expect(error).toMatchObject({ line, column, message });
});
