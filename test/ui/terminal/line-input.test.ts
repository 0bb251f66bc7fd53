import { describe, expect, it } from 'vitest';
import { type Key, parseKeys } from '../../../src/ui/terminal/keys.ts';
import { editLine, type LineInput, lineOf, visibleLine } from '../../../src/ui/terminal/line-input.ts';

/** A line written with its cursor as `|`. */
function lineAt(marked: string): LineInput {
  const cursor = marked.indexOf('|');
  return { text: marked.replace('|', ''), cursor };
}

function marked({ text, cursor }: LineInput): string {
  return `${text.slice(0, cursor)}|${text.slice(cursor)}`;
}

function typed(start: string, bytes: string): string {
  const keys: Key[] = [];
  const parser = parseKeys((key) => keys.push(key));
  parser.feed(bytes);
  parser.flush();
  return marked(keys.reduce(editLine, lineAt(start)));
}

const [left, right, home, end] = ['\u001B[D', '\u001B[C', '\u001B[H', '\u001B[F'];
const paste = (text: string): string => `\u001B[200~${text}\u001B[201~`;

describe('editLine', () => {
  it.each([
    ['|', 'abc', 'abc|'],
    ['a|c', 'b', 'ab|c'],
    ['|', 'a b', 'a b|'],
    ['abc|', left, 'ab|c'],
    ['|abc', left, '|abc'],
    ['|abc', right, 'a|bc'],
    ['abc|', right, 'abc|'],
    ['ab|c', home, '|abc'],
    ['a|bc', end, 'abc|'],
    ['ab|c', '\u0001', '|abc'],
    ['a|bc', '\u0005', 'abc|'],
    ['ab|c', '\u007F', 'a|c'],
    ['|abc', '\u007F', '|abc'],
    ['a|bc', '\u001B[3~', 'a|c'],
    ['abc|', '\u001B[3~', 'abc|'],
    ['ab|cd', '\u0015', '|cd'],
    ['ab|cd', '\u000B', 'ab|'],
    ['one two.three  |x', '\u0017', 'one |x'],
    ['one two.three|', '\u001Bb', 'one two.|three'],
    ['one two.|three', '\u001Bb', 'one |two.three'],
    ['|one two', '\u001Bb', '|one two'],
    ['|one two', '\u001Bf', 'one| two'],
    ['one| two', '\u001Bf', 'one two|'],
    ['one two|', '\u001B\u007F', 'one |'],
    ['one |two', '\u001Bd', 'one |'],
    ['one two|', '\u001B[1;5D', 'one |two'],
  ])('%j and %j make %j', (start, bytes, expected) => {
    expect(typed(start, bytes)).toBe(expected);
  });

  it.each([
    ['👩‍💻|x', '\u007F', '|x'],
    ['a👍🏽|', left, 'a|👍🏽'],
    ['|🇫🇷🇩🇪', right, '🇫🇷|🇩🇪'],
    ['|e\u0301x', '\u001B[3~', '|x'],
    ['日本|', '\u007F', '日|'],
    ['👩‍|💻', '\u001B[3~', '👩‍|'],
  ])('keeps graphemes whole: %j and %j make %j', (start, bytes, expected) => {
    expect(typed(start, bytes)).toBe(expected);
  });

  it('puts the cursor behind the grapheme when what is typed joins its neighbours', () => {
    expect(typed('👩|💻', '\u200D')).toBe('👩‍💻|');
    expect(typed('e|x', '\u0301')).toBe('e\u0301|x');
  });

  it('pastes on one line, without controls', () => {
    expect(typed('a|z', paste('1\r\n2\n3\t4\u001B[31m\0'))).toBe('a1 2 3 4[31m|z');
  });

  it('gives the same object for keys that are not its own', () => {
    const line = lineOf('abc');
    for (const bytes of ['\r', '\t', '\u001B[A', '\u0003', '\u001B[<0;1;1M', end]) {
      const keys: Key[] = [];
      parseKeys((key) => keys.push(key)).feed(bytes);
      expect(keys.reduce(editLine, line)).toBe(line);
    }
  });
});

describe('visibleLine', () => {
  it.each([
    ['abc|', 6, 'abc   ', 3],
    ['|abc', 3, 'abc', 0],
    ['abcdef|', 4, 'def ', 3],
    ['abcd|ef', 4, 'bcde', 3],
    ['|abcdef', 4, 'abcd', 0],
    ['日本語|', 5, '本語 ', 4],
    ['日本|語', 3, '本 ', 2],
    ['a\u001Bb|', 5, 'a␛b  ', 3],
    ['|', 3, '   ', 0],
  ])('shows %j in %i columns as %j with the cursor at %i', (start, width, text, cursorColumn) => {
    expect(visibleLine(lineAt(start), width)).toEqual({ text, cursorColumn });
  });
});
