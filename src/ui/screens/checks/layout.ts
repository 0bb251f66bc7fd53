/** How a checks screen is divided: a line of what was asked, the list, a rule, the detail. */
export const linesAbove = 1;

export function checkHeights(height: number): { readonly list: number; readonly detail: number } {
  const detail = Math.max(3, Math.floor((height - linesAbove - 1) * 0.45));
  return { list: Math.max(2, height - linesAbove - 1 - detail), detail };
}
