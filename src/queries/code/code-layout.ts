/**
 * Code as a tree of lists that is laid out like prettier does it: a list that fits stands on one line, one that does not has an
 * element a line. Knows nothing of what the code says.
 */

/** Text that is never broken, or a list in brackets. */
export type Code = string | CodeList;

export interface CodeList {
  /** What stands before the opening bracket: `sequelize.fn`, `new Date`; empty for a literal. */
  readonly before: string;
  readonly bracket: '(' | '[' | '{';
  readonly items: readonly CodeItem[];
}

export interface CodeItem {
  /** A key with its colon, or a comment; with the blank after it. */
  readonly prefix: string;
  readonly code: Code;
}

const closing = { '(': ')', '[': ']', '{': '}' } as const;

/** Columns of a line. */
const width = 100;

export function call(before: string, ...args: readonly Code[]): CodeList {
  return { before, bracket: '(', items: args.map(item) };
}

export function item(code: Code): CodeItem {
  return { prefix: '', code };
}

/** `indent` and `column` are where the code begins; `tail` so many columns that follow it on its last line. */
export function layOut(code: Code, indent = 0, column = indent, tail = 0): string {
  const flat = flatText(code);
  if (typeof code === 'string' || column + flat.length + tail <= width) return flat;
  const { before, bracket, items } = code;
  const [only] = items;
  // The one argument of a call stands in its brackets, and is broken itself.
  if (bracket === '(' && items.length === 1 && only !== undefined && isBroken(only.code)) {
    const begin = `${before}(${only.prefix}`;
    return `${begin}${layOut(only.code, indent, column + begin.length, tail + 1)})`;
  }
  if (items.length === 0) return flat;
  const inner = indent + 2;
  const lines = items.map(
    ({ prefix, code: value }) =>
      `${' '.repeat(inner)}${prefix}${layOut(value, inner, inner + prefix.length, 1)},`,
  );
  return `${before}${bracket}\n${lines.join('\n')}\n${' '.repeat(indent)}${closing[bracket]}`;
}

function isBroken(code: Code): boolean {
  return typeof code !== 'string' && code.items.length > 0;
}

function flatText(code: Code): string {
  if (typeof code === 'string') return code;
  const { before, bracket, items } = code;
  const inner = items.map(({ prefix, code: value }) => `${prefix}${flatText(value)}`).join(', ');
  const space = bracket === '{' && items.length > 0 ? ' ' : '';
  return `${before}${bracket}${space}${inner}${space}${closing[bracket]}`;
}
