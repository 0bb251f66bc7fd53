/** Owns stdin while the console is on the terminal: raw mode and the one reader. Nothing else may read that stream meanwhile. */

import { type Key, type KeyParser, parseKeys } from './keys.ts';

/** What the keyboard needs of a stdin. */
export interface TerminalInput {
  setRawMode?(isRaw: boolean): unknown;
  setEncoding(encoding: 'utf8'): unknown;
  on(event: 'data', listener: (chunk: string) => void): unknown;
  on(event: 'end', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  off(event: 'data', listener: (chunk: string) => void): unknown;
  off(event: 'end', listener: () => void): unknown;
  resume(): unknown;
  pause(): unknown;
}

export interface KeyboardOptions {
  readonly onKey: (key: Key) => void;
  /** The terminal is gone (closed window, lost connection): no key will come any more. */
  readonly onEnd?: () => void;
}

export class Keyboard {
  readonly #input: TerminalInput;
  readonly #parser: KeyParser;
  readonly #onEnd: () => void;
  #isReading = false;
  #hasErrorListener = false;

  constructor(input: TerminalInput, options: KeyboardOptions) {
    this.#input = input;
    this.#parser = parseKeys(options.onKey);
    this.#onEnd = options.onEnd ?? (() => undefined);
  }

  /** Raw mode on, keys flow. */
  start(): void {
    if (this.#isReading) return;
    this.#isReading = true;
    this.#input.setEncoding('utf8');
    this.#input.setRawMode?.(true);
    this.#input.on('data', this.#read);
    this.#input.on('end', this.#ended);
    // Kept for good: reading from a terminal that is gone fails (EIO) even after the last listener left.
    if (!this.#hasErrorListener) this.#input.on('error', this.#ended);
    this.#hasErrorListener = true;
    this.#input.resume();
  }

  /** Raw mode off; stdin no longer keeps the process alive, and another program may read it. */
  stop(): void {
    if (!this.#isReading) return;
    this.#isReading = false;
    this.#parser.reset();
    this.#input.off('data', this.#read);
    this.#input.off('end', this.#ended);
    this.#input.pause();
    this.#input.setRawMode?.(false);
  }

  suspend(): void {
    this.stop();
  }

  /** Sets raw mode anew, whatever the shell made of the terminal meanwhile. */
  resume(): void {
    this.start();
  }

  readonly #read = (chunk: string): void => {
    this.#parser.feed(chunk);
  };

  readonly #ended = (): void => {
    if (this.#isReading) this.#onEnd();
  };
}
