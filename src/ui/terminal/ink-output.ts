/** The stdout Ink is given: as wide as the real one, and every write is one whole frame (Ink's debug mode). */

import { EventEmitter } from 'node:events';

export class InkOutput extends EventEmitter {
  /** Not a terminal to Ink, so that it sends no cursor codes; the screen does that. */
  readonly isTTY = false;
  readonly writable = true;
  readonly #size: { readonly columns: number; readonly rows: number };
  readonly #onFrame: (frame: string) => void;

  constructor(size: { readonly columns: number; readonly rows: number }, onFrame: (frame: string) => void) {
    super();
    this.#size = size;
    this.#onFrame = onFrame;
  }

  get columns(): number {
    return this.#size.columns;
  }

  get rows(): number {
    return this.#size.rows;
  }

  /** As a stream's: `(text, callback)` or `(text, encoding, callback)`. */
  write(frame: string, encoding?: string | (() => void), callback?: () => void): boolean {
    if (frame !== '') this.#onFrame(frame);
    const written = typeof encoding === 'function' ? encoding : callback;
    if (written !== undefined) setImmediate(written);
    return true;
  }
}
