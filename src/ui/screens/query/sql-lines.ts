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

/** A list of columns tells less than the clauses behind it: it has a third of the room, and no more cells than this. */
const longestList = 24;

/** On one line of that many cells, a long list of columns cut short: what is read, from where and by what comes into view. */
export function briefSql(sql: string, room: number): string {
  const [list = '', ...clauses] = clauseLines(sql).split('\n');
  const listRoom = Math.min(longestList, Math.floor(room / 3));
  const isLong = clauses.length > 0 && list.length > listRoom;
  // Cut behind a whole column: half a quoted name would colour all that follows as one.
  const comma = list.lastIndexOf(', ', listRoom - 2);
  const kept = comma < 0 ? list.split(' ', 1).join('') : list.slice(0, comma + 1);
  const short = `${kept} …`;
  return [isLong ? short : list, ...clauses].join(' ').replaceAll(/\s+/g, ' ');
}
