/** One connection takes one statement at a time; pg would queue them, but warns of it. */
import { AsyncLocalStorage } from 'node:async_hooks';

interface Turn {
  readonly connection: symbol;
  readonly outer: Turn | undefined;
}

/**
 * Set while a statement has its turn: one that a Sequelize hook sends from within must not wait for it. One storage for all connections:
 * on Node 20 every promise costs as much as there are storages, and each migration has a connection of its own.
 */
const currentTurn = new AsyncLocalStorage<Turn>();

/** The turns of one connection. */
export function takeStatementTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  const connection = Symbol('connection');
  let turn: Promise<void> = Promise.resolve();
  return async (work) => {
    const outer = currentTurn.getStore();
    if (hasTurn(outer, connection)) return work();
    const before = turn;
    let end = (): void => undefined;
    turn = new Promise((resolve) => {
      end = resolve;
    });
    // Awaited, not chained with then(): the stack of an error keeps the line that sent the statement.
    await before;
    try {
      return await currentTurn.run({ connection, outer }, work);
    } finally {
      end();
    }
  };
}

function hasTurn(turn: Turn | undefined, connection: symbol): boolean {
  for (let at = turn; at !== undefined; at = at.outer) if (at.connection === connection) return true;
  return false;
}
