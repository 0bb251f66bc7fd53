/**
 * Waits with a limit, for the things a closing session must not hang on: a pool whose connection is stuck in a query, a
 * server that no longer answers.
 */

/** Resolves when `work` settles, either way, or after `limitMs`; never rejects. */
export async function settleWithin(work: Promise<unknown>, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([work.catch(() => undefined), limit]);
  clearTimeout(timer);
}
