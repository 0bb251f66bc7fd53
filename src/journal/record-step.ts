/**
 * The last words of a step's transaction before its COMMIT: whether it is still the same transaction, the journal row, and the checks
 * that were put off. In one round trip once the journal is known, behind a savepoint, for it may have changed since.
 */
import pg from 'pg';
import type { Sequelize } from 'sequelize';
import { instanceOptions } from './instance-options.ts';
import type { RowStatement, RunStatement } from './journal-storage/journal-storage.ts';

export interface StepRecord {
  /** Looks at the journal and writes the row. */
  readonly write: (run: RunStatement) => Promise<void>;
  /** What that comes to if the journal is as it was for the step before; null for the first one. */
  readonly remembered: () => readonly RowStatement[] | null;
}

const savepoint = 'seqscope_record';
const putOffChecks = 'SET CONSTRAINTS ALL IMMEDIATE';

/** Through the transaction that `run` is in. Returns whether that is still the one with this id. */
export async function recordStep(
  record: StepRecord,
  transactionId: string,
  sequelize: Sequelize,
  run: RunStatement,
): Promise<boolean> {
  const written = await writeRemembered(record, sequelize, run);
  if (written !== null) return written === transactionId;
  const wasAtomic = (await readTransactionId(run)) === transactionId;
  await record.write(run);
  // What is checked only now fails here, where it can still be told apart from a lost COMMIT.
  if (wasAtomic) await run(putOffChecks);
  return wasAtomic;
}

/** Assigns an id when there is none yet, which writes nothing (PostgreSQL manual, 9.27.6). */
export async function readTransactionId(run: RunStatement): Promise<string> {
  const [row] = await run('SELECT txid_current()::text AS id');
  return String(row?.[0]);
}

/** The id of the transaction it went into; null when nothing was written, and everything is to be looked at again. */
async function writeRemembered(
  record: StepRecord,
  sequelize: Sequelize,
  run: RunStatement,
): Promise<string | null> {
  const rows = record.remembered();
  if (rows === null) return null;
  const batch = [
    'SELECT txid_current()::text AS id',
    `SAVEPOINT ${savepoint}`,
    ...rows.map(withValues),
    putOffChecks,
    `RELEASE SAVEPOINT ${savepoint}`,
  ];
  const startedAt = performance.now();
  try {
    const [row] = await run(batch.join('; '));
    const durationMs = Math.round(performance.now() - startedAt);
    const { logging } = instanceOptions(sequelize);
    for (const { sql } of rows) logging?.(sql, durationMs);
    return String(row?.[0]);
  } catch {
    // What is wrong shows again, by itself, when each statement is sent alone.
    await run(`ROLLBACK TO SAVEPOINT ${savepoint}`).catch(() => undefined);
    return null;
  }
}

/** Several statements in one text take no parameters (PostgreSQL manual, 55.2.3). */
function withValues({ sql, values }: RowStatement): string {
  return sql.replace(/\$(\d+)/g, (_placeholder, number) => {
    const value = values[Number(number) - 1] ?? null;
    return value === null ? 'NULL' : typeof value === 'number' ? String(value) : pg.escapeLiteral(value);
  });
}
