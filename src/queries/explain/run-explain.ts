/**
 * Explains one statement. ANALYZE executes it, so that is done in a transaction that is rolled back: first a read-only one, and only
 * where the server says that the statement writes (SQLSTATE 25006), and the caller agrees, one that may write.
 */
import type { Database } from '../../database/client.ts';
import { quoteLiteral } from '../../database/quote.ts';
import { ConsoleError } from '../../errors.ts';
import { markPlan } from './mark-plan.ts';
import type { Explanation, ExplainOptions } from './plan.ts';
import { readPlan } from './read-plan.ts';
import { readTableFacts } from './table-facts.ts';

/** A connection within one transaction; rows as arrays. `values` make the server take one statement and no more. */
export type AskWithin = (
  sql: string,
  values?: readonly unknown[],
) => Promise<readonly (readonly unknown[])[]>;

/** Runs `work` in a transaction and rolls it back, whatever becomes of it. */
export type RolledBack = <T>(isReadOnly: boolean, work: (ask: AskWithin) => Promise<T>) => Promise<T>;

export interface ExplainedStatement {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** Over our own connection. */
export function rolledBackOn(database: Database, signal: AbortSignal | undefined): RolledBack {
  return async (isReadOnly, work) =>
    database.withConnection(async (connection) => {
      await connection.query(isReadOnly ? 'BEGIN READ ONLY' : 'BEGIN READ WRITE');
      const result = await work(
        async (sql, values) => (await connection.query(sql, values, { signal, isSingle: true })).rows,
      );
      await connection.query('ROLLBACK');
      return result;
    });
}

/** Rejects with a ConsoleError: `explain-would-write`, `not-explainable`, or what the server says of the statement. */
export async function explainStatement(
  statement: ExplainedStatement,
  options: ExplainOptions,
  serverVersion: string,
  rolledBack: RolledBack,
): Promise<Explanation> {
  refuseUnfit(statement.sql);
  if (options.analyze !== true) return explainWithin(statement, options, serverVersion, rolledBack, true);
  try {
    return await explainWithin(statement, options, serverVersion, rolledBack, true);
  } catch (error) {
    if (!isRefusedAsWriting(error)) throw error;
    if (options.mayWrite !== true) throw wouldWrite(error);
    return explainWithin(statement, options, serverVersion, rolledBack, false);
  }
}

async function explainWithin(
  { sql, values }: ExplainedStatement,
  options: ExplainOptions,
  serverVersion: string,
  rolledBack: RolledBack,
  isReadOnly: boolean,
): Promise<Explanation> {
  const isVerbose = options.verbose === true;
  return rolledBack(isReadOnly, async (ask) => {
    const rows = await ask(`${explainPrefix(options, serverVersion)} ${sql}`, values);
    const read = readPlan(rows[0]?.[0], { isVerbose });
    if (read === null) throw notExplainable();
    const tables = await readTableFacts(read.plan, ask, quoteLiteral);
    const ran = options.analyze === true ? (isReadOnly ? 'read-only' : 'rolled-back') : 'no';
    return { ...markPlan(read, tables), sql: sql.trim().replace(/;\s*$/, ''), ran };
  });
}

/** VERBOSE gives conditions their tables' names and relations their schemas. BUFFERS without ANALYZE came with version 13. */
export function explainPrefix(options: ExplainOptions, serverVersion: string): string {
  const { analyze = false, timing = true } = options;
  const mayCount = analyze || Number.parseInt(serverVersion, 10) >= 13;
  const buffers = options.buffers ?? analyze;
  const words = ['FORMAT JSON', 'VERBOSE', 'COSTS', 'SETTINGS'];
  if (analyze) words.push('ANALYZE', timing ? 'TIMING' : 'TIMING OFF');
  if (mayCount) words.push(buffers ? 'BUFFERS' : 'BUFFERS OFF');
  return `EXPLAIN (${words.join(', ')})`;
}

function refuseUnfit(sql: string): void {
  const text = sql.replace(/^(?:\s|--[^\n]*\n|\/\*[^]*?\*\/)*/, '');
  if (text === '') {
    throw new ConsoleError('There is no statement to explain.', {
      code: 'not-explainable',
      kind: 'usage',
      remedy: 'Give one, as in `seqscope sql "select * from users" --explain`.',
    });
  }
  if (/^EXPLAIN\b/i.test(text)) {
    throw new ConsoleError('The statement begins with EXPLAIN itself.', {
      code: 'not-explainable',
      kind: 'usage',
      remedy: 'Leave the word out, or run the statement without `--explain`.',
    });
  }
}

function notExplainable(): ConsoleError {
  return new ConsoleError('The server made no plan for this statement.', {
    code: 'not-explainable',
    kind: 'usage',
    remedy: 'Explain a SELECT, INSERT, UPDATE, DELETE, MERGE or VALUES.',
  });
}

function isRefusedAsWriting(error: unknown): boolean {
  return error instanceof ConsoleError && error.details.sqlState === '25006';
}

function wouldWrite(cause: unknown): ConsoleError {
  return new ConsoleError('ANALYZE runs the statement, and this one writes.', {
    code: 'explain-would-write',
    remedy: 'Let it run and be rolled back, or explain it without `--analyze`.',
    cause,
  });
}
