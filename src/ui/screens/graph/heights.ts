/** How a graph screen of a height is divided: a line of heads, the boxes, a rule, and the details below it. */

/** The line above the boxes. */
export const headLines = 1;

export function graphHeights(height: number): { readonly boxes: number; readonly details: number } {
  const details = height >= 40 ? 7 : height >= 16 ? 4 : 2;
  return { boxes: Math.max(3, height - headLines - 1 - details), details };
}
