/** Reads what the doctor knows of a database: tables in one round trip, sequences in two more. Writes nothing. */
import type { DatabaseConnection, QueryOptions } from '../../../database/client.ts';
import { quoteIdentifier, quoteLiteral, quoteQualified } from '../../../database/quote.ts';
import { ConsoleError } from '../../../errors.ts';
import { sequencesSql, tablesSql } from './table-facts-sql.ts';
import type { SequenceFacts, TableFacts } from './table-facts.ts';

/** A table that somebody holds exclusively is waited for: the server writes no expression of it. */
const lockLimit = `SET LOCAL lock_timeout = '2s';`;

/** By schema and name. Rejects with 55P03 where somebody holds a table for longer than two seconds. */
export async function readTableFacts(
  database: DatabaseConnection,
  options: QueryOptions = {},
): Promise<readonly TableFacts[]> {
  // Definitions are whole under any search path, and the planner takes it for a query worth compiling. Both end with the text.
  const alone = `SET LOCAL jit = off; SET LOCAL search_path TO ''; ${lockLimit} ${tablesSql}`;
  const { rows } = await database.query(alone, undefined, options);
  // Each row is the object that tablesSql builds.
  return rows.map(([table]) => table as TableFacts);
}

interface ListedSequence extends Omit<SequenceFacts, 'next' | 'greatest'> {
  readonly increment: string;
  readonly isReadable: boolean;
  readonly isIndexed: boolean;
}

/**
 * Sequences whose own value and column could be read. The greatest value of an indexed column is a look-up; any other column is read
 * whole, so it is left out once that takes longer than the connection's statement timeout.
 */
export async function readSequenceFacts(
  database: DatabaseConnection,
  options: QueryOptions = {},
): Promise<{ readonly sequences: readonly SequenceFacts[]; readonly unread: readonly string[] }> {
  const { rows } = await database.query(sequencesSql, [], options);
  // Each row is the object that sequencesSql builds.
  const listed = rows.map(([sequence]) => sequence as ListedSequence);
  const readable = listed.filter(({ isReadable }) => isReadable);
  const unread = listed.filter(({ isReadable }) => !isReadable).map(columnText);
  const sequences: SequenceFacts[] = [];
  const together = readable.filter(({ isIndexed }) => isIndexed);
  const apart = readable.filter(({ isIndexed }) => !isIndexed).map((one) => [one]);
  const waiting = together.length === 0 ? apart : [together, ...apart];
  for (let some = waiting.shift(); some !== undefined; some = waiting.shift()) {
    try {
      sequences.push(...(await readValues(database, some, options)));
    } catch (error) {
      if (!(error instanceof ConsoleError) || error.kind !== 'failed') throw error;
      // One that is locked or gone must not hide the others.
      if (some.length > 1) waiting.push(...some.map((one) => [one]));
      else unread.push(...some.map(columnText));
    }
  }
  return { sequences, unread };
}

function columnText({ schema, table, column }: ListedSequence): string {
  return `${schema}.${table}.${column}`;
}

async function readValues(
  database: DatabaseConnection,
  listed: readonly ListedSequence[],
  options: QueryOptions,
): Promise<readonly SequenceFacts[]> {
  const parts = listed.map(
    ({ sequence, schema, table, column, increment }) => `
      SELECT ${quoteLiteral(sequence)} AS sequence,
             (CASE WHEN s.is_called THEN s.last_value::numeric + ${increment} ELSE s.last_value END)::text AS next,
             (SELECT max(t.${quoteIdentifier(column)})::text FROM ${quoteQualified(schema, table)} t) AS greatest
        FROM ${sequence} s`,
  );
  const { rows } = await database.query(`${lockLimit} ${parts.join(' UNION ALL ')}`, undefined, options);
  const values = new Map(rows.map(([sequence, next, greatest]) => [sequence, { next, greatest }]));
  return listed.flatMap(({ increment: _, isReadable: _readable, isIndexed: _indexed, ...facts }) => {
    const read = values.get(facts.sequence);
    if (read === undefined) return [];
    const greatest = typeof read.greatest === 'string' ? read.greatest : null;
    return [{ ...facts, next: String(read.next), greatest }];
  });
}
