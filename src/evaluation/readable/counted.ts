/** A number and what it is of. */

/** `1 model`, `2 models`. */
export function counted(count: number, what: string): string {
  return `${String(count)} ${what}${count === 1 ? '' : 's'}`;
}
