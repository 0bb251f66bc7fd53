import { describe, expect, test } from 'vitest';
import { ConsoleError } from '../../src/errors.ts';
import { parseScope, scopeText } from '../../src/queries/scope-text.ts';

describe('parseScope', () => {
  test.each([
    ['active', { name: 'active', arguments: [] }],
    [' active ', { name: 'active', arguments: [] }],
    ['active()', { name: 'active', arguments: [] }],
    ['registeredSince("2026-01-01")', { name: 'registeredSince', arguments: ['2026-01-01'] }],
    ['registeredSince(2026-01-01T12:00)', { name: 'registeredSince', arguments: ['2026-01-01T12:00'] }],
    ["seen('it\\'s', \"a\\nb\")", { name: 'seen', arguments: ["it's", 'a\nb'] }],
    ['unseenFor(30)', { name: 'unseenFor', arguments: [30] }],
    ['f(-1.5e3, true, false, null, word)', { name: 'f', arguments: [-1500, true, false, null, 'word'] }],
    [
      'f([1, [2]], {from: 1, "to": {x: []}})',
      { name: 'f', arguments: [[1, [2]], { from: 1, to: { x: [] } }] },
    ],
    ['with space(1)', { name: 'with space', arguments: [1] }],
  ])('reads %j', (text, use) => {
    expect(parseScope(text)).toEqual(use);
  });

  test.each([
    ['', 1, 'the name of a scope is missing'],
    ['(1)', 1, 'the name of a scope is missing'],
    ['a)', 2, '")" stands in the name of a scope'],
    ['a(', 2, 'the "(" opened here never closes'],
    ['a(1', 2, 'the "(" opened here never closes'],
    ['a(1 2)', 5, 'a "," or ")" is missing'],
    ['a(,)', 3, 'an argument is missing'],
    ['a(1,)', 5, 'an argument is missing'],
    ['a(1) b', 6, 'something follows the closing ")"'],
    ['a("x', 3, 'the quote opened here never closes'],
    [String.raw`a("\q")`, 3, 'this text is not a JSON string'],
    ['a({x})', 5, 'a ":" is missing after the key'],
    ['a({:1})', 4, 'a key is missing'],
  ])('explains %j at its column', (text, column, explanation) => {
    expect(() => parseScope(text)).toThrow(
      expect.objectContaining({
        code: 'scope-syntax',
        kind: 'usage',
        message: `The scope stops at column ${column}: ${explanation}.`,
      }),
    );
  });

  test('refuses arguments nested without end', () => {
    expect(() => parseScope(`a(${'['.repeat(20_000)}`)).toThrow(ConsoleError);
  });

  test.each(['active', 'f("x")', 'f(30, [1, "two", null], {"a b": true})', 'f("it\'s \\"quoted\\" \\n 名")'])(
    'reads back %j as it writes it',
    (text) => {
      const use = parseScope(text);
      expect(scopeText(use)).toBe(text);
      expect(parseScope(scopeText(use))).toEqual(use);
    },
  );

  test('writes dates and bytes in a form that PostgreSQL reads', () => {
    const values = [new Date('2026-01-01T00:00:00Z'), Buffer.from([0, 255]), 12n, Number.POSITIVE_INFINITY];
    const text = scopeText({ name: 'f', arguments: values });
    expect(text).toBe(String.raw`f("2026-01-01T00:00:00.000Z", "\\x00ff", 12, "Infinity")`);
    expect(parseScope(text).arguments).toEqual([
      '2026-01-01T00:00:00.000Z',
      String.raw`\x00ff`,
      12,
      'Infinity',
    ]);
  });
});
