/**
 * SQL text → tokens, by the lexical rules of PostgreSQL (manual, 4.1), with what psql adds: `:name` for a parameter and a
 * backslash for a command. Never fails: what is not closed reaches to the end. The tokens joined are the text.
 */

export type SqlTokenType =
  /** Blanks and line breaks. */
  | 'space'
  | 'comment'
  /** A key word or an identifier without quotes. */
  | 'word'
  /** `"Name"` */
  | 'quoted'
  /** Of every kind: `'…'`, `E'…'`, `$tag$…$tag$`. */
  | 'string'
  | 'number'
  /** `$1` */
  | 'positional'
  /** `:name`, where it is neither part of `::` nor of an array's slice. */
  | 'named'
  /** One character, or `::`, or `:=`. */
  | 'symbol';

export interface SqlToken {
  readonly type: SqlTokenType;
  /** UTF-16 offsets, `to` excluded. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** False for a string, a name or a comment that the text ends in. */
  readonly isClosed: boolean;
}

const letter = 'A-Za-z_\\u0080-\\uffff';
const patterns: readonly (readonly [SqlTokenType, RegExp])[] = [
  ['space', /\s+/y],
  ['comment', /--[^\n\r]*/y],
  ['word', new RegExp(`[${letter}][${letter}0-9$]*`, 'y')],
  ['number', /(?:\d[\d_]*(?:\.(?!\.)\d*)?|\.\d+)(?:[eE][+-]?\d+)?\w*/y],
  ['positional', /\$\d+/y],
  ['symbol', /::|:=/y],
  ['named', new RegExp(`:[${letter}][${letter}0-9]*`, 'y')],
];
const dollarQuote = new RegExp(`\\$(?:[${letter}][${letter}0-9]*)?\\$`, 'y');
const stringPrefix = /(?:[eE]|[bBxXnN]|[uU]&)?(?=')|(?:[uU]&)?(?=")/y;

export function scanSql(text: string): readonly SqlToken[] {
  const tokens: SqlToken[] = [];
  const brackets = bracketKinds();
  for (let from = 0; from < text.length;) {
    const token = tokenAt(text, from);
    const isSlice = token.type === 'named' && brackets.isSubscript();
    // In a subscript the colon stands between the bounds of a slice.
    const kept: SqlToken = isSlice ? { ...token, type: 'symbol', to: from + 1, text: ':' } : token;
    tokens.push(kept);
    brackets.see(kept);
    from = kept.to;
  }
  return tokens;
}

function tokenAt(text: string, from: number): SqlToken {
  const quoted = quotedAt(text, from);
  if (quoted !== null) return quoted;
  for (const [type, pattern] of patterns) {
    pattern.lastIndex = from;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return tokenOf(text, type, from, from + found.length);
  }
  return tokenOf(text, 'symbol', from, from + 1);
}

function tokenOf(text: string, type: SqlTokenType, from: number, to: number, isClosed = true): SqlToken {
  return { type, from, to, text: text.slice(from, to), isClosed };
}

/** What reaches over any characters to its own end; null where none begins. */
function quotedAt(text: string, from: number): SqlToken | null {
  const first = text.charAt(from);
  if (first === '/' && text.charAt(from + 1) === '*') return blockComment(text, from);
  if (first === '$') {
    dollarQuote.lastIndex = from;
    const tag = dollarQuote.exec(text)?.[0];
    if (tag === undefined) return null;
    const end = text.indexOf(tag, from + tag.length);
    return tokenOf(text, 'string', from, end < 0 ? text.length : end + tag.length, end >= 0);
  }
  stringPrefix.lastIndex = from;
  const prefix = stringPrefix.exec(text)?.[0];
  if (prefix === undefined) return null;
  const quote = text.charAt(from + prefix.length);
  const hasEscapes = prefix.toLowerCase() === 'e';
  const end = closingQuote(text, from + prefix.length + 1, quote, hasEscapes);
  return tokenOf(text, quote === '"' ? 'quoted' : 'string', from, end ?? text.length, end !== null);
}

/** Behind the quote that closes; two in a row are one that does not. */
function closingQuote(text: string, from: number, quote: string, hasEscapes: boolean): number | null {
  for (let at = from; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (hasEscapes && character === '\\') at += 1;
    else if (character === quote) {
      if (text.charAt(at + 1) !== quote) return at + 1;
      at += 1;
    }
  }
  return null;
}

/** They nest (manual, 4.1.5). */
function blockComment(text: string, from: number): SqlToken {
  const edge = /\/\*|\*\//g;
  edge.lastIndex = from;
  let depth = 0;
  for (let found = edge.exec(text); found !== null; found = edge.exec(text)) {
    depth += found[0] === '/*' ? 1 : -1;
    if (depth === 0) return tokenOf(text, 'comment', from, edge.lastIndex);
  }
  return tokenOf(text, 'comment', from, text.length, false);
}

/** Tells the brackets of a subscript, `x[1:n]`, from those of `ARRAY[:a, :b]`, which nest. */
function bracketKinds(): { see(token: SqlToken): void; isSubscript(): boolean } {
  const open: ('subscript' | 'array' | 'round')[] = [];
  let last = '';
  return {
    see({ type, text }) {
      if (type === 'space' || type === 'comment') return;
      if (text === '[') {
        const isNested = open.at(-1) === 'array' && (last === '[' || last === ',');
        open.push(last.toUpperCase() === 'ARRAY' || isNested ? 'array' : 'subscript');
      } else if (type === 'symbol' && text === '(') open.push('round');
      else if (type === 'symbol' && (text === ']' || text === ')')) open.pop();
      last = text;
    },
    isSubscript: () => open.at(-1) === 'subscript',
  };
}

/** Without blanks and comments. */
export function meaningful(tokens: readonly SqlToken[]): readonly SqlToken[] {
  return tokens.filter(({ type }) => type !== 'space' && type !== 'comment');
}

/** The name that a token is, as the server folds it (manual, 4.1.1); null for what is no name. */
export function nameOf({ type, text }: SqlToken): string | null {
  if (type === 'word') return text.toLowerCase();
  return type === 'quoted' && text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : null;
}

/** Whether a token is that key word, in letters of either case. */
export function isWord(token: SqlToken | undefined, ...words: readonly string[]): boolean {
  return token?.type === 'word' && words.includes(token.text.toUpperCase());
}

/** Whether a token is that symbol. */
export function isSymbol(token: SqlToken | undefined, ...symbols: readonly string[]): boolean {
  return token?.type === 'symbol' && symbols.includes(token.text);
}
