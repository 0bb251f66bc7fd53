/** What is beside the data of a call, and cannot cross to another process: its signal and its listeners. */

export type Listener = (value: unknown) => void;

export interface CallExtras {
  readonly signal?: AbortSignal | undefined;
  readonly listeners: Readonly<Record<string, Listener>>;
}

/** The arguments of a session's method, and what its options hold. By Session's convention they are the last argument. */
export function splitArguments(values: readonly unknown[]): {
  readonly data: readonly unknown[];
  readonly extras: CallExtras | null;
} {
  const extras = extrasOf(values.at(-1));
  return { data: extras === null ? values : values.slice(0, -1), extras };
}

/** Null for an argument that is data. */
function extrasOf(value: unknown): CallExtras | null {
  if (typeof value !== 'object' || value === null) return null;
  const entries = Object.entries(value);
  const isExtra = ([name, part]: [string, unknown]) => name === 'signal' || typeof part === 'function';
  if (entries.length === 0 || !entries.some(isExtra)) return null;
  const listeners: Record<string, Listener> = {};
  let signal: AbortSignal | undefined;
  for (const [name, part] of entries) {
    if (part instanceof AbortSignal) signal = part;
    // The session's interface types it: whoever called has been checked.
    else if (typeof part === 'function') listeners[name] = part as Listener;
    else if (part !== undefined) throw new Error(`The option "${name}" would not reach the host.`);
  }
  return { signal, listeners };
}
