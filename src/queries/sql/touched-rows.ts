/**
 * The statement that counts the rows another one would touch, made of its own words: the same tables, the same condition,
 * and nothing that is executed but the count.
 */
import { mainOfWith, outermost } from './classify.ts';
import { isSymbol, isWord, meaningful, nameOf, scanSql, type SqlToken } from './scan.ts';

export interface TouchedRows {
  /** The table as it is written; several are joined by commas. */
  readonly target: string;
  /** Null where the number stands in the statement. */
  readonly countSql: string | null;
  /** The number, where it does. */
  readonly rows: number | null;
  /** True where no more rows than counted are touched: an INSERT may leave some out. */
  readonly isMost: boolean;
}

/** Null for a statement of which nothing can be counted this way; the planner can be asked for it. */
export function touchedRows(statement: string): TouchedRows | null {
  const tokens = meaningful(scanSql(statement));
  const isWith = isWord(tokens[0], 'WITH');
  const main = isWith ? mainOfWith(tokens, 0) : 0;
  if (main === null) return null;
  const verb = tokens[main];
  if (verb === undefined) return null;
  const prefix = isWith ? statement.slice(0, verb.from) : '';
  // A named query that changes rows would do so when it is counted with.
  if (isWith && tokens.slice(0, main).some((token) => isWord(token, 'INSERT', 'UPDATE', 'DELETE', 'MERGE')))
    return null;
  const rest = tokens.slice(main + 1);
  switch (verb.text.toUpperCase()) {
    case 'UPDATE':
      return counted(statement, prefix, rest, 'SET', 'FROM');
    case 'DELETE':
      return isWord(rest[0], 'FROM') ? counted(statement, prefix, rest.slice(1), null, 'USING') : null;
    case 'INSERT':
      return inserted(statement, prefix, rest);
    case 'TRUNCATE':
      return isWith ? null : emptied(statement, rest, 'TABLE');
    case 'DROP':
      return isWith || !isWord(rest[0], 'TABLE') ? null : emptied(statement, rest, 'TABLE');
    default:
      return null;
  }
}

interface Target {
  /** As written, ONLY and alias included. */
  readonly text: string;
  readonly name: string;
  /** What its columns are called by. */
  readonly alias: string;
  /** Index of the token behind it. */
  readonly next: number;
}

/** `[ONLY] name [*] [[AS] alias]`, ending at one of the words. */
function readTarget(statement: string, tokens: readonly SqlToken[], ends: readonly string[]): Target | null {
  let index = isWord(tokens[0], 'ONLY') ? 1 : 0;
  const start = tokens[index];
  if (start === undefined || nameOf(start) === null) return null;
  while (isSymbol(tokens[index + 1], '.')) index += 2;
  let last = tokens[index];
  const name = statement.slice(start.from, last?.to);
  let alias = last?.text ?? '';
  index += 1;
  if (isSymbol(tokens[index], '*')) last = tokens[index++];
  if (isWord(tokens[index], 'AS')) index += 1;
  const named = tokens[index];
  if (named !== undefined && nameOf(named) !== null && !isWord(named, ...ends)) {
    alias = named.text;
    last = named;
    index += 1;
  }
  return { text: statement.slice(tokens[0]?.from, last?.to), name, alias, next: index };
}

