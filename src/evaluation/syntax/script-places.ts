/** From a place of the script that ran back to the place that was typed. */
import type { ParsedCode } from './parse-code.ts';
import type { RewrittenCode } from './rewrite-code.ts';
import type { CodePlace } from './strip-types.ts';

export function placesOf(
  { script, originalOffset }: RewrittenCode,
  { code, typedPlace }: ParsedCode,
): (place: CodePlace) => CodePlace {
  return (place) => typedPlace(placeAt(code, originalOffset(offsetOf(script, place))));
}

function offsetOf(text: string, { line, column }: CodePlace): number {
  let start = 0;
  for (let passed = 1; passed < line; passed += 1) {
    const end = text.indexOf('\n', start);
    if (end < 0) break;
    start = end + 1;
  }
  return start + column - 1;
}

function placeAt(text: string, offset: number): CodePlace {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
