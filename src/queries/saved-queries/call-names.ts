/** How code calls saved queries: `unseen-devices` as `unseenDevices`, `reports/weekly` as `reportsWeekly`. */

/**
 * What code may call each query by, its own name first. A name that several queries would have in camel case is that of the one whose
 * file has it, or of the first.
 */
export function callNames(names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const taken = new Set(names);
  return new Map(
    names.map((name) => {
      const short = camelCased(name);
      if (taken.has(short)) return [name, [name]];
      taken.add(short);
      return [name, [name, short]];
    }),
  );
}

/** The letters between what no identifier has begin large. */
function camelCased(name: string): string {
  const words = name.split(/[^\p{ID_Continue}$]+/u).filter((word) => word !== '');
  const joined = words
    .map((word, index) => (index === 0 ? word : word.slice(0, 1).toUpperCase() + word.slice(1)))
    .join('');
  return /^[\p{ID_Start}$_]/u.test(joined) ? joined : `_${joined}`;
}

/** As it is written behind a name: `.unseenDevices`, or `['2024']` for what is no identifier. */
export function memberText(names: readonly string[]): string {
  const written = names.find((name) => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name));
  return written === undefined ? `['${names[0] ?? ''}']` : `.${written}`;
}
