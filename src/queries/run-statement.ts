/**
 * Runs SQL text as it stands. Whether it may write is the connection's mode, kept by the server; the text is not inspected.
 */
import type { Database } from '../database/client.ts';
import type { StatementResult } from './query-spec.ts';
import { plainRows, resultColumns } from './read-table.ts';

/** The last statement's result, when there are several. Rejects with a ConsoleError that has the SQLSTATE and the place. */
export async function runStatement(
  database: Database,
  sql: string,
  options: { readonly signal?: AbortSignal | undefined } = {},
): Promise<StatementResult> {
  const outcome = await database.query(sql, undefined, options);
  const { command, rowCount, durationMs } = outcome;
  return { command, columns: resultColumns(outcome), rows: plainRows(outcome.rows), rowCount, durationMs };
}
