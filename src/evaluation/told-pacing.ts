/**
 * Hands on what typed code writes, in order and as it is written, but in heaps: a loop that writes for ever would otherwise be heard
 * of for long after it was interrupted.
 */
import { clearTimeout, setTimeout } from 'node:timers';
import type { ToldLine } from './evaluation.ts';

export type TellLines = (lines: readonly ToldLine[]) => void;

/** Lines of one second that are handed on; of those beyond the last ones are kept. */
const mostInSecond = 10_000;
const keptBeyond = 100;
/** Between two heaps. */
const pauseMs = 30;

export interface Telling {
  readonly add: (line: ToldLine) => void;
  /** What waits goes now: at the end of an evaluation before its value. */
  readonly flush: () => void;
}

export function toldAtOnce(tell: TellLines): Telling {
  return { add: (line) => tell([line]), flush: () => undefined };
}

export function toldInHeaps(tell: TellLines): Telling {
  const pacing = new ToldPacing(tell);
  return { add: (line) => pacing.add(line), flush: () => pacing.flush() };
}

class ToldPacing {
  readonly #tell: TellLines;
  #waiting: ToldLine[] = [];
  #leftOut = 0;
  #secondBegan = Number.NEGATIVE_INFINITY;
  #inSecond = 0;
  #lastHeap = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  constructor(tell: TellLines) {
    this.#tell = tell;
  }

  add(line: ToldLine): void {
    const now = performance.now();
    if (now - this.#secondBegan > 1_000) {
      this.flush();
      this.#secondBegan = now;
      this.#inSecond = 0;
    }
    this.#inSecond += 1;
    this.#waiting.push(line);
    if (this.#inSecond > mostInSecond) {
      this.#leftOut += Math.max(0, this.#waiting.length - keptBeyond);
      this.#waiting = this.#waiting.slice(-keptBeyond);
    } else if (now - this.#lastHeap > pauseMs) this.flush(now);
    // Code that never lets go of the event loop is heard by the turn of its own lines.
    this.#timer ??= setTimeout(() => this.flush(), pauseMs).unref();
  }

  flush(now = performance.now()): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.length === 0) return;
    const lines = this.#waiting;
    this.#waiting = [];
    this.#lastHeap = now;
    if (this.#leftOut === 0) {
      this.#tell(lines);
      return;
    }
    const text = `… ${String(this.#leftOut)} lines left out`;
    this.#leftOut = 0;
    this.#tell([{ stream: 'error', parts: [{ text, style: 'undefined' }] }, ...lines]);
  }
}
