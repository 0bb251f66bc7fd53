/**
 * SQL text → statements with what they do, by PostgreSQL's own parser. The bodies of `DO` blocks are read too; what they
 * do stands under a condition that nobody knows.
 */
import type { Node } from 'libpg-query';
import { constantsBelow } from './nodes.ts';
import type { Change } from './operation.ts';
import { readChanges } from './read-changes.ts';

export interface ParsedStatement {
  readonly node: Node;
  readonly changes: readonly Change[];
  /** String constants in it. */
  readonly constants: readonly string[];
  /** True inside a `DO` block. */
  readonly isConditional: boolean;
  /** True for `BEGIN`, `COMMIT`, `SAVEPOINT` and their kin. */
  readonly isTransactionControl: boolean;
  /** True for `SELECT`, `VALUES`, `SHOW`: an answer that the migration may act upon. */
  readonly isRead: boolean;
}

type Parser = typeof import('libpg-query');

export interface SqlParser {
  /** Null for text that PostgreSQL would refuse as well. */
  readonly parse: (sql: string) => readonly ParsedStatement[] | null;
  /** The parser's words for a text that it refuses. */
  readonly problemOf: (sql: string) => string | null;
}

/** Loads the parser's WebAssembly once a process: tens of milliseconds, hence never before it is needed. */
export async function loadSqlParser(): Promise<SqlParser> {
  const parser = await import('libpg-query');
  await parser.loadModule();
  return {
    parse: (sql) => parse(parser, sql, false),
    problemOf(sql) {
      try {
        parser.parseSync(sql);
        return null;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
  };
}

function parse(parser: Parser, sql: string, isConditional: boolean): readonly ParsedStatement[] | null {
  let statements;
  try {
    statements = parser.parseSync(sql).stmts ?? [];
  } catch {
    return null;
  }
  return statements.flatMap(({ stmt }) => {
    if (stmt === undefined) return [];
    if ('DoStmt' in stmt) return [parsed(stmt, true), ...block(parser, sql)];
    return [parsed(stmt, isConditional)];
  });
}

function parsed(node: Node, isConditional: boolean): ParsedStatement {
  const isBlock = 'DoStmt' in node;
  return {
    node,
    changes: isBlock ? [] : readChanges(node),
    constants: constantsBelow(node),
    isConditional,
    isTransactionControl: 'TransactionStmt' in node,
    isRead: 'SelectStmt' in node || 'VariableShowStmt' in node || 'ExplainStmt' in node,
  };
}

/** The statements of PL/pgSQL as far as they are text: what `EXECUTE` puts together is known only when it runs. */
function block(parser: Parser, sql: string): readonly ParsedStatement[] {
  let tree: unknown;
  try {
    tree = parser.parsePlPgSQLSync(sql);
  } catch {
    return [];
  }
  const texts: string[] = [];
  collectStatements(tree, texts);
  return texts.flatMap((text) => parse(parser, text, true) ?? []);
}

/** `PLpgSQL_stmt_execsql` holds one statement of SQL, `dynexecute` an expression whose value is one. */
function collectStatements(value: unknown, texts: string[]): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    const query = queryOf(child);
    if (key === 'sqlstmt' && query !== null) texts.push(query);
    const constant =
      key === 'query' && query !== null ? /^\s*'((?:[^']|'')*)'\s*$/.exec(query)?.[1] : undefined;
    if (constant !== undefined) texts.push(constant.replaceAll("''", "'"));
    collectStatements(child, texts);
  }
}

function queryOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('PLpgSQL_expr' in value)) return null;
  const expression = value.PLpgSQL_expr;
  const isText = typeof expression === 'object' && expression !== null && 'query' in expression;
  return isText && typeof expression.query === 'string' ? expression.query : null;
}
