/** The SQL of rows that were read: as a person would write it, and as it was sent, each statement with its time and rows. */
import { counted, milliseconds } from '../../../output/measures.ts';
import type { Page } from '../../../queries/query-spec.ts';
import type { SentStatement, SentStatements } from '../../../queries/statements/sent-statements.ts';

/** Statements that are shown whole; a thousand of them say nothing more. */
const mostWhole = 50;

/** What of a page says how it was read. */
export type ReadStatement = Pick<Page, 'sql' | 'shortSql' | 'durationMs' | 'paging' | 'sent'>;

export function readStatementOf({ sql, shortSql, durationMs, paging, sent }: Page): ReadStatement {
  return { sql, shortSql, durationMs, paging, sent };
}

/** Can be run as it stands. What was sent comes second, where it differs. */
export function statementText({ sql, shortSql, paging, sent }: ReadStatement): string {
  const counting = paging.method === 'keys' ? '' : `-- Pages are counted off with OFFSET: ${paging.why}.\n`;
  const statements = sent?.statements ?? [];
  const [only] = statements;
  const isAsWritten = ended(sql) === ended(shortSql) && statements.length < 2;
  if (isAsWritten) return `${counting}${only === undefined ? '' : measured(only)}${ended(shortSql)}`;
  const why =
    statements.length > 1
      ? `As it was read, by ${counted(statements.length, 'statement')}.`
      : 'As it was read: one row more to know whether others follow, each row’s key, long values clipped.';
  const all = only === undefined ? ended(sql) : sentText(statements);
  const named = (sent?.repeats ?? []).map(({ text }) => `-- ${text}\n`).join('');
  return `${counting}${ended(shortSql)}\n\n-- ${why}\n${named}${all}`;
}

function sentText(statements: SentStatements['statements']): string {
  const shown = statements.slice(0, mostWhole);
  const rest = statements.slice(mostWhole);
  const whole = shown.map((statement) => `${measured(statement)}${ended(statement.sql)}`).join('\n\n');
  return rest.length === 0
    ? whole
    : `${whole}\n\n-- … ${counted(rest.length, 'more statement')}: L lists them.`;
}

/** `-- 3.1 ms, 101 rows`, as far as it is known. */
function measured({ durationMs, rowCount }: SentStatement): string {
  const parts = [
    durationMs === null ? [] : [milliseconds(durationMs)],
    rowCount === null ? [] : [counted(rowCount, 'row')],
  ].flat();
  return parts.length === 0 ? '' : `-- ${parts.join(', ')}\n`;
}

function ended(sql: string): string {
  return `${sql.replace(/;?\s*$/, '')};`;
}
