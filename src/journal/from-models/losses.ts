/** What changes destroy, counted in the real database; a table too big to be counted in time counts as unknown. Reads only. */
import { quoteIdentifier, quoteLiteral } from '../../database/quote.ts';
import { openDatabase } from '../../database/client.ts';
import type { ConnectionTarget } from '../../database/target.ts';
import type { Change } from './change.ts';
import type { Loss } from './draft.ts';
import { columnBefore, type Rename, tableBefore } from './renames.ts';
import { placeSql } from './sql-names.ts';

const countLimitMs = 5_000;

export async function countLosses(
  changes: readonly Change[],
  renames: readonly Rename[],
  target: ConnectionTarget,
): Promise<ReadonlyMap<Change, Loss>> {
  const losses = new Map<Change, Loss>();
  const questions = changes.flatMap((change) => {
    const question = questionOf(change, renames);
    return question === null ? [] : [{ change, ...question }];
  });
  if (questions.length === 0) return losses;
  const database = openDatabase(
    target,
    { readOnly: true, statementTimeoutMs: countLimitMs },
    { maxConnections: 1 },
  );
  try {
    for (const { change, of, sql } of questions) {
      const count = await database.query(sql).then(
        ({ rows }) => Number(rows[0]?.[0]),
        () => null,
      );
      if (count !== 0) losses.set(change, { count, of });
    }
  } finally {
    await database.close();
  }
  return losses;
}

/** Null for what destroys nothing. Asked of the database as it is, with its names from before. */
function questionOf(
  change: Change,
  renames: readonly Rename[],
): { readonly of: Loss['of']; readonly sql: string } | null {
  switch (change.type) {
    case 'drop-table':
      return { of: 'rows', sql: `SELECT count(*) FROM ${placeSql(change.table)}` };
    case 'drop-column':
      return {
        of: 'values',
        sql: `SELECT count(${quoteIdentifier(change.column.name)}) FROM ${placeSql(tableBefore(change.place, renames))}`,
      };
    case 'alter-enum': {
      const removed = change.from.filter((label) => !change.to.includes(label));
      if (removed.length === 0 || change.uses.length === 0) return null;
      const labels = `ARRAY[${removed.map(quoteLiteral).join(', ')}]`;
      const counts = change.uses.map(({ place, column, brackets }) => {
        const name = quoteIdentifier(columnBefore(place, column, renames));
        const has = brackets === '' ? `${name}::text = ANY (${labels})` : `${name}::text[] && ${labels}`;
        return `(SELECT count(*) FROM ${placeSql(tableBefore(place, renames))} WHERE ${has})`;
      });
      return { of: 'values', sql: `SELECT ${counts.join(' + ')}` };
    }
    default:
      return null;
  }
}
