/** Text for a terminal, whole: afterwards it holds no control character and nothing that reorders what stands beside it. */
import { neutralise } from '../text/fit-cell.ts';

/** One line of safe text: what a cell would show of it, uncut (src/text/fit-cell.ts says what becomes of what). */
export function sanitiseLine(text: string): string {
  return neutralise(text);
}

/** The same for text of several lines: line breaks stay, tabs become four spaces. */
export function sanitiseText(text: string): string {
  return text
    .split(/\r\n|\n|\r/)
    .map((line) => neutralise(line.replaceAll('\t', '    ')))
    .join('\n');
}
