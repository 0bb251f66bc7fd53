/** Waiting that a signal ends: an AbortError, whatever the reason given to `abort`. */

export function abortError(): Error {
  return new DOMException('The operation was aborted.', 'AbortError');
}

/** Settles as `waiting` does, or rejects with an AbortError as soon as the signal says so; `waiting` goes on by itself. */
export function untilAborted<T>(waiting: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return waiting;
  return new Promise<T>((resolve, reject) => {
    const stop = () => {
      reject(abortError());
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    waiting.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', stop);
    });
  });
}
