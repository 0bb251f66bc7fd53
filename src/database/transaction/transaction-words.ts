/**
 * What a statement's own text says about transactions. Pure. It decides only what is tried first: what it does not see, the
 * server answers with an SQLSTATE (see cannot-run-inside.ts).
 */

/** Strings, quoted names, dollar quotes and comments: words in them are not SQL (PostgreSQL manual, 4.1). */
const quoted =
  /\bE'(?:[^'\\]|\\[^]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$([A-Za-z_]\w*|)\$[^]*?\$\1\$|--[^\n]*|\/\*[^]*?\*\//gi;

/** BEGIN, COMMIT and ROLLBACK in their spellings, at the beginning of a statement; ROLLBACK TO SAVEPOINT is not one. */
const boundary =
  /(?:^|;)\s*(?:BEGIN|START\s+TRANSACTION|COMMIT|END|ABORT|PREPARE\s+TRANSACTION|ROLLBACK(?!\s+(?:(?:WORK|TRANSACTION)\s+)?TO\b))\b/i;

/** The body of an SQL function may be written `BEGIN ATOMIC …; END` (PostgreSQL manual, CREATE FUNCTION). */
const sqlBody = /\bBEGIN\s+ATOMIC\b[^]*?\bEND\b/gi;

/** True for text that starts or ends a transaction itself, alone or among several statements. */
export function movesTransactionBoundary(sql: string): boolean {
  return boundary.test(sql.replace(quoted, ' ').replace(sqlBody, ' '));
}

/** True for `ROLLBACK TO SAVEPOINT`, which mends a transaction that a failed statement has spoilt. */
export function isRollbackToSavepoint(sql: string): boolean {
  return /^\s*ROLLBACK\s+(?:(?:WORK|TRANSACTION)\s+)?TO\b/i.test(sql);
}

/** True for `SAVEPOINT`, `RELEASE` and `ROLLBACK TO`, as a transaction within a transaction sends them. */
export function isSavepointStatement(sql: string): boolean {
  return /^\s*(?:SAVEPOINT|RELEASE)\b/i.test(sql) || isRollbackToSavepoint(sql);
}

/**
 * True for a function's source text that plainly builds or drops an index CONCURRENTLY, in SQL or as Sequelize's option
 * `concurrently`. Comments do not count, nor does REFRESH MATERIALIZED VIEW CONCURRENTLY, which may run in a transaction.
 */
export function usesConcurrently(source: string): boolean {
  const code = source
    .replace(/\/\*[^]*?\*\/|(?<=^|[\s;,{}()])\/\/[^\n]*/g, ' ')
    .replace(/\bREFRESH\s+MATERIALIZED\s+VIEW\s+CONCURRENTLY\b/gi, ' ')
    .replace(/\bconcurrently\s*:\s*false\b/g, ' ');
  return /\b(?:INDEX|TABLE|SCHEMA|PARTITION)\b[^;]*\bCONCURRENTLY\b|\bconcurrently\s*:/i.test(code);
}
