/** The tables that a statement names, with what they are called there: whose columns can be typed in it. */
import { isSymbol, isWord, meaningful, nameOf, scanSql, type SqlToken } from '../scan.ts';

export interface UsedTable {
  /** Null where it was left out. */
  readonly schema: string | null;
  readonly name: string;
  /** Null without an alias. */
  readonly alias: string | null;
}

const openers = ['FROM', 'JOIN', 'INTO', 'UPDATE', 'USING', 'TABLE', 'TRUNCATE'];
const notAnAlias = new Set(
  'on using where set join left right inner full cross natural group order having limit offset union intersect except returning values select default window for as when lateral tablesample fetch cascade restrict'.split(
    ' ',
  ),
);

/** In the order they stand; of subqueries too. */
export function tablesIn(statement: string): readonly UsedTable[] {
  const tokens = meaningful(scanSql(statement));
  const used: UsedTable[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    if (!isWord(tokens[index], ...openers) || isWord(tokens[index - 1], 'DISTINCT')) continue;
    let next = index + 1;
    for (;;) {
      const read = readUsed(tokens, next);
      if (read === null) break;
      used.push(read.table);
      next = read.next;
      if (!isSymbol(tokens[next], ',')) break;
      next += 1;
    }
  }
  return used;
}

/** Names of `WITH name AS (…)`. */
export function namedQueriesIn(statement: string): readonly string[] {
  const tokens = meaningful(scanSql(statement));
  if (!tokens.some((token) => isWord(token, 'WITH'))) return [];
  return tokens.flatMap((token, index) => {
    const isNamed =
      isWord(tokens[index + 1], 'AS') &&
      (isSymbol(tokens[index + 2], '(') || isWord(tokens[index + 2], 'MATERIALIZED', 'NOT'));
    const name = isNamed ? nameOf(token) : null;
    return name === null ? [] : [name];
  });
}

function readUsed(
  tokens: readonly SqlToken[],
  from: number,
): { readonly table: UsedTable; readonly next: number } | null {
  let next = isWord(tokens[from], 'ONLY', 'LATERAL') ? from + 1 : from;
  const first = nameAt(tokens, next);
  if (first === null || notAnAlias.has(first)) return null;
  next += 1;
  let [schema, name]: readonly [string | null, string] = [null, first];
  if (isSymbol(tokens[next], '.')) {
    const second = nameAt(tokens, next + 1);
    if (second === null) return { table: { schema: first, name: '', alias: null }, next: next + 1 };
    [schema, name] = [first, second];
    next += 2;
  }
  if (isSymbol(tokens[next], '(')) return null;
  if (isWord(tokens[next], 'AS')) next += 1;
  const alias = nameAt(tokens, next);
  if (alias === null || notAnAlias.has(alias)) return { table: { schema, name, alias: null }, next };
  return { table: { schema, name, alias }, next: next + 1 };
}

function nameAt(tokens: readonly SqlToken[], index: number): string | null {
  const token = tokens[index];
  return token === undefined ? null : nameOf(token);
}
