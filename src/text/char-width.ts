/**
 * How many columns a code point or a grapheme takes, and which code points may reach the terminal as they are.
 * Classes are found once per code point and remembered in a table, so that nothing is computed at start-up.
 */

import { eastAsianWidth } from 'get-east-asian-width';

/** One column / two columns, and a grapheme of its own whatever stands beside it. */
export const narrowClass = 1;
export const wideClass = 2;
/** Must be replaced: C0, C1, DEL, bidi controls, lone surrogates, line separators. */
export const unsafeClass = 3;
/** May join its neighbours into one grapheme (marks, joiners, emoji parts, jamo): ask the segmenter. */
export const joiningClass = 4;

const tableSize = 0x20000;
const classes = new Uint8Array(tableSize);

/** Made when the first character beyond Latin comes: the sets of Unicode take a tenth of a command's start. */
const patterns = once(() => ({
  joining:
    /[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Regional_Indicator}\p{Emoji_Modifier}\p{Extended_Pictographic}\u1100-\u11FF\uA960-\uA97F\uD7B0-\uD7FF\u0E33\u0EB3]/u,
  zeroWidth: /^[\p{Mn}\p{Me}\p{Cf}\p{Default_Ignorable_Code_Point}\u1160-\u11FF\uD7B0-\uD7FF]+$/u,
  /** Built from text: the compiler's target is older than the `v` flag, every supported Node knows it. */
  emoji: new RegExp('^\\p{RGI_Emoji}$', 'v'),
  emojiPresentation: /\p{Emoji_Presentation}|\uFE0F/u,
}));

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** More code units in one grapheme are marks stacked to deface the screen; the longest emoji has 15. The rest counts as further graphemes. */
const longestGrapheme = 32;

let segmenter: Intl.Segmenter | null = null;

/** Length of the first grapheme of a run of emoji parts. */
const firstLengths = new Map<string, number>();
/** Columns of graphemes of several code points, or of one that may be an emoji. */
const joinedWidths = new Map<string, number>();
const mostRemembered = 4096;

function remember(answers: Map<string, number>, text: string, answer: number): void {
  if (answers.size >= mostRemembered) answers.clear();
  answers.set(text, answer);
}

/** Where the grapheme that begins at `start` ends. The segmenter (ten times dearer than all else) is asked only for those of several code points. */
export function graphemeEnd(text: string, start: number): number {
  const first = text.codePointAt(start) ?? 0;
  const end = start + (first > 0xffff ? 2 : 1);
  if (end >= text.length) return text.length;
  const following = text.codePointAt(end) ?? 0;
  if (first === 0x0d && following === 0x0a) return end + 1;
  if (charClass(following) !== joiningClass || charClass(first) === unsafeClass) return end;
  const run = joinedRun(text, start, end);
  const known = run === null ? undefined : firstLengths.get(run);
  if (known !== undefined) return start + known;
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  const shown = run ?? text.slice(start, start + longestGrapheme);
  const length = segmenter.segment(shown).containing(0)?.segment.length ?? end - start;
  if (run !== null) remember(firstLengths, run, length);
  return start + length;
}

/**
 * The character and all behind it that may join it, when these are parts of emoji: then no more of the text decides
 * where the first grapheme ends. Null for the marks of scripts, whose rules look further (Indic conjuncts).
 */
function joinedRun(text: string, start: number, firstEnd: number): string | null {
  let end = firstEnd;
  while (end < text.length && end - start < longestGrapheme) {
    const codePoint = text.codePointAt(end) ?? 0;
    if (charClass(codePoint) !== joiningClass) break;
    if (codePoint < 0x2000) return null;
    end += codePoint > 0xffff ? 2 : 1;
  }
  return text.slice(start, end);
}

/** The graphemes of `text`, in order. */
export function graphemes(text: string): string[] {
  const found: string[] = [];
  for (let start = 0; start < text.length;) {
    const end = graphemeEnd(text, start);
    found.push(text.slice(start, end));
    start = end;
  }
  return found;
}

