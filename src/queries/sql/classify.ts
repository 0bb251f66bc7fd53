/**
 * What a statement does, as far as its words say: enough to know whether it may be read with, and what has to be asked
 * before. What a function does that is called in it the words do not say: reads are therefore sent in a read-only transaction.
 */
import { isSymbol, isWord, meaningful, scanSql, type SqlToken } from './scan.ts';

export interface StatementKind {
  /**
   * `read` gives rows and changes nothing by its own words, `write` changes rows, `schema` makes, alters or drops objects, `transaction`
   * begins and ends, `unknown` runs code that may do anything, `session` is all else.
   */
  readonly type: 'read' | 'write' | 'schema' | 'transaction' | 'unknown' | 'session';
  /** The first word, in capitals: `UPDATE`; of WITH and EXPLAIN ANALYZE the one that counts. */
  readonly verb: string;
  /** True for a read that may be put in parentheses and read page by page. */
  readonly isRowSource: boolean;
  /** True where rows are locked, which a read-only transaction refuses. */
  readonly locksRows: boolean;
  /** Why it has to be agreed to even inside a transaction; null where it has not. */
  readonly danger: 'every-row' | 'truncate' | 'drop' | null;
}

const readVerbs = ['SELECT', 'VALUES', 'TABLE'];
const writeVerbs = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'];
const types: Readonly<Record<string, StatementKind['type']>> = {
  ...Object.fromEntries([...readVerbs, 'SHOW', 'EXPLAIN', 'FETCH'].map((verb) => [verb, 'read'])),
  ...Object.fromEntries([...writeVerbs, 'TRUNCATE'].map((verb) => [verb, 'write'])),
  ...Object.fromEntries(
    [
      'CREATE',
      'ALTER',
      'DROP',
      'COMMENT',
      'GRANT',
      'REVOKE',
      'REFRESH',
      'SECURITY',
      'IMPORT',
      'REASSIGN',
    ].map((verb) => [verb, 'schema']),
  ),
  ...Object.fromEntries(
    ['BEGIN', 'START', 'COMMIT', 'END', 'ROLLBACK', 'ABORT', 'SAVEPOINT', 'RELEASE'].map((verb) => [
      verb,
      'transaction',
    ]),
  ),
  ...Object.fromEntries(['CALL', 'DO', 'EXECUTE'].map((verb) => [verb, 'unknown'])),
};

/** Of one statement, without its semicolon. */
export function classifyStatement(statement: string): StatementKind {
  return classifyTokens(meaningful(scanSql(statement)));
}

function classifyTokens(tokens: readonly SqlToken[]): StatementKind {
  const first = tokens.findIndex((token) => !isSymbol(token, '('));
  const verb = verbOf(tokens[first]);
  if (verb === 'EXPLAIN') return classifyExplain(tokens.slice(first + 1));
  if (verb === 'WITH') return classifyWith(tokens, first);
  if (verb === 'COPY') {
    const isFrom = outermost(tokens).some((token) => isWord(token, 'FROM'));
    return kindOf(isFrom ? 'write' : 'read', verb);
  }
  if (verb === 'PREPARE' && isWord(tokens[first + 1], 'TRANSACTION')) return kindOf('transaction', verb);
  if (readVerbs.includes(verb)) return classifyRead(tokens, verb);
  return { ...kindOf(types[verb] ?? 'session', verb), danger: dangerOf(tokens, verb) };
}

function kindOf(type: StatementKind['type'], verb: string): StatementKind {
  return { type, verb, isRowSource: false, locksRows: false, danger: null };
}

function classifyRead(tokens: readonly SqlToken[], verb: string): StatementKind {
  const outer = outermost(tokens);
  // SELECT … INTO makes a table.
  if (verb === 'SELECT' && outer.some((token) => isWord(token, 'INTO'))) return kindOf('schema', verb);
  const locksRows = tokens.some(
    (token, index) => isWord(token, 'FOR') && isWord(tokens[index + 1], 'UPDATE', 'SHARE', 'NO', 'KEY'),
  );
  return { ...kindOf('read', verb), isRowSource: !locksRows, locksRows };
}

/** What is explained runs only with ANALYZE; then it does what it does alone. */
function classifyExplain(tokens: readonly SqlToken[]): StatementKind {
  const start = tokens.findIndex((token) =>
    isWord(token, ...readVerbs, ...writeVerbs, 'WITH', 'CREATE', 'REFRESH', 'EXECUTE', 'DECLARE'),
  );
  const options = start < 0 ? tokens : tokens.slice(0, start);
  const analyze = options.findIndex((token) => isWord(token, 'ANALYZE', 'ANALYSE'));
  const isOff = analyze >= 0 && /^(?:false|off|0)$/i.test(options[analyze + 1]?.text ?? '');
  if (start < 0 || analyze < 0 || isOff) return kindOf('read', 'EXPLAIN');
  return { ...classifyTokens(tokens.slice(start)), isRowSource: false };
}

/** The statement behind the named queries; these may change rows themselves (manual, 7.8.4). */
function classifyWith(tokens: readonly SqlToken[], first: number): StatementKind {
  const inner = tokens.find(
    (token, index) => isWord(token, ...writeVerbs) && isSymbol(tokens[index - 1], '('),
  );
  const main = mainOfWith(tokens, first);
  const kind = main === null ? kindOf('read', 'WITH') : classifyTokens(tokens.slice(main));
  if (inner === undefined || kind.type === 'write') return kind;
  return { ...kind, type: 'write', verb: inner.text.toUpperCase(), isRowSource: false };
}

/** The index of the first word of the statement that named queries stand before. */
export function mainOfWith(tokens: readonly SqlToken[], first: number): number | null {
  let depth = 0;
  for (let index = first + 1; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (isSymbol(token, '(')) {
      // A list of names, a query, or the main statement in parentheses: that one stands behind a closing one.
      if (depth === 0 && isSymbol(tokens[index - 1], ')')) return index;
      depth += 1;
    } else if (isSymbol(token, ')')) depth -= 1;
    else if (depth === 0 && isWord(token, ...readVerbs, ...writeVerbs)) return index;
  }
  return null;
}

function dangerOf(tokens: readonly SqlToken[], verb: string): StatementKind['danger'] {
  if (verb === 'TRUNCATE') return 'truncate';
  if (verb === 'DROP') return 'drop';
  const outer = outermost(tokens);
  if (verb === 'ALTER') {
    return outer.some((token, index) => isWord(token, 'DROP') && dropsObject(outer[index + 1]))
      ? 'drop'
      : null;
  }
  if (verb !== 'UPDATE' && verb !== 'DELETE') return null;
  return outer.some((token) => isWord(token, 'WHERE')) ? null : 'every-row';
}

/** ALTER … DROP of what says something of a column, or of a rule about rows, loses none. */
function dropsObject(token: SqlToken | undefined): boolean {
  return !isWord(token, 'NOT', 'DEFAULT', 'IDENTITY', 'EXPRESSION', 'CONSTRAINT');
}

/** The tokens outside of parentheses and brackets. */
export function outermost(tokens: readonly SqlToken[]): readonly SqlToken[] {
  let depth = 0;
  return tokens.filter((token) => {
    if (isSymbol(token, '(', '[')) depth += 1;
    else if (isSymbol(token, ')', ']')) depth -= 1;
    else return depth === 0;
    return false;
  });
}

function verbOf(token: SqlToken | undefined): string {
  return token?.type === 'word' ? token.text.toUpperCase() : '';
}
