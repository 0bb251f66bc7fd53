/**
 * Points at a place in one line of text a user typed: the line, and a caret under the place. The excerpt never holds a
 * control character, so it can be printed anywhere.
 */
import { ConsoleError } from '../errors.ts';

/** A place in typed text: UTF-16 offsets, `end` exclusive. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** Characters that a terminal draws two cells wide (the East Asian and emoji blocks). */
const wideCharacter =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

const controlCharacters = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** How much of a long text an excerpt shows on either side of the place. */
const excerptReach = 60;

/** The text on one line and `^` under the character at `offset` (UTF-16); `offset` may be the end of the text. */
export function excerptAt(text: string, offset: number): string {
  const start = offset > excerptReach + 1 ? offset - excerptReach : 0;
  const end = text.length > offset + excerptReach + 1 ? offset + excerptReach : text.length;
  const before = `${start > 0 ? '…' : ''}${oneLine(text.slice(start, offset))}`;
  const after = `${oneLine(text.slice(offset, end))}${end < text.length ? '…' : ''}`;
  const padding = Array.from(before, (character) => (wideCharacter.test(character) ? '  ' : ' ')).join('');
  return `${before}${after}\n${padding}^`;
}

/** Typed text in double quotes for a message: one line, at most 40 characters. */
export function quoteTyped(text: string): string {
  const characters = Array.from(oneLine(text));
  return `"${characters.length > 40 ? `${characters.slice(0, 39).join('')}…` : characters.join('')}"`;
}

/** Control characters as blanks, lone surrogates as U+FFFD. */
function oneLine(text: string): string {
  return text.replace(controlCharacters, ' ').replace(/\p{Cs}/gu, '\ufffd');
}

/** What is wrong with typed text, and how to write it. */
export interface TypedTextFault {
  readonly code: string;
  /** What the text is: `filter`, `scope`. */
  readonly what: string;
  readonly text: string;
  /** UTF-16, 0-based. */
  readonly offset: number;
  /** The second half of the message: `nothing follows the operator "="`. */
  readonly explanation: string;
  readonly remedy: string;
}

/** A usage error whose `details` hold the excerpt and the 1-based column (UTF-16, as an editor's cursor counts). */
export function typedTextError(fault: TypedTextFault): ConsoleError {
  const column = fault.offset + 1;
  return new ConsoleError(`The ${fault.what} stops at column ${column}: ${fault.explanation}.`, {
    code: fault.code,
    kind: 'usage',
    remedy: fault.remedy,
    details: { line: 1, column, excerpt: excerptAt(fault.text, fault.offset) },
  });
}

/** `"a", "b" or "c"` of names a user may have meant; null when there is none. */
export function alternatives(names: readonly string[]): string | null {
  const quoted = names.map((name) => `"${name}"`);
  const last = quoted.pop();
  if (last === undefined) return null;
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}
