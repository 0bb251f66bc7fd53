/** One connection takes one statement at a time; pg would queue them, but warns of it. */
import { AsyncLocalStorage } from 'node:async_hooks';

/** The turns of one connection. */
export function takeStatementTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  // Set while a statement has its turn: one that a Sequelize hook sends from within must not wait for it.
  const withinTurn = new AsyncLocalStorage<true>();
  let turn: Promise<void> = Promise.resolve();
  return async (work) => {
    if (withinTurn.getStore() === true) return work();
    const before = turn;
    let end = (): void => undefined;
    turn = new Promise((resolve) => {
      end = resolve;
    });
    // Awaited, not chained with then(): the stack of an error keeps the line that sent the statement.
    await before;
    try {
      return await withinTurn.run(true, work);
    } finally {
      end();
    }
  };
}
