import { describe, expect, it } from 'vitest';
import { typedDotCommand } from '../../src/evaluation/dot-commands.ts';
import { wantsMoreLines } from '../../src/evaluation/syntax/lex-code.ts';

describe('input of several lines', () => {
  it.each([
    'f(',
    'const a = [',
    'if (true) {',
    'f({ a: [1, 2',
    '`text',
    '`text ${',
    '`text ${a} more',
    '/* comment',
    "'a \\\n",
    'f(// )',
    "f(')'",
    'f(/\\)/',
    '`${`inner`} ',
  ])('goes on after %j', (text) => {
    expect(wantsMoreLines(text)).toBe(true);
  });

  it.each([
    '',
    'f()',
    "'('",
    '"["',
    '/[(]/',
    '`(`',
    '`${f()}`',
    '// (',
    'a / b / c',
    'a ? b : c',
    "'never closed",
    'f)',
    '({})',
    '`${`inner`}`',
    'const half = (a) / 2; const other = "/"',
  ])('ends with %j', (text) => {
    expect(wantsMoreLines(text)).toBe(false);
  });
});

describe('a line that begins with a dot', () => {
  it.each(['.5', '.5 + 1', '.then(go)', '..', '.models.length', '1', '.map((a) => a)'])(
    'is code when it is %j',
    (line) => {
      expect(typedDotCommand(line)).toBeNull();
    },
  );

  it('is a command by its name, its argument without the blanks around it', () => {
    expect(typedDotCommand(' .Describe  User ')).toMatchObject({ name: 'describe', argument: 'User' });
    expect(typedDotCommand('.nothing')).toEqual({ name: 'nothing', command: null, argument: '' });
  });
});
