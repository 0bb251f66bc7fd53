/**
 * The parameters of a function as its author named them, read off its source: the only trace of them at run time.
 */

/** Names in order, defaults left out, a destructured parameter as written. [] when the source cannot be read. */
export function functionParameters(subject: (...values: never[]) => unknown): readonly string[] {
  const source = Function.prototype.toString.call(subject);
  const bare = /^(?:async\s+)?([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*=>/u.exec(source);
  if (bare?.[1] !== undefined) return [bare[1]];
  const start = source.indexOf('(');
  if (start < 0 || source.includes('[native code]')) return [];
  return splitTopLevel(source.slice(start + 1))
    .map(nameOf)
    .filter((name) => name !== '');
}

/** Source text up to the bracket that closes the list it stands in, split at the commas of that list; comments left out. */
export function splitTopLevel(source: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const piece of source.matchAll(
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|(["'`])(?:\\[\s\S]|(?!\1)[^\\])*\1|[\s\S]/g,
  )) {
    const text = piece[0];
    if (text.startsWith('/*') || text.startsWith('//')) continue;
    if (depth === 0 && ')]}'.includes(text)) break;
    if (text === ',' && depth === 0) {
      parts.push(part);
      part = '';
      continue;
    }
    if ('([{'.includes(text)) depth += 1;
    if (')]}'.includes(text)) depth -= 1;
    part += text;
  }
  return [...parts, part];
}

/** The text before the default value: the first `=` outside a pattern. */
function nameOf(parameter: string): string {
  const trimmed = parameter.trim().replace(/\s+/g, ' ');
  let depth = 0;
  for (let index = 0; index < trimmed.length; index += 1) {
    const character = trimmed.charAt(index);
    if ('[{'.includes(character)) depth += 1;
    else if (']}'.includes(character)) depth -= 1;
    else if (character === '=' && depth === 0) return trimmed.slice(0, index).trim();
  }
  return trimmed;
}
