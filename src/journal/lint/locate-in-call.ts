/** Where within a call a name stands: a finding about one column of a long `createTable` points at that column. */
import type { FindingLines } from './ignore-comments.ts';
import type { CallPlace } from './record/recording.ts';

export interface LocatedHit {
  readonly place: CallPlace;
  /** From the call to the place. */
  readonly lines: FindingLines;
}

/** The place of the call itself where the name does not stand in it. */
export function locateInCall(source: string, call: CallPlace, word: string | undefined): LocatedHit {
  const start = offsetOf(source, call);
  const end = endOfCall(source, start);
  const at = word === undefined ? -1 : indexOfWord(source.slice(start, end), word);
  const place = at < 0 ? call : placeOf(source, start + at);
  return { place, lines: { first: call.line, last: Math.max(place.line, call.line) } };
}

function offsetOf(source: string, { line, column }: CallPlace): number {
  let offset = 0;
  for (let number = 1; number < line; number += 1) {
    const next = source.indexOf('\n', offset);
    if (next < 0) return source.length;
    offset = next + 1;
  }
  return Math.min(source.length, offset + column - 1);
}

function placeOf(source: string, offset: number): CallPlace {
  const before = source.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** Strings, templates and comments, whose parentheses are text. */
const opaque = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|\/\/[^\n]*|\/\*[^]*?\*\//y;

/** Just after the parenthesis that closes the first one opened from `start` on. */
function endOfCall(source: string, start: number): number {
  let depth = 0;
  for (let at = start; at < source.length; at += 1) {
    opaque.lastIndex = at;
    const skipped = opaque.exec(source);
    if (skipped !== null) {
      at += skipped[0].length - 1;
      continue;
    }
    const character = source[at];
    if (character === '(') depth += 1;
    if (character === ')') {
      depth -= 1;
      if (depth <= 0) return at + 1;
    }
  }
  return source.length;
}

function indexOfWord(text: string, word: string): number {
  const escaped = word.replace(/[^\w]/g, '\\$&');
  const match = new RegExp(`(?<![\\w$])${escaped}(?![\\w$])`).exec(text);
  return match === null ? -1 : match.index;
}
