/**
 * JSON with places: V8 names no line for most mistakes, so a failing text is read once more to find where it stops being
 * JSON (RFC 8259).
 */

/** A JSON text that does not parse; `line` and `column` are 1-based. */
export class JsonTextError extends SyntaxError {
  override readonly name: string = 'JsonTextError';
  readonly line: number;
  readonly column: number;

  constructor(message: string, line: number, column: number) {
    super(message);
    this.line = line;
    this.column = column;
  }
}

/** Parses `text`, a leading byte order mark allowed; throws JsonTextError. */
export function parseJsonText(text: string): unknown {
  const clean = text.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(clean);
  } catch {
    const { offset, expected } = firstMistake(clean);
    const before = clean.slice(0, offset).split('\n');
    const found = offset >= clean.length ? 'the end of the file' : `"${clean.charAt(offset)}"`;
    throw new JsonTextError(
      `Expected ${expected}, found ${found}.`,
      before.length,
      (before.at(-1)?.length ?? 0) + 1,
    );
  }
}

interface Mistake {
  readonly offset: number;
  readonly expected: string;
}

const token =
  /"(?:[^"\\\n\r\t]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Reads with a stack instead of recursion; `expecting` says what may come next. */
function firstMistake(text: string): Mistake {
  const open: ('{' | '[')[] = [];
  let offset = 0;
  let expecting: 'value' | 'value or "]"' | 'key' | 'key or "}"' | ':' | 'end of value' = 'value';
  for (;;) {
    while (/[ \t\r\n]/.test(text.charAt(offset))) offset += 1;
    const character = text.charAt(offset);
    const mistake = (expected: string): Mistake => ({ offset, expected });
    if (expecting === 'end of value') {
      const inside = open.at(-1);
      if (inside === undefined) return mistake('the end of the file');
      const closing = inside === '{' ? '}' : ']';
      if (character === ',') expecting = inside === '{' ? 'key' : 'value';
      else if (character === closing) open.pop();
      else return mistake(`"," or "${closing}"`);
      offset += 1;
    } else if (expecting === ':') {
      if (character !== ':') return mistake('":"');
      expecting = 'value';
      offset += 1;
    } else if (expecting === 'key' || expecting === 'key or "}"') {
      if (character === '}' && expecting === 'key or "}"') {
        open.pop();
        offset += 1;
        expecting = 'end of value';
        continue;
      }
      const length = character === '"' ? tokenLength(text, offset) : 0;
      if (length === 0) return mistake('a key in double quotes');
      offset += length;
      expecting = ':';
    } else if (character === '{') {
      open.push('{');
      offset += 1;
      expecting = 'key or "}"';
    } else if (character === '[') {
      open.push('[');
      offset += 1;
      expecting = 'value or "]"';
    } else if (character === ']' && expecting === 'value or "]"') {
      open.pop();
      offset += 1;
      expecting = 'end of value';
    } else {
      const length = tokenLength(text, offset);
      if (length === 0) return mistake('a value');
      offset += length;
      expecting = 'end of value';
    }
  }
}

/** Length of the string, number or word that starts at `offset`, 0 when none does. */
function tokenLength(text: string, offset: number): number {
  token.lastIndex = offset;
  return token.exec(text)?.[0].length ?? 0;
}
