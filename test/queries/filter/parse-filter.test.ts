import { describe, expect, test } from 'vitest';
import { ConsoleError } from '../../../src/errors.ts';
import type { FilterNode } from '../../../src/queries/filter/filter-node.ts';
import { parseFilter } from '../../../src/queries/filter/parse-filter.ts';
import { randomFrom } from '../random.ts';

/** A parsed filter as a prefix expression, places left out. */
function shape(node: FilterNode | null): string {
  if (node === null) return 'nothing';
  switch (node.type) {
    case 'and':
    case 'or':
      return `(${node.type} ${node.nodes.map(shape).join(' ')})`;
    case 'not':
      return `(not ${shape(node.node)})`;
    case 'related':
      return `(some ${node.operand.path.join('>')} ${shape(node.node)})`;
    case 'truth':
      return node.operand.path.join('>');
    case 'compare':
      return `(${node.operator} ${node.operand.path.join('>')} ${literal(node.value)})`;
    case 'in':
      return `(${node.isNegated ? 'not-in' : 'in'} ${node.operand.path.join('>')} ${node.values.map(literal).join(' ')})`;
    case 'between':
      return `(${node.isNegated ? 'not-between' : 'between'} ${node.operand.path.join('>')} ${literal(node.low)} ${literal(node.high)})`;
    case 'is-null':
      return `(${node.isNegated ? 'not-null' : 'null'} ${node.operand.path.join('>')})`;
  }
}

const literal = (value: { readonly text: string; readonly isQuoted: boolean }) =>
  value.isQuoted ? JSON.stringify(value.text) : value.text;

function failure(text: string): ConsoleError {
  try {
    parseFilter(text);
  } catch (error) {
    if (error instanceof ConsoleError) return error;
    throw error;
  }
  throw new Error(`"${text}" was parsed`);
}

