/**
 * Work done on first use and remembered. Callers that come while it is under way wait for the same attempt; a failed
 * attempt is forgotten, so that the next call tries again.
 */

export interface Remembered<Value> {
  get(): Promise<Value>;
  /** The value when it is there already; never starts the work. */
  peek(): Value | undefined;
  /** Forgets the value and returns it, waiting for an attempt under way; undefined when there was none or it failed. */
  take(): Promise<Value | undefined>;
}

export function remember<Value>(load: () => Promise<Value>): Remembered<Value> {
  let attempt: Promise<Value> | undefined;
  let settled: { readonly value: Value } | undefined;

  function start(): Promise<Value> {
    const started = load();
    attempt = started;
    started.then(
      (value) => {
        if (attempt === started) settled = { value };
      },
      () => {
        if (attempt === started) attempt = undefined;
      },
    );
    return started;
  }

  return {
    get: () => attempt ?? start(),
    peek: () => settled?.value,
    async take() {
      const taken = attempt;
      attempt = undefined;
      settled = undefined;
      try {
        return await taken;
      } catch {
        return undefined;
      }
    },
  };
}
