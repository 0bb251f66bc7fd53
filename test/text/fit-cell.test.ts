import { describe, expect, it } from 'vitest';
import { anchoredCell, cellWidth, fitCell, neutralise } from '../../src/text/fit-cell.ts';
import { Emulator } from '../terminal/emulator.ts';

describe('fitCell', () => {
  it.each([
    ['abc', 5, 'abc  '],
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['abc', 1, '…'],
    ['a', 1, 'a'],
    ['abc', 0, ''],
    ['abc', -1, ''],
    ['', 2, '  '],
    ['été', 4, 'été '],
    ['日本語', 6, '日本語'],
    ['日本語', 5, '日本…'],
    ['日本語', 4, '日… '],
    ['日', 1, '…'],
    ['日', 2, '日'],
    ['👩‍💻x', 3, '👩‍💻x'],
    ['👩‍💻x', 2, '… '],
    ['e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
    ['e\u0301e\u0301', 2, 'e\u0301e\u0301'],
    ['🇫🇷🇩🇪', 3, '🇫🇷…'],
    ['שלום', 5, 'שלום '],
    ['हिन्दी', 10, 'हिन्दी     '],
  ])('fits %j into %i columns as %j', (text, width, expected) => {
    expect(fitCell(text, width)).toBe(expected);
  });

  it('pads on the left when aligned right, and still cuts the end', () => {
    expect(fitCell('42', 5, 'right')).toBe('   42');
    expect(fitCell('日', 4, 'right')).toBe('  日');
    expect(fitCell('123456', 4, 'right')).toBe('123…');
  });

  it.each([
    ['\n', '⏎'],
    ['\r\n', '⏎'],
    ['\r', '␍'],
    ['\t', '→'],
    ['\0', '␀'],
    ['\u001B[2J', '␛[2J'],
    ['\u007F', '␡'],
    ['\u0085', '\uFFFD'],
    ['\u009B31m', '\uFFFD31m'],
    ['a\uD83Dz', 'a\uFFFDz'],
    ['\uDC4Dz', '\uFFFDz'],
    ['\u202Eevil', '·evil'],
    ['\u2066x\u2069', '·x·'],
    ['\u200Fx\u061C', '·x·'],
    ['a\u2028b', 'a⏎b'],
    ['a\u200Bb', 'a·b'],
    ['\uFEFFid', '·id'],
    ['\u0301x', '◌\u0301x'],
    ['👍\n👍', '👍⏎👍'],
  ])('shows %j as %j', (text, expected) => {
    expect(neutralise(text)).toBe(expected);
    expect(fitCell(text, cellWidth(expected))).toBe(expected);
  });

  it('bounds the marks stacked on a letter, and shows the beginning of a long text', () => {
    expect(fitCell('a' + '\u0301'.repeat(5000), 4).length).toBeLessThan(150);
    expect(fitCell('é'.repeat(10_000_000), 5)).toBe('éééé…');
  });
});

describe('cellWidth', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['日本', 4],
    ['👩‍👩‍👧‍👦', 2],
    ['❤', 1],
    ['❤️', 2],
    ['1️⃣', 2],
    ['🇫🇷', 2],
    ['👍🏽', 2],
    ['e\u0301', 1],
    ['각', 2],
    ['\u1100\u1161\u11A8', 2],
    ['\u001B', 1],
  ])('counts %j as %i', (text, width) => {
    expect(cellWidth(text)).toBe(width);
  });
});