/** The class of a code point: one of the four constants above. */
export function charClass(codePoint: number): number {
  if (codePoint >= tableSize) return classify(codePoint);
  const known = classes[codePoint] ?? 0;
  if (known !== 0) return known;
  const found = classify(codePoint);
  classes[codePoint] = found;
  return found;
}

function classify(codePoint: number): number {
  if (isUnsafe(codePoint)) return unsafeClass;
  if (codePoint < 0x300) return codePoint === 0xad ? joiningClass : narrowClass;
  if (patterns().joining.test(String.fromCodePoint(codePoint))) return joiningClass;
  return eastAsianWidth(codePoint) === 2 ? wideClass : narrowClass;
}

function isUnsafe(codePoint: number): boolean {
  return (
    codePoint < 0x20 ||
    (codePoint >= 0x7f && codePoint < 0xa0) ||
    (codePoint >= 0xd800 && codePoint <= 0xdfff) ||
    isBidiControl(codePoint) ||
    codePoint === 0x2028 ||
    codePoint === 0x2029
  );
}

/** Unicode `Bidi_Control`: can reorder the letters of the whole line, and so show a text other than the one that is there. */
function isBidiControl(codePoint: number): boolean {
  return (
    (codePoint >= 0x202a && codePoint <= 0x202e) ||
    (codePoint >= 0x2066 && codePoint <= 0x2069) ||
    codePoint === 0x200e ||
    codePoint === 0x200f ||
    codePoint === 0x61c
  );
}

/** Whether terminals of different Unicode versions may disagree on a code point that is narrow to us. */
export function isDisputed(codePoint: number): boolean {
  return (codePoint >= 0x590 && codePoint < 0x1e00) || (codePoint >= 0x2e80 && codePoint !== 0xfffd);
}

/** What is shown for an unsafe code point: always one column. */
export function pictureOf(codePoint: number): string {
  if (codePoint === 0x0a || codePoint === 0x2028 || codePoint === 0x2029) return '⏎';
  if (codePoint === 0x09) return '→';
  if (codePoint < 0x20) return String.fromCharCode(0x2400 + codePoint);
  if (codePoint === 0x7f) return '␡';
  if (isBidiControl(codePoint)) return '·';
  return '\uFFFD';
}

/**
 * Columns of one grapheme that holds no unsafe code point. An emoji takes two; otherwise the code points are added up,
 * as `wcwidth` does in most terminals: nothing for non-spacing marks and joiners, so 0 when there is nothing else.
 */
export function graphemeWidth(grapheme: string): number {
  const first = grapheme.codePointAt(0) ?? 0;
  const firstClass = charClass(first);
  if (grapheme.length === (first > 0xffff ? 2 : 1) && firstClass !== joiningClass)
    return firstClass === wideClass ? 2 : 1;
  const known = joinedWidths.get(grapheme);
  if (known !== undefined) return known;
  const columns = isEmoji(grapheme) ? 2 : sumOfWidths(grapheme);
  remember(joinedWidths, grapheme, columns);
  return columns;
}

function sumOfWidths(grapheme: string): number {
  const { zeroWidth } = patterns();
  let columns = 0;
  for (const char of grapheme) {
    if (!zeroWidth.test(char)) columns += eastAsianWidth(char.codePointAt(0) ?? 0);
  }
  return columns;
}

/** Columns Ink's own layout gives a grapheme: those of its first code point, whatever marks follow. */
export function layoutWidth(grapheme: string): number {
  if (patterns().zeroWidth.test(grapheme)) return 0;
  return isEmoji(grapheme) ? 2 : eastAsianWidth(grapheme.codePointAt(0) ?? 0);
}

function isEmoji(grapheme: string): boolean {
  const { emojiPresentation, emoji } = patterns();
  return emojiPresentation.test(grapheme) || emoji.test(grapheme);
}
