/** JavaScript as a small tree, and as lines no longer than people like them. Pure. */

/** A text is code as it stands; the arguments of a call and what is in braces are broken over lines where they are too long. */
export type Code =
  | string
  | { readonly type: 'object'; readonly entries: readonly (readonly [string, Code])[] }
  | { readonly type: 'list'; readonly items: readonly Code[] }
  | { readonly type: 'call'; readonly called: string; readonly args: readonly Code[] };

const longestLine = 110;

export function object(entries: readonly (readonly [string, Code | null])[]): Code {
  return {
    type: 'object',
    entries: entries.filter((entry): entry is readonly [string, Code] => entry[1] !== null),
  };
}

export function list(items: readonly Code[]): Code {
  return { type: 'list', items };
}

export function call(called: string, ...args: readonly Code[]): Code {
  return { type: 'call', called, args };
}

/** Printed at so many columns of indentation, of which the first line has none; `rest` columns follow on the last one. */
export function print(code: Code, indent: number, rest = 0): string {
  const flat = inOneLine(code);
  if (typeof code === 'string' || (!flat.includes('\n') && indent + flat.length + rest <= longestLine))
    return flat;
  const inner = ' '.repeat(indent + 2);
  const outer = ' '.repeat(indent);
  const lines = (items: readonly string[]) => items.map((item) => `${inner}${item},\n`).join('');
  switch (code.type) {
    case 'object': {
      const items = code.entries.map(([key, value]) =>
        value === key ? key : `${property(key)}: ${print(value, indent + 2, property(key).length + 3)}`,
      );
      return `{\n${lines(items)}${outer}}`;
    }
    case 'list':
      return `[\n${lines(code.items.map((item) => print(item, indent + 2, 1)))}${outer}]`;
    case 'call': {
      const [only, ...others] = code.args;
      if (only !== undefined && others.length === 0 && typeof only !== 'string')
        return `${code.called}(${print(only, indent, code.called.length + 2)})`;
      return `${code.called}(\n${lines(code.args.map((item) => print(item, indent + 2, 1)))}${outer})`;
    }
  }
}

function inOneLine(code: Code): string {
  if (typeof code === 'string') return code;
  switch (code.type) {
    case 'object': {
      if (code.entries.length === 0) return '{}';
      const items = code.entries.map(([key, value]) =>
        value === key ? key : `${property(key)}: ${inOneLine(value)}`,
      );
      return `{ ${items.join(', ')} }`;
    }
    case 'list':
      return `[${code.items.map(inOneLine).join(', ')}]`;
    case 'call':
      return `${code.called}(${code.args.map(inOneLine).join(', ')})`;
  }
}

/** `name`, or `'a name'`. */
function property(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : text(key);
}

/** A string literal; what has line breaks or both kinds of quotes is a template. */
export function text(value: string): string {
  const isPlain = !/[\\\n\r\u2028\u2029]/.test(value);
  if (isPlain && !value.includes("'")) return `'${value}'`;
  if (isPlain && !value.includes('"')) return `"${value}"`;
  const escaped = value.replace(/[\\`]|\$\{/g, (found) => `\\${found}`).replaceAll('\r', String.raw`\r`);
  return `\`${escaped}\``;
}
