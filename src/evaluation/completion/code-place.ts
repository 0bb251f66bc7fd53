/** Where the cursor stands in unfinished code: behind a dot, in a string, at a key, and inside of which calls and literals. */
import { type CodeToken, lexCode } from '../syntax/lex-code.ts';

/** One step of an expression such as `User.scope('active').findAll`. */
export type ChainStep =
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'call' }
  | { readonly type: 'index'; readonly index: string }
  | { readonly type: 'group'; readonly isAwaited: boolean; readonly chain: readonly ChainStep[] };

/** A bracket that is open at the cursor. */
export interface OpenFrame {
  readonly open: '(' | '[' | '{';
  /** For a call: what is called. Empty where a parenthesis is no call. */
  readonly callee: readonly ChainStep[];
  /** Commas passed in it. */
  position: number;
  /** In an object literal the key whose value is being typed; null at a key. */
  key: string | null;
  /** In an object literal the keys with a string or a name for a value, so far. */
  readonly said: Map<string, string>;
}

export interface CodePosition {
  /** What is typed of the word or the string, and where it begins. */
  readonly typed: string;
  readonly from: number;
  readonly at:
    | { readonly type: 'member'; readonly object: readonly ChainStep[] }
    | { readonly type: 'string' }
    | { readonly type: 'word' }
    /** In a comment, a number, a template: nothing is known there. */
    | { readonly type: 'nowhere' };
  /** The outermost first. */
  readonly frames: readonly OpenFrame[];
}

export function codePosition(text: string, cursor: number): CodePosition {
  const before = text.slice(0, cursor);
  const { tokens, open } = lexCode(before);
  const partners = partnersOf(tokens);
  const last = tokens.at(-1);
  const opened = open.at(-1);
  const nowhere: CodePosition = { typed: '', from: cursor, at: { type: 'nowhere' }, frames: [] };
  if (opened === '//' || opened === '/*' || opened === '`') return nowhere;
  if ((opened === "'" || opened === '"') && last !== undefined) {
    const frames = framesOf(tokens.slice(0, -1), partners);
    return { typed: last.text, from: last.start + 1, at: { type: 'string' }, frames };
  }
  if (last?.type === 'number' && last.end === cursor) return nowhere;
  const isTyping = last?.type === 'name' && last.end === cursor;
  const typed = isTyping ? last.text : '';
  const passed = isTyping ? tokens.slice(0, -1) : tokens;
  const from = cursor - typed.length;
  const frames = framesOf(passed, partners);
  const dot = passed.at(-1);
  if (dot?.text === '.' || dot?.text === '?.') {
    const object = chainUpTo(passed, passed.length - 2, partners);
    return { typed, from, at: { type: 'member', object }, frames };
  }
  return { typed, from, at: { type: 'word' }, frames };
}

/** Of each closing bracket the token that opened it. */
function partnersOf(tokens: readonly CodeToken[]): ReadonlyMap<number, number> {
  const partners = new Map<number, number>();
  const open: number[] = [];
  for (const [index, { type, text }] of tokens.entries()) {
    if (type !== 'punctuation') continue;
    if (text === '(' || text === '[' || text === '{') open.push(index);
    else if (text === ')' || text === ']' || text === '}') {
      const partner = open.pop();
      if (partner !== undefined) partners.set(index, partner);
    }
  }
  return partners;
}

function framesOf(tokens: readonly CodeToken[], partners: ReadonlyMap<number, number>): readonly OpenFrame[] {
  const frames: OpenFrame[] = [];
  for (const [index, token] of tokens.entries()) {
    const frame = frames.at(-1);
    if (token.type !== 'punctuation') {
      if (frame?.key != null && (token.type === 'string' || token.type === 'name')) {
        if (!frame.said.has(frame.key)) frame.said.set(frame.key, token.text);
      }
      continue;
    }
    switch (token.text) {
      case '(':
      case '[':
      case '{': {
        const callee = token.text === '(' ? chainUpTo(tokens, index - 1, partners) : [];
        frames.push({ open: token.text, callee, position: 0, key: null, said: new Map() });
        break;
      }
      case ')':
      case ']':
      case '}':
        frames.pop();
        break;
      case ',':
        if (frame !== undefined) {
          frame.position += 1;
          frame.key = null;
        }
        break;
      case ':':
        if (frame?.open === '{' && frame.key === null) frame.key = keyBefore(tokens, index, partners);
        break;
      default:
        break;
    }
  }
  return frames;
}

/** `where`, `'where'`, or the last name of a computed key: `[Op.or]` is `Op.or`. */
function keyBefore(
  tokens: readonly CodeToken[],
  colon: number,
  partners: ReadonlyMap<number, number>,
): string {
  const token = tokens[colon - 1];
  if (token?.text !== ']') return token?.text ?? '';
  const from = partners.get(colon - 1) ?? colon;
  return tokens
    .slice(from + 1, colon - 1)
    .map(({ text }) => text)
    .join('');
}

/** The expression whose last token is at `end`; empty where none ends there. */
function chainUpTo(
  tokens: readonly CodeToken[],
  end: number,
  partners: ReadonlyMap<number, number>,
): readonly ChainStep[] {
  const steps: ChainStep[] = [];
  for (let at = end; at >= 0;) {
    const token = tokens[at];
    if (token?.type === 'name') {
      steps.unshift({ type: 'name', name: token.text });
      const joint = tokens[at - 1]?.text;
      if (joint !== '.' && joint !== '?.') return steps;
      at -= 2;
      continue;
    }
    if (token?.type !== 'punctuation' || (token.text !== ')' && token.text !== ']')) break;
    const partner = partners.get(at);
    if (partner === undefined) break;
    const before = tokens[partner - 1];
    const isGoingOn = before?.type === 'name' || before?.text === ')' || before?.text === ']';
    if (token.text === ']') {
      if (!isGoingOn) break;
      const index = tokens.slice(partner + 1, at);
      steps.unshift({ type: 'index', index: index.length === 1 ? (index[0]?.text ?? '') : '' });
    } else if (isGoingOn && !/^(?:await|return|typeof|void)$/.test(before.text)) {
      steps.unshift({ type: 'call' });
    } else {
      const isAwaited = tokens[partner + 1]?.text === 'await';
      const inner = tokens.slice(0, at);
      steps.unshift({ type: 'group', isAwaited, chain: chainUpTo(inner, at - 1, partners) });
      return steps;
    }
    at = partner - 1;
  }
  return steps;
}