describe('anchoredCell', () => {
  it('is the plain cell when no terminal can disagree on its width', () => {
    expect(anchoredCell('naïve Ж', 8, 'left', 3)).toBe('naïve Ж ');
    expect(anchoredCell('abc', 5, 'right', 3)).toBe('  abc');
  });

  it('blanks its place, and says where doubtful characters and the next cell begin', () => {
    // A symbol today, a mark to terminals of older Unicode.
    expect(anchoredCell('۞', 3, 'left', 0)).toBe('   \u001B[1G۞\u001B[4G');
    expect(anchoredCell('日本', 6, 'left', 10)).toBe('      \u001B[11G日本\u001B[17G');
    expect(anchoredCell('👍ok', 6, 'left', 0)).toBe('      \u001B[1G👍\u001B[3Gok\u001B[7G');
    expect(anchoredCell('👍', 4, 'right', 0)).toBe('    \u001B[3G👍\u001B[5G\u001B[5G');
  });

  it('stays in its cell whatever the text: 100,000 random hostile ones, painted', async () => {
    const random = seededRandom(20260109);
    const rows = 50;
    const [first, second] = [9, 14];
    const emulator = new Emulator(first + second + 3, rows);
    // As the screen does: what a terminal draws too wide at the right edge must not wrap.
    emulator.write('\u001B[?7l');
    const violations: string[] = [];
    for (let page = 0; page < 100_000 / (2 * rows); page += 1) {
      let painted = '\u001B[2J';
      const texts: string[] = [];
      for (let y = 0; y < rows; y += 1) {
        const [left, right] = [hostileText(random), hostileText(random)];
        texts.push(`${JSON.stringify(left)} ${JSON.stringify(right)}`);
        const cells =
          anchoredCell(left, first, 'left', 1) + '│' + anchoredCell(right, second, 'right', first + 2);
        painted += `\u001B[${String(y + 1)};1H│${cells}│`;
      }
      emulator.write(painted);
      await emulator.settle();
      for (let y = 0; y < rows; y += 1) {
        const borders = [0, first + 1, first + second + 2].map((x) => emulator.cell(x, y).text);
        if (borders.join('') !== '│││') violations.push(`${texts[y] ?? ''} painted ${emulator.line(y)}`);
      }
      if (violations.length > 0) break;
    }
    expect(violations).toEqual([]);
    expect([emulator.title, emulator.clipboard, emulator.isAlternate]).toEqual(['', null, false]);
  });
});

/** Mulberry32: the same numbers every run. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const hostilePieces = [
  ...[
    '\u001B[2J',
    '\u001B[H',
    '\u001B]0;owned\u0007',
    '\u001B]52;c;eA==\u0007',
    '\u001B[?1049h',
    '\u001B[31m',
  ],
  ...[
    '\u001BPq',
    '\u009B5C',
    '\u009D0;x\u009C',
    '\u001Bc',
    '\u001B[6n',
    '\r',
    '\n',
    '\t',
    '\b',
    '\u007F',
    '\0',
    '\u000E',
  ],
  ...[
    '\u202E',
    '\u2066',
    '\u200D',
    '\u200B',
    '\uFEFF',
    '\uFE0F',
    '\u0301',
    '\u0300\u0316',
    '\u20E3',
    '\uD83D',
    '\uDE00',
  ],
  ...[
    '👩‍💻',
    '👨‍👩‍👧‍👦',
    '👍🏽',
    '🇫🇷',
    '🇫',
    '❤️',
    '1️⃣',
    '日本',
    '한국',
    '\u1100\u1161',
    'ｶﾅ',
    '（',
    'שלום',
    'مرحبا',
    'हिन्दी',
    'ไทย',
  ],
  ...[
    'abc',
    ' ',
    'x',
    'é',
    'Ж',
    '…',
    '│',
    '𝔘',
    '𠀀',
    '\u00AD',
    '\u2028',
    '\u3000',
    '\u115F',
    '\u3164',
    '\u{E0001}',
  ],
];

function hostileText(random: () => number): string {
  let text = '';
  const pieces = 1 + Math.floor(random() * 8);
  for (let index = 0; index < pieces; index += 1) {
    const isListed = random() < 0.8;
    text += isListed
      ? (hostilePieces[Math.floor(random() * hostilePieces.length)] ?? '')
      : String.fromCodePoint(Math.floor(random() * (random() < 0.7 ? 0x3000 : 0x1ffff)));
  }
  return text;
}
