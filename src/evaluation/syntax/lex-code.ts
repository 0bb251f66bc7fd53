/**
 * Code in pieces, however unfinished it is: enough to know what is open and what stands where, for completion and for asking for
 * another line. Nothing is checked.
 */

export interface CodeToken {
  readonly type: 'name' | 'number' | 'string' | 'template' | 'regexp' | 'punctuation';
  /** As written; of a string what stands between its quotes. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface LexedCode {
  readonly tokens: readonly CodeToken[];
  /** What has no end yet, the outermost first: brackets, and a string, template or comment last. */
  readonly open: readonly ('(' | '[' | '{' | '${' | "'" | '"' | '`' | '/*' | '//')[];
}

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const namePattern = /[\p{ID_Start}$_#][\p{ID_Continue}$\u200c\u200d]*/uy;
const numberPattern = /\d[\w.]*/y;
const regexpPattern = /\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/y;
/** After these a slash begins a regular expression. */
const beforeExpression = /^(?:return|typeof|case|in|of|do|else|void|delete|await|yield|throw|new)$/;

/** Never throws. */
export function lexCode(text: string): LexedCode {
  const tokens: CodeToken[] = [];
  const brackets: ('(' | '[' | '{' | '${')[] = [];
  let at = 0;
  const add = (type: CodeToken['type'], end: number, shown = text.slice(at, end)): void => {
    tokens.push({ type, text: shown, start: at, end });
    at = end;
  };
  const match = (pattern: RegExp): number | null => {
    pattern.lastIndex = at;
    return pattern.test(text) ? pattern.lastIndex : null;
  };
  /** The offset behind a template's text: at `${` or behind the closing mark; null when it does not end. */
  const templateEnd = (from: number): number | null => {
    for (let index = from; index < text.length; index += 1) {
      const character = text[index];
      if (character === '\\') index += 1;
      else if (character === '`') return index + 1;
      else if (character === '$' && text[index + 1] === '{') return index + 2;
    }
    return null;
  };
  const openTemplate = (start: number, from: number): boolean => {
    const end = templateEnd(from);
    at = start;
    if (end === null) {
      add('template', text.length);
      return false;
    }
    if (text[end - 1] === '{') brackets.push('${');
    add('template', end);
    return true;
  };

  while (at < text.length) {
    const character = text[at] ?? '';
    if (/\s/.test(character)) {
      at += 1;
      continue;
    }
    if (text.startsWith('//', at)) {
      const end = text.indexOf('\n', at);
      if (end < 0) return { tokens, open: [...brackets, '//'] };
      at = end;
      continue;
    }
    if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      if (end < 0) return { tokens, open: [...brackets, '/*'] };
      at = end + 2;
      continue;
    }
    if (character === '`') {
      if (!openTemplate(at, at + 1)) return { tokens, open: [...brackets, '`'] };
      continue;
    }
    if (character === "'" || character === '"') {
      const end = stringEnd(text, at, character);
      const isClosed = end <= text.length && text[end - 1] === character && end - 1 > at;
      if (!isClosed && end >= text.length) {
        add('string', text.length, text.slice(at + 1));
        return { tokens, open: [...brackets, character] };
      }
      add('string', end, text.slice(at + 1, end - 1));
      continue;
    }
    const nameEnd = match(namePattern) ?? match(numberPattern);
    if (nameEnd !== null) {
      add(/\d/.test(character) ? 'number' : 'name', nameEnd);
      continue;
    }
    if (character === '/' && isExpressionNext(tokens.at(-1))) {
      const end = match(regexpPattern);
      if (end !== null) {
        add('regexp', end);
        continue;
      }
    }
    if (character === '}' && brackets.at(-1) === '${') {
      brackets.pop();
      if (!openTemplate(at, at + 1)) return { tokens, open: [...brackets, '`'] };
      continue;
    }
    if (character === '(' || character === '[' || character === '{') brackets.push(character);
    else if (character === closers[brackets.at(-1) ?? '']) brackets.pop();
    add('punctuation', at + (text.startsWith('?.', at) || text.startsWith('=>', at) ? 2 : 1));
  }
  return { tokens, open: brackets };
}

/** Behind the closing quote, or where the line ends that has none. */
function stringEnd(text: string, start: number, quote: string): number {
  for (let index = start + 1; index < text.length; index += 1) {
    const character = text[index];
    if (character === '\\') index += 1;
    else if (character === quote) return index + 1;
    else if (character === '\n') return index;
  }
  return text.length + 1;
}

function isExpressionNext(previous: CodeToken | undefined): boolean {
  if (previous === undefined) return true;
  if (previous.type === 'punctuation')
    return previous.text !== ')' && previous.text !== ']' && previous.text !== '}';
  return previous.type === 'name' && beforeExpression.test(previous.text);
}

/** True when more lines are wanted before this is evaluated: a bracket, a template or a comment is open, or a string goes on. */
export function wantsMoreLines(text: string): boolean {
  const { open } = lexCode(text);
  const last = open.at(-1);
  if (last === "'" || last === '"') return text.endsWith('\\\n');
  return open.some((opened) => opened !== '//');
}
