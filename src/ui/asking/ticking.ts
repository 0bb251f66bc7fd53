/** Tells every `intervalMs` how long the work has taken while it goes on: a long statement says nothing by itself. */
export async function ticking<T>(
  intervalMs: number,
  tell: (elapsedMs: number) => void,
  work: () => Promise<T>,
): Promise<T> {
  const startedAt = performance.now();
  const timer = setInterval(() => {
    tell(performance.now() - startedAt);
  }, intervalMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
