/**
 * How typed code is stopped while it runs. Code without an `await` before it is ended by V8 on SIGINT (node:vm, breakOnSigint).
 * Behind an `await` there is no such thing: there every loop and function of typed code looks at a number in a file that the
 * console's own process writes, which works however busy this process is.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { SigintReach } from './run-script.ts';

/** Thrown into the code that is interrupted. */
export class CodeInterrupted extends Error {
  override readonly name = 'CodeInterrupted';

  constructor() {
    super('Interrupted.');
  }
}

/** One evaluation as the guards see it. */
export interface GuardedRun {
  readonly id: number;
  isInterrupted: boolean;
}

/** What another process says of an evaluation that is to end, and is told where a signal of its reaches one. */
export interface InterruptSource {
  /** The id of the evaluation that is to end; 0 for none. */
  readonly wanted: () => number;
  /** From here on a signal ends what runs. */
  readonly enter: (evaluation: number) => void;
  /** No signal comes any more once this has returned; one that was sent meanwhile has ended the code before. */
  readonly leave: (evaluation: number) => void;
}

/** For a process that nothing interrupts from outside: told when its signals are heard by nobody, and when they are again. */
export interface BlockingWatch {
  readonly onBlocked: () => void;
  readonly onFree: () => void;
}

/** Calls of a guard between two looks, and the time between two readings. */
const callsBetweenLooks = 256;
const msBetweenReadings = 20;
/** A process that has heard nothing for so long is blocked. */
const blockedAfterMs = 200;

export class Interrupts {
  readonly #runs = new AsyncLocalStorage<GuardedRun>();
  readonly #source: InterruptSource | null;
  #calls = 0;
  #lastReading = 0;
  /** True as long as what was interrupted may still be running: then every call looks. */
  #isAlert = false;

  readonly #blocking: BlockingWatch | null;
  /** When typed code was first seen in a turn of the event loop that has not ended; null between turns. */
  #turnBegan: number | null = null;
  #isBlocked = false;

  constructor(source: InterruptSource | null, blocking: BlockingWatch | null = null) {
    this.#source = source;
    this.#blocking = blocking;
  }

  #watchTurn(now: number, { onBlocked, onFree }: BlockingWatch): void {
    if (this.#turnBegan === null) {
      this.#turnBegan = now;
      setImmediate(() => {
        this.#turnBegan = null;
        if (this.#isBlocked) onFree();
        this.#isBlocked = false;
      }).unref();
    } else if (!this.#isBlocked && now - this.#turnBegan > blockedAfterMs) {
      this.#isBlocked = true;
      onBlocked();
    }
  }

  run<T>(run: GuardedRun, work: () => T): T {
    return this.#runs.run(run, work);
  }

  /** The evaluation on whose behalf the code that asks is running; undefined for the project's own doings. */
  current(): GuardedRun | undefined {
    return this.#runs.getStore();
  }

  /** Where SIGINT reaches that run. */
  reach({ id }: GuardedRun): SigintReach {
    return { enter: () => this.#source?.enter(id), leave: () => this.#source?.leave(id) };
  }

  interrupt(run: GuardedRun): void {
    run.isInterrupted = true;
    this.#isAlert = true;
  }

  /** What typed loops and functions call. Throws CodeInterrupted in what was interrupted. */
  readonly guard = (): void => {
    this.#calls += 1;
    if (!this.#isAlert && this.#calls % callsBetweenLooks !== 0) return;
    const run = this.#runs.getStore();
    if (run === undefined) return;
    const now = performance.now();
    if (this.#blocking !== null) this.#watchTurn(now, this.#blocking);
    if (this.#source !== null && now - this.#lastReading > msBetweenReadings) {
      this.#lastReading = now;
      if (this.#source.wanted() === run.id) this.interrupt(run);
    }
    if (run.isInterrupted) throw new CodeInterrupted();
  };
}
