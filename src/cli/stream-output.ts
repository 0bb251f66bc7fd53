/** One of the process's streams as a command sees it. */
import type { Output } from './command.ts';

export interface StreamOutputOptions {
  /** Writes to the stream; given apart from it, for stdout's own `write` is diverted while project code runs. */
  readonly write: (text: string, done: () => void) => void;
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
  return {
    write: (text) =>
      new Promise((resolve) => {
        if (text === '') resolve();
        else write(text, () => resolve());
      }),
    isTerminal,
    style: {
      width: isTerminal ? (columns ?? 80) : null,
      hasColor: isTerminal && hasColor,
      isAnchored: isTerminal && isCursorMovable,
      isDebug,
    },
  };
}