/** UPDATE and DELETE: the joined tables and the condition, as they stand. */
function counted(
  statement: string,
  prefix: string,
  tokens: readonly SqlToken[],
  assigns: 'SET' | null,
  joins: 'FROM' | 'USING',
): TouchedRows | null {
  const ends = [joins, 'SET', 'WHERE', 'RETURNING'];
  const target = readTarget(statement, tokens, ends);
  if (target === null || (assigns !== null && !isWord(tokens[target.next], assigns))) return null;
  const outer = outermost(tokens.slice(target.next));
  // `IS DISTINCT FROM` joins nothing.
  const join = outer.findIndex(
    (token, index) => isWord(token, joins) && !isWord(outer[index - 1], 'DISTINCT'),
  );
  const where = outer.findIndex((token) => isWord(token, 'WHERE'));
  const returning = outer.findIndex((token) => isWord(token, 'RETURNING'));
  const part = (from: number, ends: readonly number[]): string => {
    const token = outer[from];
    if (token === undefined) return '';
    const end = ends.filter((index) => index > from).map((index) => outer[index]?.from ?? statement.length);
    return statement.slice(token.to, Math.min(statement.length, ...end)).trim();
  };
  const joined = part(join, [where, returning]);
  const condition = part(where, [returning]);
  if (/^current\s+of\b/i.test(condition))
    return { target: target.name, countSql: null, rows: 1, isMost: true };
  const filter = condition === '' ? '' : ` WHERE ${condition}\n`;
  const rows = `${target.text}${joined === '' ? '' : `, ${joined}\n`}${filter}`;
  // A row that is joined several times is changed once.
  const countSql =
    joined === ''
      ? `${prefix}SELECT count(*) FROM ${rows}`
      : `${prefix}SELECT count(*) FROM (SELECT DISTINCT ${target.alias}.tableoid, ${target.alias}.ctid FROM ${rows}) AS touched`;
  return { target: target.name, countSql, rows: null, isMost: false };
}

function inserted(statement: string, prefix: string, tokens: readonly SqlToken[]): TouchedRows | null {
  if (!isWord(tokens[0], 'INTO')) return null;
  const target = readTarget(statement, tokens.slice(1), [
    'DEFAULT',
    'VALUES',
    'SELECT',
    'TABLE',
    'WITH',
    'OVERRIDING',
  ]);
  if (target === null) return null;
  const rest = tokens.slice(1 + target.next);
  const outer = outermost(rest);
  const source = outer.find((token) => isWord(token, 'DEFAULT', 'VALUES', 'SELECT', 'TABLE', 'WITH'));
  const isMost = outer.some((token) => isWord(token, 'CONFLICT'));
  const found = { target: target.name, countSql: null, rows: null, isMost };
  if (source === undefined) return null;
  if (isWord(source, 'DEFAULT')) return { ...found, rows: 1 };
  if (isWord(source, 'WITH')) return null;
  const conflict = outer.findIndex(
    (token, index) => isWord(token, 'ON') && isWord(outer[index + 1], 'CONFLICT'),
  );
  const end = [outer[conflict], outer.find((token) => isWord(token, 'RETURNING'))]
    .map((token) => token?.from ?? statement.length)
    .reduce((least, offset) => Math.min(least, offset));
  if (isWord(source, 'VALUES')) {
    return { ...found, rows: rowsOfValues(rest.filter(({ from }) => from >= source.to && from < end)) };
  }
  return {
    ...found,
    countSql: `${prefix}SELECT count(*) FROM (${statement.slice(source.from, end)}\n) AS touched`,
  };
}

/** Lists in parentheses, one after the other. */
function rowsOfValues(tokens: readonly SqlToken[]): number {
  let depth = 0;
  let rows = 0;
  for (const token of tokens) {
    if (isSymbol(token, '(', '[')) {
      if (depth === 0) rows += 1;
      depth += 1;
    } else if (isSymbol(token, ')', ']')) depth -= 1;
  }
  return rows;
}

/** TRUNCATE and DROP TABLE: all rows of all that they name. */
function emptied(statement: string, tokens: readonly SqlToken[], noise: string): TouchedRows | null {
  let rest = isWord(tokens[0], noise) ? tokens.slice(1) : tokens;
  if (isWord(rest[0], 'IF') && isWord(rest[1], 'EXISTS')) rest = rest.slice(2);
  const names: string[] = [];
  for (;;) {
    const target = readTarget(statement, rest, ['CASCADE', 'RESTRICT', 'RESTART', 'CONTINUE']);
    if (target === null) break;
    names.push(target.name);
    rest = rest.slice(target.next);
    if (!isSymbol(rest[0], ',')) break;
    rest = rest.slice(1);
  }
  if (names.length === 0) return null;
  const sum = names.map((name) => `(SELECT count(*) FROM ${name})`).join(' + ');
  return { target: names.join(', '), countSql: `SELECT ${sum}`, rows: null, isMost: false };
}
