import { describe, expect, it } from 'vitest';
import { wrapText } from '../../src/ui/wrap-text.ts';

describe('wrapText', () => {
  it('wraps at blanks, and inside words that are longer than a line', () => {
    expect(wrapText('one two three', 8)).toEqual(['one two', 'three']);
    expect(wrapText('ab cdefghijkl m', 4)).toEqual(['ab', 'cdef', 'ghij', 'kl m']);
    expect(wrapText('日本語日本語 x', 4)).toEqual(['日本', '語日', '本語', ' x']);
    expect(wrapText('a\n\tb', 10)).toEqual(['a', '  b']);
  });

  it('gives every character of a long word once, in lines that are full', () => {
    const word = Array.from({ length: 1000 }, (_, index) => String(index % 10)).join('');
    const lines = wrapText(word, 7);
    expect(lines.join('')).toBe(word);
    expect(lines.slice(0, -1).every((line) => line.length === 7)).toBe(true);
  });
});
