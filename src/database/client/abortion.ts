/**
 * An AbortSignal as a promise that can be forgotten again, so that a long-lived signal does not collect listeners.
 */

export interface Abortion {
  /** Resolves when the signal is aborted; stays pending for ever otherwise. */
  readonly happened: Promise<'aborted'>;
  forget(): void;
}

export function abortionOf(signal: AbortSignal): Abortion {
  let onAbort: () => void = () => undefined;
  const happened = new Promise<'aborted'>((resolve) => {
    onAbort = () => resolve('aborted');
  });
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  return { happened, forget: () => signal.removeEventListener('abort', onAbort) };
}
