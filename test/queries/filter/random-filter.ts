/** Random filter text: noise, and sentences of the grammar with pieces taken out, doubled and swapped. */
import { randomFrom } from '../random.ts';

/** Stands in every value and in no name, so that a value that became SQL text is seen. */
export const marker = 'zqx';

export type Random = (limit: number) => number;

export function pickFrom<T>(random: Random, from: readonly T[]): T {
  const picked = from[random(from.length)];
  if (picked === undefined) throw new Error('nothing to pick from');
  return picked;
}

const noise = [
  ...Array.from(' \t\n"\'\\().,=!<>~%_$:?;-{}[]|&*/+#@0189azAZ'),
  ...['\0', '\x1b', '\x7f', '\u00a0', '\u202e', '\ud800', '\udc00', '🌱', '名', 'é', 'ﷺ', '\u2028'],
  ...[
    ' and ',
    ' or ',
    ' not ',
    ' in ',
    ' is null',
    ' between ',
    '!=',
    '!~',
    '<>',
    "''",
    '\\"',
    '$1',
    ':name',
  ],
];

const nasty = [
  "'",
  "''",
  '"',
  '\\',
  '\\\\',
  "\\'",
  '$1',
  '$$',
  ':name',
  '?',
  '??',
  '--',
  '/*',
  ';',
  "'; DROP TABLE books; --",
  "' OR 1=1 --",
  'E\\047',
  '%',
  '_',
  '{}',
  '{"a":1}',
  '::text',
  '🌱',
  '\u202e',
  '\ud800',
  '\n',
  '#>>',
  ')',
  'x\\',
];

/** A value with quotes, escapes, placeholders and comments in it. */
export function nastyValue(random: Random): string {
  const parts = Array.from({ length: 1 + random(4) }, () => pickFrom(random, nasty));
  parts.splice(random(parts.length + 1), 0, marker);
  return parts.join('');
}

function quoted(random: Random, value: string): string {
  const quote = pickFrom(random, ['"', "'"]);
  const escaped = value.replace(/\\/g, '\\\\');
  return `${quote}${escaped.replaceAll(quote, random(2) === 0 ? `\\${quote}` : quote + quote)}${quote}`;
}

const values = [
  '1',
  '-2.5',
  '1e9',
  '99999999999999999999',
  'true',
  'null',
  '7d',
  '2026-01-05',
  '10.0.0.3',
  'novel',
  'x',
];

function literal(random: Random): string {
  return random(3) === 0 ? pickFrom(random, values) : quoted(random, nastyValue(random));
}

function condition(random: Random, names: readonly string[], depth: number): string {
  const name =
    random(8) === 0
      ? `${pickFrom(random, names)}.${quoted(random, nastyValue(random))}`
      : pickFrom(random, names);
  const not = random(2) === 0 ? 'not ' : '';
  switch (random(9)) {
    case 0:
      return name;
    case 1:
      return `${name} ${not}in (${Array.from({ length: 1 + random(3) }, () => literal(random)).join(', ')})`;
    case 2:
      return `${name} ${not}between ${literal(random)} and ${literal(random)}`;
    case 3:
      return `${name} is ${not}null`;
    case 4:
      return `${name}(${sentence(random, names, depth - 1)})`;
    default:
      return `${name} ${pickFrom(random, ['=', '!=', '<>', '<', '<=', '>', '>=', '~', '!~'])} ${literal(random)}`;
  }
}

/** Text of the grammar over these names; whether the names bear what is said of them is another matter. */
export function sentence(random: Random, names: readonly string[], depth = 3): string {
  if (depth <= 0 || random(3) > 0) return condition(random, names, depth);
  const joined = `${sentence(random, names, depth - 1)} ${pickFrom(random, ['and', 'OR'])} ${sentence(random, names, depth - 1)}`;
  return `${random(3) === 0 ? 'not ' : ''}(${joined})`;
}

/** Noise in one of three, a mutated sentence else. The same text for the same seed. */
export function randomFilter(seed: number, names: readonly string[]): string {
  const random = randomFrom(seed);
  for (let warm = 0; warm < 3; warm += 1) random(2);
  if (random(3) === 0) return Array.from({ length: random(30) }, () => pickFrom(random, noise)).join('');
  const characters = Array.from(sentence(random, names));
  for (let changes = random(4); changes > 0; changes -= 1) {
    const place = random(characters.length + 1);
    switch (random(4)) {
      case 0:
        characters.splice(place, 1 + random(3));
        break;
      case 1:
        characters.splice(place, 0, pickFrom(random, noise));
        break;
      case 2:
        characters.splice(place, 0, ...characters.slice(place, place + random(12)));
        break;
      default:
        characters.length = Math.max(0, place);
    }
  }
  return characters.join('');
}
