/** The statements of a gate that are on their way: counted, and waited for. */

export interface StatementTraffic {
  /** `send` counts from its call until it has settled. */
  readonly counted: <T>(send: () => Promise<T>) => Promise<T>;
  /** True while a statement is under way or waits for its turn. */
  readonly isBusy: () => boolean;
  /** Resolves when none is, also when nobody waited for those that were sent. */
  readonly settled: () => Promise<void>;
}

export function countStatements(): StatementTraffic {
  let onTheWay = 0;
  return {
    async counted(send) {
      onTheWay += 1;
      try {
        return await send();
      } finally {
        onTheWay -= 1;
      }
    },
    isBusy: () => onTheWay > 0,
    async settled() {
      do {
        await new Promise((resolve) => setImmediate(resolve));
      } while (onTheWay > 0);
    },
  };
}
