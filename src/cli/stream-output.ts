/** One of the process's streams as a command sees it. */
import type { Output } from './command.ts';

export interface StreamOutputOptions {
  /** Writes to the stream; given apart from it, for stdout's own `write` is diverted while project code runs. */
  readonly write: (text: string | Uint8Array, done: (error?: Error | null) => void) => void;
  readonly isTerminal: boolean;
  /** Undefined where the stream is no screen. */
  readonly columns: number | undefined;
  readonly hasColor: boolean;
  /** False for a terminal that knows no control sequences (`TERM=dumb`). */
  readonly isCursorMovable: boolean;
  readonly isDebug: boolean;
}

export function streamOutput({
  write,
  isTerminal,
  columns,
  hasColor,
  isCursorMovable,
  isDebug,
}: StreamOutputOptions): Output {
  let hasReader = true;
  return {
    write: (text) =>
      new Promise((resolve) => {
        if (text.length === 0) {
          resolve();
          return;
        }
        write(text, (error) => {
          if (error != null) hasReader = false;
          resolve();
        });
      }),
    hasReader: () => hasReader,
    isTerminal,
    style: {
      width: isTerminal ? (columns ?? 80) : null,
      hasColor: isTerminal && hasColor,
      isAnchored: isTerminal && isCursorMovable,
      isDebug,
    },
  };
}
