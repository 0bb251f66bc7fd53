/**
 * Keeps what others write to stdout and stderr (warnings of Node, console calls) off the screen: while the console is
 * on the terminal it is handed to a listener, and the screen alone holds the true `write`.
 */

import type { TerminalOutput } from './screen.ts';

/** What is needed of a stream that others may write to. */
export interface WritableOutput {
  write: (text: string) => boolean;
}

export interface StrayOutput {
  /** The stream as it was, for the screen. */
  readonly output: TerminalOutput;
  /** Diverts the streams; what is written from then on reaches the listener. */
  divert(): void;
  /** The streams write for themselves again. */
  restore(): void;
}

/** `streams` are diverted together; `output` is the one the screen writes to, and may be among them. */
export function guardOutput(
  output: TerminalOutput,
  streams: readonly WritableOutput[],
  onText: (text: string) => void,
): StrayOutput {
  const originals = streams.map((stream) => ({ stream, write: stream.write }));
  const write = output.write.bind(output);
  const screenOutput: TerminalOutput = {
    get columns() {
      return output.columns;
    },
    get rows() {
      return output.rows;
    },
    write: (text) => write(text),
    on: (event, listener) => output.on(event, listener),
    off: (event, listener) => output.off(event, listener),
  };
  return {
    output: screenOutput,
    divert: () => {
      for (const { stream } of originals) stream.write = diverted(onText);
    },
    restore: () => {
      for (const { stream, write: original } of originals) stream.write = original;
    },
  };
}

/** A stream's `write` in all its forms: text or bytes, then an encoding, a callback or both. */
function diverted(
  onText: (text: string) => void,
): (chunk: string | Uint8Array, ...rest: unknown[]) => boolean {
  return (chunk, ...rest) => {
    onText(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'));
    const written = rest.find((argument): argument is () => void => typeof argument === 'function');
    if (written !== undefined) queueMicrotask(written);
    return true;
  };
}