describe('parseFilter', () => {
  test.each([
    ['', 'nothing'],
    ['  \n ', 'nothing'],
    ['status = active', '(= status active)'],
    ['a<>b', '(!= a b)'],
    ['a<=1 and b>=2', '(and (<= a 1) (>= b 2))'],
    ['a = 1 or b = 2 and c = 3', '(or (= a 1) (and (= b 2) (= c 3)))'],
    ['(a = 1 or b = 2) and c = 3', '(and (or (= a 1) (= b 2)) (= c 3))'],
    ['emailVerified AND NOT deleted', '(and emailVerified (not deleted))'],
    ['not a and b', '(and (not a) b)'],
    ['not not a', '(not (not a))'],
    ['name ~ "jo%"', '(~ name "jo%")'],
    ['name !~ jo%', '(!~ name jo%)'],
    ['status in (active, "in active", 3)', '(in status active "in active" 3)'],
    ['status NOT IN (a)', '(not-in status a)'],
    ['a is null', '(null a)'],
    ['a is not null', '(not-null a)'],
    ['a between 1 and 2 and b', '(and (between a 1 2) b)'],
    ['a not between 1 and 2', '(not-between a 1 2)'],
    ['preferences.theme = dark', '(= preferences>theme dark)'],
    ['devices(platform = ios and active)', '(some devices (and (= platform ios) active))'],
    ['not device.user (role.name = x)', '(not (some device>user (= role>name x)))'],
    ['preferences."dark mode".x', 'preferences>dark mode>x'],
    ['"and" = 1', '(= and 1)'],
    ["\"first name\" = 'O\\'Brien'", '(= first name "O\'Brien")'],
    [`name = 'it''s'`, '(= name "it\'s")'],
    [String.raw`name ~ "50\%"`, String.raw`(~ name "50\\%")`],
    ['createdAt > 2026-01-01T10:00:00+02:00', '(> createdAt 2026-01-01T10:00:00+02:00)'],
    ['email = admin@rituality.com', '(= email admin@rituality.com)'],
    ['name = "null"', '(= name "null")'],
    ['name = 名前', '(= name 名前)'],
  ])('reads %j', (text, expected) => {
    expect(shape(parseFilter(text))).toBe(expected);
  });

  test.each([
    ['status =', 9, 'a value is missing after the operator "="'],
    ['status = = active', 10, 'a value is missing after the operator "="'],
    ['status = active emailVerified', 17, '"emailVerified" follows a finished condition'],
    ['= active', 1, '"=" stands where an attribute is expected'],
    ['name = "jo', 8, 'the quote opened here never closes'],
    ['(a = 1', 1, 'the "(" opened here never closes'],
    ['a = 1)', 6, 'this ")" closes nothing'],
    ['a in 1', 6, '"1" follows "in", which takes a list in brackets'],
    ['a in ()', 7, 'a value is missing after "("'],
    ['a in (1, )', 10, 'a value is missing after ","'],
    ['a in (1', 6, 'the list opened here never closes'],
    ['a between 1 or 2', 13, '"or" stands where "between" expects "and"'],
    ['a is 3', 6, '"3" follows "is", which takes "null" or "not null"'],
    ['a and', 6, 'a condition is missing'],
    ['status = and x', 10, 'a value is missing after the operator "="'],
    ['a ! b', 3, '"!" alone is not an operator; "!=" and "!~" are, and "not" negates'],
    ['a..b', 1, 'a name is missing beside a dot'],
    ['a. = 1', 1, 'a name is missing beside a dot'],
    ['a not 3', 7, '"3" follows "not", which takes "in" or "between" here'],
    ['a = "x\0"', 7, 'PostgreSQL text cannot hold a NUL character'],
  ])('explains %j at its column', (text, column, explanation) => {
    const error = failure(text);
    expect(error).toMatchObject({ code: 'filter-syntax', kind: 'usage', details: { column } });
    expect(error.message).toBe(`The filter stops at column ${column}: ${explanation}.`);
    expect(error.remedy).not.toBe('');
  });

  test('points with a caret that is drawn under wide characters too', () => {
    expect(failure('name = active )').details.excerpt).toBe('name = active )\n              ^');
    expect(failure('名前 = active )').details.excerpt).toBe('名前 = active )\n              ^');
  });

  test('shows a window of a long text, without control characters', () => {
    const text = `a = ${'x'.repeat(500)} \u001b[31m ) and b = ${'y'.repeat(500)}`;
    const [line = '', caret = ''] = failure(text).details.excerpt?.split('\n') ?? [];
    expect(line.length).toBeLessThan(130);
    expect(line).not.toContain('\u001b');
    // The place is the escape character, shown as a blank.
    expect(line.slice(caret.indexOf('^'), caret.indexOf('^') + 4)).toBe(' [31');
  });

  test('refuses what is nested deeper than a hundred', () => {
    expect(shape(parseFilter(`${'('.repeat(100)}a${')'.repeat(100)}`))).toBe('a');
    expect(failure(`${'('.repeat(20_000)}a`).message).toContain('nested more than 100 deep');
    expect(failure(`${'not '.repeat(20_000)}a`).message).toContain('nested more than 100 deep');
  });

  test('parses or explains twenty thousand random strings', () => {
    const pieces = [
      ...['and', 'or', 'not', 'in', 'is', 'null', 'between', 'true', 'status', 'a.b', '7d', '-1.5', 'jo%'],
      ...[
        '=',
        '!=',
        '<>',
        '<',
        '~',
        '!~',
        '!',
        '(',
        ')',
        ',',
        '"',
        "'",
        '\\',
        '.',
        ' ',
        ' ',
        ' ',
        '  ',
        '\n',
      ],
      ...['é', '名', '😀', '\ud800', '\u001b', '\0', '"x y"', "'z'", '::', ';--', '$1'],
    ];
    const random = randomFrom(20_260_109);
    let parsed = 0;
    for (let round = 0; round < 20_000; round += 1) {
      const length = random(14);
      const text = Array.from({ length }, () => pieces[random(pieces.length)] ?? '').join(
        random(2) === 0 ? ' ' : '',
      );
      try {
        parseFilter(text);
        parsed += 1;
      } catch (error) {
        expect(error, JSON.stringify(text)).toBeInstanceOf(ConsoleError);
        const { details, message } = error as ConsoleError;
        expect(details.column, JSON.stringify(text)).toBeLessThanOrEqual(text.length + 1);
        expect(message).not.toMatch(/\p{Cc}/u);
      }
    }
    // Both ways were walked.
    expect(parsed).toBeGreaterThan(500);
    expect(parsed).toBeLessThan(19_500);
  });
});
