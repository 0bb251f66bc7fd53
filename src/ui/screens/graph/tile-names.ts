/** What stands in a tile: names, one a line where there is room for some, otherwise one after the other. Pure. */
import { cellWidth } from '../../../text/fit-cell.ts';

/** From so many lines on a list is easier to read than a text, though it holds less. */
const leastList = 5;

/** At most `height` lines; of what does not fit a list says how many there are, and a text is cut by whoever paints it. */
export function nameLines(names: readonly string[], width: number, height: number): readonly string[] {
  if (names.length <= height) return names;
  if (height < leastList) return joinedNames(names, width, height);
  const shown = names.slice(0, height - 1);
  return [...shown, `… ${String(names.length - shown.length)} more`];
}

/** As many of the parts as have room, the first one always. */
export function fittingParts(parts: readonly string[], width: number): string {
  const joined = parts.join(' · ');
  return parts.length > 1 && cellWidth(joined) > width ? fittingParts(parts.slice(0, -1), width) : joined;
}

/** Whole names in each line; all that is left in the last. */
function joinedNames(names: readonly string[], width: number, height: number): readonly string[] {
  if (height <= 1) return [names.join(', ')];
  let first = names[0] ?? '';
  let count = 1;
  for (const name of names.slice(1)) {
    const longer = `${first}, ${name}`;
    if (cellWidth(longer) >= width) break;
    first = longer;
    count += 1;
  }
  const rest = names.slice(count);
  if (rest.length === 0) return [first];
  return [cellWidth(first) < width ? `${first},` : first, ...joinedNames(rest, width, height - 1)];
}
