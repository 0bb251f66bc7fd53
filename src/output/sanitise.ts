/**
 * Makes text harmless for a terminal: afterwards it holds no control character, no lone surrogate and nothing that
 * reorders what stands beside it. Pure; letters of every script are left alone.
 */

/** Other_control, surrogates that stand alone (the `u` flag sees pairs as one), bidi controls, line and paragraph separators. */
const unsafe = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]/gu;

/**
 * One line of safe text. C0 controls become control pictures (U+2400 onwards; a line feed `⏎` and a tab `→`, as people
 * know them), C1 controls and lone surrogates `�`, bidi controls `·`. Every replacement is one cell wide.
 */
export function sanitiseLine(text: string): string {
  return isPlain(text) ? text : text.replace(unsafe, pictureOf);
}

/** The same for text of several lines: line breaks stay, tabs become four spaces. */
export function sanitiseText(text: string): string {
  return text
    .split(/\r\n|\n|\r/)
    .map((line) => sanitiseLine(line.replaceAll('\t', '    ')))
    .join('\n');
}

/** True for printable ASCII only: the common case, decided without a regular expression over code points. */
function isPlain(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x20 || unit > 0x7e) return false;
  }
  return true;
}

function pictureOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0x0a || code === 0x2028 || code === 0x2029) return '⏎';
  if (code === 0x09) return '→';
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '␡';
  if (code < 0xa0 || (code >= 0xd800 && code <= 0xdfff)) return '\ufffd';
  return '·';
}
