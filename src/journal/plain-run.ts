/**
 * One step the way sequelize-cli runs it: each statement commits by itself, the journal row afterwards. For what the server
 * refuses to run in a transaction.
 */
import type { AtomicWork, AttemptOutcome } from './atomic-transaction.ts';
import { statementsOf } from './atomic-transaction.ts';
import { interceptStatements } from './intercept-statements.ts';
import { openGate } from './step-gate.ts';

/** Never rejects. A failure may leave earlier statements behind, and no journal row. */
export async function runPlainly(work: Omit<AtomicWork, 'wasCommitted'>): Promise<AttemptOutcome> {
  const { sequelize, migrate, record } = work;
  const gate = openGate(work.gate, null, (statement) => statement.send(statement.options));
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
    await record(statementsOf(sequelize, null));
    return { type: 'done', wasAtomic: false };
  } catch (error) {
    return { type: 'failed', wasAtomic: false, error };
  } finally {
    gate.close();
  }
}
