/**
 * One step the way sequelize-cli runs it: each statement commits by itself, the journal row afterwards. For what the server
 * refuses to run in a transaction. What an interrupted run has left of an index CONCURRENTLY does not stop the next one.
 */
import type { AtomicWork, AttemptOutcome } from './atomic-transaction.ts';
import { statementsOf } from './atomic-transaction.ts';
import { sqlStateOf } from '../database/transaction/cannot-run-inside.ts';
import { interceptStatements, type PassingStatement } from '../database/transaction/intercept-statements.ts';
import { type LeftIndex, takesAnyIndex } from './left-index.ts';
import { lockLost } from './lock.ts';
import { openGate } from './step-gate.ts';

export interface PlainWork extends Omit<AtomicWork, 'fateOfCommit'> {
  /** What there is of the index that a statement builds CONCURRENTLY; drops an invalid one. */
  readonly leftIndex: (sql: string) => Promise<LeftIndex>;
}

/** Never rejects. A failure may leave earlier statements behind, and no journal row. */
export async function runPlainly(work: PlainWork): Promise<AttemptOutcome> {
  const { sequelize, migrate, record } = work;
  const gate = openGate(work.gate, null, (statement) => deliver(statement, work));
  const run = statementsOf(sequelize, null);
  try {
    // A connection is there, known to those who wait for the lock, before the lock is looked at.
    const [row] = await run(`SELECT ${work.isHeldSql} AS is_locked`);
    if (row?.[0] !== true) throw lockLost();
  } catch (error) {
    gate.close();
    return { type: 'failed', wasAtomic: true, error };
  }
  try {
    await interceptStatements(
      sequelize,
      gate,
      async () => {
        await migrate();
        await gate.settled();
      },
      work.gate.signal,
    );
    await record.write(run);
    return { type: 'done', wasAtomic: false };
  } catch (error) {
    return { type: 'failed', wasAtomic: false, error };
  } finally {
    gate.close();
  }
}

async function deliver({ sql, options, send }: PassingStatement, work: PlainWork): Promise<unknown> {
  try {
    const result = await send(options);
    if (!takesAnyIndex(sql) || (await work.leftIndex(sql)) !== 'dropped') return result;
  } catch (error) {
    // 42P07 duplicate_table: there is a relation of that name.
    if (sqlStateOf(error) !== '42P07') throw error;
    const left = await work.leftIndex(sql);
    if (left === 'other') throw error;
    if (left === 'built') return [[], null];
  }
  return send(options);
}
