/** Breaks a statement before its clauses, as people write it: nothing else of it changes. */

/** PostgreSQL's order of the clauses of SELECT; a join begins with the first word of its kind. */
const clauses =
  /^(FROM|LEFT (OUTER )?JOIN|INNER JOIN|WHERE|GROUP BY|HAVING|WINDOW|UNION|ORDER BY|LIMIT|OFFSET)\b/i;

/** A quoted name, a string, a bracket, a run of blanks, or anything else that is a word or a character. */
const tokens = /"(?:[^"]|"")*"|(?:\bE)?'(?:[^'\\]|''|\\.)*'|[()]|\s+|\w+|[^]/gy;

/** Clauses inside brackets stay where they are: a subquery is read as one. */
export function clauseLines(sql: string): string {
  let depth = 0;
  let lines = '';
  for (const match of sql.matchAll(tokens)) {
    const [token] = match;
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    const isBreak = depth === 0 && /^\s+$/.test(token) && clauses.test(sql.slice(match.index + token.length));
    lines += isBreak ? '\n' : token;
  }
  return lines;
}
