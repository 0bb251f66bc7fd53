/** Texts that try to take the terminal over, or to break a layout; the same ones every run of a seed. */

/** Control sequences, C0 and C1, closed and unclosed. */
const commands = [
  ...[
    '\u001B[2J',
    '\u001B[H',
    '\u001B[31m',
    '\u001B[7m',
    '\u001B[10;10H',
    '\u001B[5C',
    '\u001B[6n',
    '\u001B[',
  ],
  ...['\u001B]0;owned\u0007', '\u001B]2;owned\u001B\\', '\u001B]52;c;eA==\u0007', '\u001B]52;c;eA=='],
  ...[
    '\u001B]8;;https://example.com\u001B\\',
    '\u001B]8;;\u0007',
    '\u001B]4;1;red\u0007',
    '\u001B]11;#f00\u0007',
  ],
  ...[
    '\u001BPq#0;2;0;0;0\u001B\\',
    '\u001BP$q',
    '\u001B_G\u001B\\',
    '\u001B^x\u001B\\',
    '\u001BX',
    '\u001B%G',
  ],
  ...['\u001B[?1049h', '\u001B[?25h', '\u001B[?1000h', '\u001B[?2004l', '\u001B[3;5r', '\u001B7', '\u001B8'],
  ...['\u001Bc', '\u001B#8', '\u001B(0', '\u001BM', '\u001BD', '\u000E', '\u000F', '\u001B', '\u001B\u001B'],
  ...[
    '\u009B5C',
    '\u009B31m',
    '\u009D0;x\u009C',
    '\u009D52;c;eA==\u0007',
    '\u0090q',
    '\u0084',
    '\u0085',
    '\u008D',
  ],
  ...['\r', '\n', '\r\n', '\t', '\b', '\v', '\f', '\u0007', '\u0005', '\u007F', '\0', '\u0018', '\u001A'],
] as const;

/** Characters that reorder, join, vanish or are no characters. */
const tricks = [
  ...[
    '\u202E',
    '\u202D',
    '\u202C',
    '\u2066',
    '\u2067',
    '\u2069',
    '\u200E',
    '\u200F',
    '\u061C',
    '\u2028',
    '\u2029',
  ],
  ...[
    '\u200D',
    '\u200B',
    '\u200C',
    '\u2060',
    '\uFEFF',
    '\uFE0F',
    '\uFE0E',
    '\u00AD',
    '\u034F',
    '\u180E',
    '\u115F',
  ],
  ...[
    '\u0301',
    '\u0300\u0316',
    '\u20E3',
    '\u0489',
    '\u3164',
    '\u{E0001}',
    '\u{E0061}',
    '\u{1F3FB}',
    '\uFFF9',
  ],
  ...['\uD83D', '\uDE00', '\uDBFF', '\uDC00', '\uFFFF', '\uFFFE', '\u{10FFFF}', '\uE000', '\u{F0000}'],
] as const;

const scripts = [
  ...['👩‍💻', '👨‍👩‍👧‍👦', '👍🏽', '🇫🇷', '🇫', '❤️', '❤', '1️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🏳️‍🌈', '🤦🏼‍♂️', '☺', '⌚', '🫠'],
  ...[
    '日本',
    '한국',
    '\u1100\u1161',
    '\u1100',
    'ｶﾅ',
    '（',
    'שלום',
    'مرحبا',
    'हिन्दी',
    'क्षि',
    'ไทย',
    'กำ',
    'தமிழ்',
    '𝔘',
    '𠀀',
  ],
  ...['abc', ' ', 'x', 'é', 'e\u0301', 'Ж', '…', '│', '─', '\u3000', '\u00A0', '\u2003', 'ﷺ', '𒐫', '꧅', '⸻'],
] as const;

/** `random` gives whole numbers below its argument. */
export function hostileText(random: (limit: number) => number): string {
  let text = '';
  const pieces = 1 + random(8);
  for (let index = 0; index < pieces; index += 1) text += piece(random);
  return text;
}

function piece(random: (limit: number) => number): string {
  switch (random(10)) {
    case 0:
    case 1:
    case 2:
      return commands[random(commands.length)] ?? '';
    case 3:
    case 4:
      return tricks[random(tricks.length)] ?? '';
    case 5:
      return String.fromCodePoint(random(random(10) < 7 ? 0x3000 : 0x20000));
    case 6:
      return random(20) === 0 ? `o${'\u0301\u0330'.repeat(1 + random(60))}` : 'o';
    case 7:
      return String.fromCharCode(random(0xa0));
    default:
      return scripts[random(scripts.length)] ?? '';
  }
}
