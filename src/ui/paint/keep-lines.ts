/** Keeps the painted lines of a list from one painting to the next: a key changes two lines of fifty, and only those are made. */

/**
 * Paints `items`, each by `paint` with its index, or takes the line that it had the last time. `look` is all that a line depends
 * on besides its item: when a part of it is another value, every line is made anew. An item of null is never kept. Items are told
 * apart by identity, and nothing outlives the next call.
 */
export function keepLines(): (
  look: readonly unknown[],
  items: readonly (object | null)[],
  paint: (index: number) => string,
) => readonly string[] {
  let lastLook: readonly unknown[] = [];
  let last = new Map<object, string>();
  return (look, items, paint) => {
    const isSame = look.length === lastLook.length && look.every((part, index) => part === lastLook[index]);
    const known = isSame ? last : new Map<object, string>();
    const kept = new Map<object, string>();
    const lines = items.map((item, index) => {
      if (item === null) return paint(index);
      const line = known.get(item) ?? paint(index);
      kept.set(item, line);
      return line;
    });
    lastLook = look;
    last = kept;
    return lines;
  };
}
