import { describe, expect, it } from 'vitest';
import { layoutWidth } from '../../../src/text/char-width.ts';
import {
  anchoredLine,
  clipLine,
  placedAt,
  safeLine,
  sliceLine,
} from '../../../src/ui/terminal/styled-line.ts';

const red = '\u001B[31m';
const bold = '\u001B[1m';
const reset = '\u001B[0m';

describe('safeLine', () => {
  it('keeps text, SGR and column moves, and shows any other sequence', () => {
    expect(safeLine(`${red}a\u001B[5Gb${reset}`)).toBe(`${red}a\u001B[5Gb${reset}`);
    expect(safeLine(`${red}a\u001B[2Kb\u001B]0;x\u0007`)).toBe(`${red}a␛[2Kb␛]0;x␇`);
    expect(safeLine('a\nb\u001B')).toBe('a⏎b␛');
  });
});

describe('sliceLine', () => {
  it.each([
    ['abcdef', 1, 4, 'bcd'],
    ['abc', 1, 5, `bc${reset}  `],
    ['', 0, 2, `${reset}  `],
    [`${red}abcdef`, 2, 4, `${red}cd`],
    [`a${red}b${bold}c${reset}d`, 2, 4, `${red}${bold}c${reset}d`],
    [`${red}a${reset}bcd`, 1, 3, 'bc'],
    ['日本語', 1, 5, ' 本 '],
    ['日本語', 2, 4, '本'],
    ['a👩‍💻b', 1, 4, '👩‍💻b'],
    ['\u001B[1Gab\u001B[4Gd', 0, 4, '\u001B[1Gab\u001B[4Gd'],
    ['ab\u001B[6Gfg', 5, 7, '\u001B[1Gfg'],
    // Blanks to the end, then back to before the edge: what crosses it begins there, and nothing is beyond the end.
    ['      \u001B[1Gabcde', 2, 6, '    \u001B[1Gcde'],
  ])('of %j from %i to %i is %j', (line, from, to, expected) => {
    expect(sliceLine(line, from, to)).toBe(expected);
  });
});

describe('clipLine', () => {
  it('cuts a plain line to the width, styles not counted', () => {
    expect(clipLine(`${red}abc${reset}`, 3)).toBe(`${red}abc${reset}`);
    expect(clipLine(`${red}abcd${reset}`, 3)).toMatch(/^\u001B\[31mabc/);
    expect(clipLine(`${red}abcd${reset}`, 3)).not.toContain('d');
  });
});

describe('anchoredLine', () => {
  it('follows each doubtful character by a move to where Ink has the next one', () => {
    expect(anchoredLine(`${red}│ab│${reset}`)).toBe(`${red}│ab│${reset}`);
    expect(anchoredLine('a👍│')).toBe('a👍\u001B[4G│');
  });
});

describe('placedAt', () => {
  it('moves the columns of a line along with it', () => {
    expect(placedAt('\u001B[1Ga\u001B[10Gb', 5)).toBe('\u001B[6Ga\u001B[15Gb');
    expect(placedAt('plain G', 5)).toBe('plain G');
  });
});

describe('layoutWidth', () => {
  it.each([
    ['a', 1],
    ['日', 2],
    ['👩‍💻', 2],
    ['e\u0301', 1],
    ['\u200B', 0],
    ['नि', 1],
  ])('gives %j %i columns', (grapheme, width) => {
    expect(layoutWidth(grapheme)).toBe(width);
  });
});
